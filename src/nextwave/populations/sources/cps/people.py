"""Who lives in each household: heads, spouses and dependants of its filing units, with their relations.

A dependant's age is known by band only (under 6, 6-12, 13-17, 18-20, 21 and over) and is drawn within it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from nextwave.population.chance import Chance

#: The day on which people have the ages of the survey.
AGES_ON = date(2026, 11, 1)
#: The age from which the rulebook asks for a spouse.
MARRIED_FROM = 16
BANDS = ((0, 5), (6, 12), (13, 17), (18, 20), (21, 40))


@dataclass(slots=True)
class Someone:
    """One person: their place in the survey, and the facts that are worked out for them."""

    role: str
    unit: Mapping[str, Any]
    age: int
    number: int
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"p{self.number}"


@dataclass(slots=True)
class Home:
    """One household with its people and the facts of the home."""

    id: str
    weight: int
    people: list[Someone]
    facts: dict[str, Any] = field(default_factory=dict)


def homes(units: Iterable[Mapping[str, Any]], chance: Chance) -> list[Home]:
    """Households in the order of the file; `units` are rows of it that stand together."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for unit in units:
        found.setdefault(f"{unit['FLPDYR']}-{unit['h_seq']}", []).append(unit)
    made = []
    for name, rows in found.items():
        rows.sort(key=lambda u: (u["ffpos"], u["a_lineno"]))
        people: list[Someone] = []
        for unit in rows:
            people += _people(unit, len(people), chance)
        # The householder's weight: a household is there as often as the person who answers for it.
        made.append(Home(name, rows[0]["s006"], people))
    return made


def _people(unit: Mapping[str, Any], before: int, chance: Chance) -> list[Someone]:
    people = [Someone("head", unit, unit["age_head"], before + 1)]
    if unit["age_spouse"] > 0:
        people.append(Someone("spouse", unit, unit["age_spouse"], before + 2))
        # The rulebook names nobody's spouse who is too young to be married; a few heads of the survey are.
        if min(p.age for p in people) >= MARRIED_FROM:
            people[0].facts["spouse"], people[1].facts["spouse"] = people[1].id, people[0].id
    for low, high in _dependants(unit, [p.age for p in people]):
        age = low + chance.below("ages of dependants", high - low + 1)
        someone = Someone("dependant", unit, age, before + len(people) + 1)
        # A child of 21 or younger is the head's (and the spouse's) where the years between allow it.
        if age < 22:
            someone.facts["parents"] = [p.id for p in people[:2] if p.role != "dependant" and p.age >= age + 14]
        # Another child is in the head's care: a grandchild, a brother or sister, a ward.
        if age < 18 <= people[0].age and not someone.facts["parents"]:
            someone.facts["carer"] = people[0].id
        people.append(someone)
    for someone in people:
        day = chance.below("birthdays", 365)
        someone.facts["birth_date"] = AGES_ON.replace(year=AGES_ON.year - someone.age) - timedelta(days=day)
        someone.facts.setdefault("spouse", None)
        someone.facts.setdefault("parents", [])
        someone.facts.setdefault("carer", None)
    return people


def _dependants(unit: Mapping[str, Any], adults: list[int]) -> list[tuple[int, int]]:
    """The age band of each dependant: all in the unit by band, less its head and spouse."""
    counts = [
        unit["nu06"],
        unit["nu13"] - unit["nu06"],
        unit["nu18"] - unit["nu13"],
        unit["n1820"],
        unit["n21"],
    ]
    for age in adults:
        band = next((i for i, (_, high) in enumerate(BANDS) if age <= high), len(BANDS) - 1)
        counts[band] -= 1
    wanted = max(0, unit["XTOT"] - len(adults))
    found = [band for band, count in zip(BANDS, counts, strict=True) for _ in range(max(0, count))][:wanted]
    elderly = min(unit["elderly_dependents"], sum(b == BANDS[-1] for b in found))
    found = found[: len(found) - elderly] + [(65, 85)] * elderly
    # Where the file's bands hold fewer people than the unit, the others are adults.
    return found + [BANDS[-1]] * (wanted - len(found))
