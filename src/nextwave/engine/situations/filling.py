"""Completions of one household as the exact evaluator reads them.

An instance that stands for several unstated ones becomes that many alike, or none. Columns that are as in the
completion that was filled in before are shared with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import compress
from operator import ne
from typing import Any

from nextwave.engine.evaluators.exact import Facts
from nextwave.engine.plan.graph import Plan
from nextwave.engine.situations.household import Cell, Household


@dataclass(frozen=True, slots=True)
class Shape:
    """Who and what there is where some unstated instances are missing. `sources[entity]` is the instance of the
    household that each stands for, without the entities of which every instance stands for itself."""

    counts: dict[str, int]
    parents: dict[str, list[int]]
    children: dict[str, list[list[int]]]
    sources: dict[str, list[int]]


class Filling:
    """Fills in the unknown facts of one household."""

    def __init__(self, plan: Plan, household: Household) -> None:
        self.plan, self.household = plan, household
        self.entity_of = [slot.fact.entity for slot in plan.slots]
        names = list(plan.rulebook.entities)
        self.doubtful = [(cell, names[-1 - cell[0]]) for cell in household.open if cell[0] < 0]
        self.expands = any(any(maybe) for maybe in household.maybe.values())
        self.shapes: dict[tuple[Cell, ...], Shape] = {}
        self.last: tuple[Mapping[Cell, int], list[list[Any]], Shape, Facts] | None = None

    def facts(self, completion: Mapping[Cell, int]) -> Facts:
        """The household with these values for its unknown cells, which every completion names in one order."""
        columns = list(self.last[1] if self.last else self.household.slots)
        changed: Iterable[tuple[Cell, int]] = completion.items()
        if self.last:
            changed = compress(changed, map(ne, completion.values(), self.last[0].values()))
        fresh: set[int] = set()
        for cell, value in changed:
            number = cell[0]
            if number < 0:
                continue
            if number not in fresh:
                fresh.add(number)
                column = columns[number]
                columns[number] = [list(row) for row in column] if len(cell) == 3 else list(column)
            if len(cell) == 3:
                columns[number][cell[1]][cell[2]] = value
            else:
                columns[number][cell[1]] = value
        shape = self._shape(completion)
        if self.last and self.last[2] is shape:
            slots = list(self.last[3].slots)
            for number in fresh:
                slots[number] = self._column(shape, number, columns[number])
        else:
            slots = [self._column(shape, number, column) for number, column in enumerate(columns)]
        facts = Facts(shape.counts, shape.parents, shape.children, slots)
        self.last = (dict(completion), columns, shape, facts)
        return facts

    def _column(self, shape: Shape, number: int, column: list[Any]) -> list[Any]:
        sources = shape.sources.get(self.entity_of[number])
        return column if sources is None else [column[i] for i in sources]

    def _shape(self, completion: Mapping[Cell, int]) -> Shape:
        absent = tuple(cell for cell, _ in self.doubtful if not completion.get(cell, 1))
        if absent not in self.shapes:
            house = self.household
            if self.expands:
                self.shapes[absent] = self._expanded(absent)
            else:
                self.shapes[absent] = Shape(house.counts, house.parents, house.children, {})
        return self.shapes[absent]

    def _expanded(self, absent: tuple[Cell, ...]) -> Shape:
        house, book = self.household, self.plan.rulebook
        gone: dict[str, set[int]] = {}
        for cell, name in self.doubtful:
            if cell in absent:
                gone.setdefault(name, set()).add(cell[1])
        counts, parents, children = dict(house.counts), dict(house.parents), dict(house.children)
        person = book.person.name
        made = {person: [[i] for i in range(counts[person])]}
        found: dict[str, list[int]] = {}
        for entity in book.entities.values():
            if entity.kind != "entity" or entity.of is None:
                continue
            name, missing = entity.name, gone.get(entity.name, set())
            sources: list[int] = []
            new_parents: list[int] = []
            made[name] = [[] for _ in range(house.counts[name])]
            parent_copies = made[entity.of]
            above = house.copies[entity.of]
            for i in range(house.counts[name]):
                if i in missing:
                    continue
                parent = house.parents[name][i]
                times = house.copies[name][i] // max(1, above[parent]) if house.maybe[name][i] else 1
                for new_parent in parent_copies[parent]:
                    for _ in range(times):
                        made[name][i].append(len(sources))
                        sources.append(i)
                        new_parents.append(new_parent)
            counts[name], parents[name] = len(sources), new_parents
            below: list[list[int]] = [[] for _ in range(counts[entity.of])]
            for j, parent in enumerate(new_parents):
                below[parent].append(j)
            children[name] = below
            found[name] = sources
        return Shape(counts, parents, children, found)
