"""The tables of a population: one for the household, one for people, one for each entity below, with a column
for each fact of the rulebook.

Money that is stated by period has two columns, `pay` and `pay_per`; a choice is its member's name; a person of
the same household is their id (empty: nobody), several are a list of ids.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from nextwave.engine.building.lowering.names import snake
from nextwave.rulebook.model import Entity, Fact, Rulebook
from nextwave.rulebook.wording.amounts import called

_TYPES: dict[str, Any] = {
    "bool": pl.Boolean(),
    "int": pl.Int64(),
    "days": pl.Int64(),
    "months": pl.Int64(),
    "years": pl.Int64(),
    "money": pl.Decimal(12, 2),
    "rate": pl.Decimal(12, 6),
    "date": pl.Date(),
    "choice": pl.String(),
    "person": pl.String(),
    "people": pl.List(pl.String()),
}


def tables(rulebook: Rulebook) -> dict[str, Entity]:
    """The entities that have a table, by its name: household, person, and what hangs below people."""
    found = {snake(e.name): e for e in (rulebook.household, rulebook.person)}
    found |= {snake(e.name): e for e in rulebook.entities.values() if e.kind == "entity"}
    return found


def facts(rulebook: Rulebook, entity: Entity) -> list[Fact]:
    """The facts of an entity, in the rulebook's order."""
    return [f for f in rulebook.facts.values() if f.entity == entity.name]


def columns(rulebook: Rulebook, entity: Entity) -> dict[str, Any]:
    """The columns of an entity's facts with their types, without ids and weight."""
    found: dict[str, Any] = {}
    for fact in facts(rulebook, entity):
        found[fact.name] = _TYPES[fact.type]
        if fact.flow:
            found[f"{fact.name}_per"] = pl.String()
    return found


def keys(rulebook: Rulebook, entity: Entity) -> list[str]:
    """The columns that say which row is whose: ids down from the household."""
    if entity.kind == "group":
        return ["id", "weight"]
    path = ["id"]
    above = entity.of
    while above is not None:
        path.insert(0, snake(above))
        above = rulebook.entities[above].of
    return ["household", *path]


#: The column of calibrated weights, beside the survey's.
CALIBRATED = "calibrated_weight"


def lots(programme: str) -> str:
    """The column of people's lots, which decide who takes a programme up."""
    return f"take_up_{programme}"


def optional(rulebook: Rulebook, entity: Entity) -> dict[str, Any]:
    """Columns that calibration adds: a table may have them, and each then holds for every row."""
    if entity.kind == "group":
        return {CALIBRATED: pl.Int64()}
    return {lots(name): pl.Int64() for name in rulebook.programmes} if entity.of is None else {}


def as_markdown(rulebook: Rulebook) -> str:
    """The schema as tables for people to read."""
    lines = []
    for name, entity in tables(rulebook).items():
        lines += [f"## {name}", "", "| column | type | meaning |", "| --- | --- | --- |"]
        for key in keys(rulebook, entity):
            kind, meaning = (
                ("whole number", f"hundredths: 100 stand for one {name.replace('_', ' ')}")
                if key == "weight"
                else ("text", "id")
            )
            lines.append(f"| `{key}` | {kind} | {meaning} |")
        for fact in facts(rulebook, entity):
            empty = " or empty" if fact.optional or fact.needs_no_statement else ""
            choices = ", ".join(rulebook.choices[fact.choice].members) if fact.choice else ""
            kind = {"money": f"{called(rulebook.jurisdiction) or 'amount'}, two decimals", "choice": f"one of {choices}", "person": "id or empty",
                    "people": "list of ids", "bool": "true or false", "date": "date"}.get(fact.type, "whole number")  # fmt: skip
            lines.append(f"| `{fact.name}` | {kind}{empty} | {fact.ask} |")
            if fact.flow:
                lines.append(f"| `{fact.name}_per` | week, two_weeks, half_month, month or year | how often |")
        lines.append("")
    return "\n".join(lines)
