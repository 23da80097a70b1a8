"""Possible households as situations (docs/json.md): every fact is stated, and none breaks a condition of the rulebook.

The same rulebook, day and seed make the same households.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from nextwave.engine.answers.assessment import Compiled, compiled
from nextwave.engine.building.lowering.names import snake
from nextwave.engine.evaluators.exact import Facts
from nextwave.engine.situations.problems import SituationError
from nextwave.population.inventing.values import BORN, GENERATION, MUCH, Values
from nextwave.population.tables.faults import Faults
from nextwave.population.tables.schema import facts
from nextwave.rulebook.model import Entity, Rulebook

Situation = dict[str, Any]

#: People in a household, each as often as it stands here.
SIZES = (1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6)
#: So many draws of one size before a smaller household is tried.
TRIES = 25


def households(book: Rulebook, on: date, count: int, seed: int, latest: date | None = None) -> Iterator[Situation]:
    """So many households that are possible on a day; no day in them is later than `latest` (without it, that day).
    Raises RulebookError for a day that the rules do not cover, PopulationError where no household is possible."""
    there = compiled(book, on)
    chance = random.Random(f"{seed}")
    making = _Making(book, Values(book, on, latest or on, chance), chance)
    for _ in range(count):
        yield _possible(making, there, chance.choice(SIZES))


def _possible(making: _Making, there: Compiled, size: int) -> Situation:
    broken: str = ""
    for people in range(size, 0, -1):
        for _ in range(TRIES):
            made = making.household(people)
            broken = impossible(there, made)
            if not broken:
                return made
    made = making.household(1, plain=True)
    broken = impossible(there, made)
    if not broken:
        return made
    faults = Faults()
    remedy = "see that someone alone, of whom nothing much is so, breaks no condition"
    faults.add(making.book.name, "", [], f"no possible household was found: {broken}", remedy)
    raise faults.error()


def impossible(there: Compiled, situation: Situation) -> str:
    """Why a household cannot be, in words; nothing where it can."""
    try:
        read = there.reader.read(situation)
    except SituationError as error:
        return error.problems[0].what
    values = there.searcher.exact.run(Facts(read.counts, read.parents, read.children, read.slots))
    return next((c.rule.summary for c in there.plan.constraints if not all(values.definitions[c.number])), "")


class _Making:
    """Makes households of which it is not known whether they are possible."""

    def __init__(self, book: Rulebook, values: Values, chance: random.Random) -> None:
        self.book, self.values, self.chance = book, values, chance
        self.below = [e for e in book.entities.values() if e.kind == "entity" and e.of == book.person.name]
        self.filed = book.jurisdiction.filed_fact

    def household(self, size: int, plain: bool = False) -> Situation:
        """A household of so many people; a plain one says of everyone as little as can be."""
        self.values.much = self.chance.choice(MUCH)
        people = [self._person(f"p{i}", age, plain) for i, age in enumerate(self._ages(size), 1)]
        if not plain:
            self._relate(people)
        home = self._record(self.book.household, plain)
        if self.filed in home:
            home[self.filed] = self.values.latest.isoformat()
        return {"people": people, "household": home}

    def _ages(self, size: int) -> list[int]:
        """Ages in years: one or two adults, and mostly children with them."""
        first = self.chance.choice(
            (self.chance.randint(19, 64), self.chance.randint(25, 55), self.chance.randint(65, 88))
        )
        second = max(18, min(95, first + self.chance.randint(-8, 8)))
        grown = self.chance.choice((1, 2, 2))
        children = [self.chance.randint(0, max(0, min(19, first - GENERATION - 1))) for _ in range(size)]
        return [first, *([second] if grown == 2 else []), *children][:size]

    def _person(self, of: str, age: int, plain: bool) -> dict[str, Any]:
        made: dict[str, Any] = {"id": of, **self._record(self.book.person, plain)}
        if BORN in made:
            made[BORN] = self.values.born(age)
        for entity in self.below:
            many = 0 if plain or age < 16 else min(entity.at_most or 1, self.chance.choice((0, 0, 1, 1, 2)))
            made[f"{snake(entity.name)}s"] = [{"id": f"{i}", **self._record(entity, plain)} for i in range(1, many + 1)]
        return made

    def _record(self, entity: Entity, plain: bool) -> dict[str, Any]:
        value = self.values.plain if plain else self.values.drawn
        return {f.name: value(f) for f in facts(self.book, entity) if not f.needs_no_statement}

    def _relate(self, people: list[dict[str, Any]]) -> None:
        """Two people of one generation name each other now and then; children name those who could be their parents,
        where one of them is to be named the first who could be: what the rules do not let be is drawn again."""
        for fact in facts(self.book, self.book.person):
            if fact.type == "person" and len(people) > 1:
                a, b = people[:2]
                pairs, above = self.chance.random() < 0.5, self.chance.random() < 0.5
                for child in people[1:] if above else ():
                    child[fact.name] = next((p["id"] for p in people[:2] if _older(p, child)), None)
                if pairs and _years(a, b) < GENERATION:
                    a[fact.name], b[fact.name] = b["id"], a["id"]
            elif fact.type == "people":
                for child in people:
                    older = [p["id"] for p in people[:2] if _older(p, child)]
                    child[fact.name] = older if self.chance.random() < 0.85 else older[:1]


def _older(person: dict[str, Any], child: dict[str, Any]) -> bool:
    """Whether someone is a generation older."""
    return _years(person, child) >= GENERATION and person[BORN] < child[BORN]


def _years(a: dict[str, Any], b: dict[str, Any]) -> float:
    """By how many years two people differ; none where nobody's birth is known."""
    if BORN not in a:
        return 0
    return abs((date.fromisoformat(a[BORN]) - date.fromisoformat(b[BORN])).days) / 365.25
