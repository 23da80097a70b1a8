"""Random households for any rulebook, complete or partial, with values at thresholds and a cent beside them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.engine.answers.assessment import Compiled
from nextwave.engine.building.lowering.names import snake
from nextwave.engine.situations.household import Household
from nextwave.engine.situations.stating import OneOf
from nextwave.engine.unknowns.box import Completion
from nextwave.rulebook.model import Fact, Rulebook


def thresholds(rulebook: Rulebook) -> tuple[int, ...]:
    """The amounts among a rulebook's figures, in cents and without repetition: nothing, and each of every day."""
    found = {0}
    for figure in rulebook.figures.values():
        if figure.unit.startswith("money"):
            for value in figure.values.values():
                of = value.values() if isinstance(value, Mapping) else [value]
                found |= {int(amount * 100) for amount in of if isinstance(amount, Fraction)}
    return tuple(sorted(found))


class Generator:
    """Makes situations as JSON; the same seed makes the same ones."""

    def __init__(self, there: Compiled, seed: int) -> None:
        self.there, self.random = there, random.Random(seed)
        self.book = there.plan.rulebook
        #: Cents near which the law changes something: the limits, caps and deductions of its years.
        self.thresholds = thresholds(self.book)

    def money(self, high: int) -> str:
        r = self.random
        kind = r.random()
        if kind < 0.35:
            cents = 0
        elif kind < 0.6:
            cents = r.choice(self.thresholds) + r.choice((-1, 0, 1))
        elif kind < 0.97:
            cents = r.randrange(300_000)
        else:
            cents = high * 100
        cents = min(max(cents, 0), high * 100)
        return f"{cents // 100}.{cents % 100:02d}"

    def value(self, fact: Fact, of: str, people: list[str]) -> Any:
        r = self.random
        others = [p for p in people if p != of]
        match fact.type:
            case "bool":
                return r.random() < 0.4
            case "int":
                return r.randint(int(fact.minimum or 0), int(fact.maximum or 0))  # type: ignore[call-overload]
            case "choice":
                members = self.book.choices[str(fact.choice)].members
                return members[0] if r.random() < 0.6 else r.choice(members)
            case "date" if fact.optional and r.random() < 0.5:
                return None
            case "date":
                age = r.choice((0, 5, 15, 16, 17, 18, 21, 22, 30, 40, 59, 60, 61, 80))
                on = self.there.plan.on
                day = date(on.year - age, r.choice((on.month, r.randint(1, 12))), r.randint(1, 28))
                return min(day, on).isoformat()
            case "person":
                return None
            case "people":
                return [o for o in others if r.random() < 0.2]
        amount = self.money(int(fact.maximum or 0))  # type: ignore[call-overload]
        per = r.choice(("week", "two_weeks", "half_month", "month", "month", "month", "year"))
        return {"amount": amount, "per": per} if fact.flow else amount

    def complete(self, most: int = 6) -> dict[str, Any]:
        """A household whose every fact is stated; it may break a constraint."""
        r = self.random
        people = [f"p{i}" for i in range(r.choice((1, 2, 2, 3, 3, 4, min(5, most), most)))]
        made = []
        for of in people:
            person: dict[str, Any] = {"id": of}
            for (entity, name), fact in self.book.facts.items():
                if entity == self.book.person.name:
                    person[name] = self.value(fact, of, people)
            for entity in self.book.entities.values():
                if entity.kind == "entity" and entity.of == self.book.person.name:
                    count = min(r.choice((0, 0, 1, 1, 2, 3)), entity.at_most)
                    person[f"{snake(entity.name)}s"] = [self.below(entity.name, of, people) for _ in range(count)]
            made.append(person)
        for fact in self.book.facts.values():
            if fact.type == "person" and len(made) > 1 and r.random() < 0.4:
                a, b = r.sample(made, 2)
                a[fact.name] = b["id"]
                # A spouse is one of the other; who has the care of a child is not cared for by it.
                if r.random() < 0.6:
                    b[fact.name] = a["id"]
        household = {
            n: self.value(f, "", people) for (e, n), f in self.book.facts.items() if e == self.book.household.name
        }
        return {"people": made, "household": household}

    def below(self, entity: str, of: str, people: list[str]) -> dict[str, Any]:
        """A job, or whatever else hangs below a person."""
        return {n: self.value(f, of, people) for (e, n), f in self.book.facts.items() if e == entity}

    def possible(self, most: int = 6) -> tuple[dict[str, Any], Household]:
        """A complete household that breaks no constraint."""
        while True:
            situation = self.complete(most)
            household = self.there.reader.read(situation)
            from nextwave.engine.evaluators.exact import Facts

            facts = Facts(household.counts, household.parents, household.children, household.slots)
            values = self.there.searcher.exact.run(facts)
            if all(all(values.definitions[c.number]) for c in self.there.plan.constraints):
                return situation, household

    def forget(self, situation: dict[str, Any], share: float) -> dict[str, Any]:
        """The situation with some facts unasked and some unsure."""
        r = self.random
        people = [self.forgotten(p, share) for p in situation["people"]]
        for person in people:
            for plural, below in person.items():
                if isinstance(below, list) and all(isinstance(one, dict) for one in below):
                    person[plural] = [self.forgotten(one, share / 3) for one in below]
        household = self.forgotten(situation["household"], share)
        r.random()
        return {"people": people, "household": household}

    def forgotten(self, record: dict[str, Any], share: float) -> dict[str, Any]:
        kept = {}
        for name, value in record.items():
            draw = self.random.random()
            if name == "id" or draw >= share:
                kept[name] = value
            elif draw < share / 5 and isinstance(value, dict) and "amount" in value:
                top = str(int(float(value["amount"])) + self.random.randint(1, 500))
                most = str(min(20_000, *(int(f.maximum or 0) for (_, n), f in self.book.facts.items() if n == name)))
                kept[name] = {"between": [value["amount"], min(top, most, key=float)], "per": value["per"]}
                if float(value["amount"]) > float(kept[name]["between"][1]):
                    del kept[name]
        return kept

    def completion(self, household: Household) -> Completion:
        """One way the unknown facts of a household may be; it may break a constraint."""
        r = self.random
        found: Completion = {}
        for cell, domain in household.open.items():
            if isinstance(domain, OneOf):
                found[cell] = r.choice([i - 1 for i in range(domain.mask.bit_length()) if domain.mask >> i & 1])
                continue
            draw = r.random()
            if domain.high - domain.low < 3 or draw < 0.3:
                found[cell] = r.choice((domain.low, domain.high))
            elif draw < 0.6:
                cuts = self.there.searcher.cuts[cell[0]] if cell[0] >= 0 else []
                near = [
                    c + d for c in (*cuts, *self.thresholds) for d in (-1, 0, 1) if domain.low <= c + d <= domain.high
                ]
                found[cell] = r.choice(near or [domain.low])
            else:
                found[cell] = r.randint(domain.low, min(domain.high, domain.low + 400_000))
        return found
