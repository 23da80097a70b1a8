"""Unknowns and completions in the words of a situation: which fact of whom a cell is, and its value as JSON
that can be stated again.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from nextwave.engine.building.lowering.names import snake
from nextwave.engine.plan.graph import Plan, Slot
from nextwave.engine.situations.household import Cell, Household
from nextwave.engine.situations.situation import SituationReader
from nextwave.engine.unknowns.box import Completion


def subject(plan: Plan, household: Household, cell: Cell) -> tuple[str, str]:
    """A cell as a fact's name and the id of whom it is about; a fact of an unstated job is the list of jobs."""
    book = plan.rulebook
    if cell[0] < 0:
        entity = book.entities[list(book.entities)[-1 - cell[0]]]
    else:
        slot = plan.slots[cell[0]]
        entity = book.entities[slot.fact.entity]
        if not household.maybe[entity.name][cell[1]]:
            return slot.fact.name, household.ids[entity.name][cell[1]]
    index = cell[1]
    plural = ""
    while entity.of and household.maybe[entity.name][index]:
        plural = snake(entity.name) + "s"
        index = household.parents[entity.name][index]
        entity = book.entities[entity.of]
    return plural, household.ids[entity.name][index]


def restated(
    reader: SituationReader, household: Household, completions: list[Completion], wanted: list[dict[str, str]]
) -> list[list[dict[str, Any]]]:
    """For each completion the wanted facts ({"fact": …, "of": …}) with the values that it gives them."""
    found: list[list[dict[str, Any]]] = [[] for _ in completions]
    for item in wanted:
        entity, i = _whom(household, item["of"])
        listed, days = reader.lists[entity].get(item["fact"]), reader.days[entity].get(item["fact"])
        if listed is None and days is None:
            continue  # people who are missing from a list that is not complete have no facts
        for completion, into in zip(completions, found, strict=True):
            if days is not None:
                value = _fact(reader, household, completion, days, i)
            elif listed is not None:
                value = _listed(reader, household, completion, listed.name, i)
            into.append({**item, "value": value})
    return found


def _whom(household: Household, of: str) -> tuple[str, int]:
    for entity, ids in household.ids.items():
        if of in ids:
            return entity, ids.index(of)
    raise KeyError(of)


def _fact(
    reader: SituationReader, household: Household, completion: Completion, days: list[tuple[date, list[Slot]]], i: int
) -> Any:
    """A fact's value, dated where the rules read it as of several days."""
    values = [_on_day(reader, household, completion, slots, i) for _, slots in days]
    if values.count(values[0]) == len(values):
        return values[0]
    return [{"from": day.isoformat(), "value": v} for (day, _), v in zip(days, values, strict=True)]


def _on_day(reader: SituationReader, household: Household, completion: Completion, slots: list[Slot], i: int) -> Any:
    if not slots[0].fact.flow:
        return _value(reader, household, completion, slots[0], i)
    parts = {slot.part: _value(reader, household, completion, slot, i) for slot in slots}
    return {"amount": "0.00", "per": "month", **parts}


def _value(reader: SituationReader, household: Household, completion: Completion, slot: Slot, i: int) -> Any:
    person, known = household.ids[reader.person], household.slots[slot.number][i]
    if slot.pairwise:
        named = [completion[(slot.number, i, j)] if k is None else k for j, k in enumerate(known)]
        return [person[j] for j, yes in enumerate(named) if yes]
    count: int = completion[(slot.number, i)] if known is None else known
    if slot.type.kind == "one":
        return None if count == -1 else person[count]
    return reader.readers[slot.number].shown(count)


def _listed(
    reader: SituationReader, household: Household, completion: Completion, entity: str, parent: int
) -> list[Any]:
    """Jobs that were not stated: as many alike as one instance stands for, or none."""
    found: list[Any] = []
    for i, above in enumerate(household.parents[entity]):
        present = completion.get((-1 - reader.entities[entity], i), 1)
        if above != parent or not present:
            continue
        job: dict[str, Any] = {}
        for name, days in reader.days[entity].items():
            if days:
                job[name] = _fact(reader, household, completion, days, i)
        for plural, child in reader.lists[entity].items():
            job[plural] = _listed(reader, household, completion, child.name, i)
        above_copies = household.copies[str(reader.plan.rulebook.entities[entity].of)][parent]
        found += [job] * (household.copies[entity][i] // max(1, above_copies))
    return found
