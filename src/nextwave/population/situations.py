"""Households of a population as situations (docs/json.md), so that one can be checked by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from nextwave.population.tables.faults import Faults
from nextwave.population.tables.reading import Population
from nextwave.population.tables.schema import facts, keys, tables
from nextwave.rulebook.model import Entity, Rulebook

#: Households made into situations at a time: a nation of them would not fit into memory.
_AT_ONCE = 5000


def situations(population: Population, rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    """Every household in the order of its table; Household facts, people, and what hangs below them."""
    homes = population.tables[next(iter(tables(rulebook)))]
    for start in range(0, homes.height, _AT_ONCE):
        part = {}
        ids = homes["id"].slice(start, _AT_ONCE)
        for name, frame in population.tables.items():
            part[name] = frame.filter(
                pl.col("household" if "household" in frame.columns else "id").is_in(ids.implode())
            )
        yield from _situations(part, rulebook)


def _situations(frames: Mapping[str, pl.DataFrame], rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    named = tables(rulebook)
    (home_table, home), (person_table, person) = list(named.items())[:2]
    below: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    children = [(t, e) for t, e in named.items() if e.kind == "entity" and e.of == person.name]
    for table, entity in children:
        own = keys(rulebook, entity)
        for row in frames[table].iter_rows(named=True):
            key = (table, row["household"], row[own[1]])
            below.setdefault(key, []).append({"id": row["id"], **_stated(rulebook, entity, row)})
    people: dict[str, list[dict[str, Any]]] = {}
    for row in frames[person_table].iter_rows(named=True):
        made = {"id": row["id"], **_stated(rulebook, person, row)}
        for table, _ in children:
            made[f"{table}s"] = below.get((table, row["household"], row["id"]), [])
        people.setdefault(row["household"], []).append(made)
    for row in frames[home_table].iter_rows(named=True):
        yield {"people": people[row["id"]], "household": _stated(rulebook, home, row)}


def situation(population: Population, rulebook: Rulebook, household: str) -> dict[str, Any]:
    """One household by its id. Raises PopulationError where there is none."""
    ids = population.tables[next(iter(tables(rulebook)))]["id"]
    for name, found in zip(ids, situations(population, rulebook), strict=True):
        if name == household:
            return found
    faults = Faults()
    faults.add(population.name, "", [], f"no household has the id {household[:60]}", f"name one, such as {ids[0]}")
    raise faults.error()


def as_of(population: Population, on: date) -> Population:
    """A made population as it would be before the day on which its people have their ages (`ages_on` of the data
    sheet): every date moved back alike, so that ages hold on the first of the month. Money stays what it is."""
    ages_on = population.sheet.get("ages_on")
    if not isinstance(ages_on, date) or on >= ages_on:
        return population
    by = timedelta(days=(ages_on - on.replace(day=1)).days)
    tables = {name: t.with_columns(pl.col(pl.Date) - by) for name, t in population.tables.items()}
    return replace(population, tables=tables)


def _stated(rulebook: Rulebook, entity: Entity, row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for fact in facts(rulebook, entity):
        value = row[fact.name]
        if value is None and fact.needs_no_statement:
            continue  # not stated: its rule says what it is
        if fact.flow:
            found[fact.name] = {"amount": f"{value:.2f}", "per": row[f"{fact.name}_per"]}
        elif fact.type == "money":
            found[fact.name] = f"{value:.2f}"
        elif fact.type == "rate":
            found[fact.name] = f"{value.normalize():f}"
        elif fact.type == "date":
            found[fact.name] = value.isoformat() if value else None
        else:
            found[fact.name] = value
    return found
