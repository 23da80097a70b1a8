"""An invented population: possible households as tables, with a data sheet that says what they are.

invent(book, Path("homes"), count=200, seed=1, on=date(2026, 11, 1))
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from nextwave.population.inventing.households import Situation, households
from nextwave.population.tables.schema import columns, facts, keys, tables
from nextwave.population.tables.writing import write
from nextwave.rulebook.model import Entity, Rulebook

#: A household stands for itself, in hundredths.
WEIGHT = 100

Told = Callable[[str, int, int], None]


def invent(
    book: Rulebook, out: Path, count: int, seed: int, on: date, latest: date | None = None, told: Told | None = None
) -> dict[str, Any]:
    """Writes a folder of tables, and gives its data sheet. No day in them is later than `latest` (without it, the day
    of the law). Raises RulebookError, PopulationError, OSError."""
    made = []
    for number, situation in enumerate(households(book, on, count, seed, latest)):
        made.append(situation)
        if told is not None:
            told("inventing households", number + 1, count)
    sheet = {
        "title": f"Invented households for {book.title}",
        "invented": True,
        "source": "Made by chance from the facts of the rulebook. They are nobody's households and stand for none: "
        "totals over them say nothing about the world",
        "rulebook": book.name,
        "law": book.law_version,
        "weight": "hundredths of a household: each stands for itself",
        "ages_on": latest or on,
        "seed": seed,
        "counts": {"households": len(made), "people": sum(len(s["people"]) for s in made)},
    }
    write(out, frames(book, made), sheet)
    return sheet


def frames(book: Rulebook, made: list[Situation]) -> dict[str, pl.DataFrame]:
    """Situations as the tables of a population."""
    named = tables(book)
    (home, household), (person, someone), *below = named.items()
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in named}
    for number, situation in enumerate(made, 1):
        of = f"invented-{number}"
        rows[home].append({"id": of, "weight": WEIGHT, **_row(book, household, situation["household"])})
        for one in situation["people"]:
            rows[person].append({"household": of, "id": one["id"], **_row(book, someone, one)})
            for table, entity in below:
                for item in one.get(f"{table}s", []):
                    own = {"household": of, person: one["id"], "id": item["id"]}
                    rows[table].append({**own, **_row(book, entity, item)})
    return {
        name: pl.DataFrame(
            rows[name],
            schema={k: pl.Int64() if k == "weight" else pl.String() for k in keys(book, entity)}
            | columns(book, entity),
        )
        for name, entity in named.items()
    }


def _row(book: Rulebook, entity: Entity, stated: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for fact in facts(book, entity):
        if fact.needs_no_statement and fact.name not in stated:
            found[fact.name] = None
            continue
        value = stated[fact.name]
        if fact.flow:
            found[fact.name], found[f"{fact.name}_per"] = Decimal(value["amount"]), value["per"]
        elif fact.type in ("money", "rate"):
            found[fact.name] = Decimal(value)
        else:
            found[fact.name] = date.fromisoformat(value) if fact.type == "date" and value else value
    return found
