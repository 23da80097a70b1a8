"""The facts of each entity, and how what is stated of each is read on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nextwave.engine.building.lowering.names import snake
from nextwave.engine.plan.graph import PERIODS, Plan, Slot
from nextwave.engine.plan.types import BOOL, DURATIONS, INT, RATE, STOCK, Type
from nextwave.engine.situations.stating import Before, Reader
from nextwave.gate.numbers import Currency


class FactReaders:
    """Knows the facts of each entity and their slots. Made once a day: a plan for later days of its period holds
    for `on` too, and what is read as of its own day is then read as of that one."""

    def __init__(self, plan: Plan, on: date | None = None) -> None:
        book = plan.rulebook
        self.plan, self.on = plan, on or plan.on
        stated = [replace(s, as_of=self.on) if s.as_of == plan.on else s for s in plan.slots]
        self.person, self.household = book.person.name, book.household.name
        self.entities = {name: i for i, name in enumerate(book.entities)}
        self.currency = Currency.of(book.jurisdiction)
        self.readers = {slot.number: Reader(slot, self.on, self.currency) for slot in stated}
        self.slots: dict[str, dict[str, list[Slot]]] = {name: {} for name in book.entities}
        for (entity, name), _ in book.facts.items():
            self.slots[entity][name] = []
        for slot in stated:
            self.slots[slot.fact.entity][slot.fact.name].append(slot)
        #: The slots of each fact by the day as of which rules read it.
        self.days = {
            entity: {name: _by_day(slots) for name, slots in facts.items()} for entity, facts in self.slots.items()
        }
        self.before = {
            entity: {name: Before(slots, self.readers) for name, slots in facts.items()}
            for entity, facts in self.slots.items()
        }
        self.lists = {
            parent: {snake(e.name) + "s": e for e in book.entities.values() if e.kind == "entity" and e.of == parent}
            for parent in book.entities
        }
        #: What may stand in an instance.
        self.names = {name: frozenset(("id", *self.slots[name], *self.lists[name])) for name in book.entities}
        #: Facts that no rule in force reads are still checked, by readers of their own.
        self.idle: dict[tuple[str, str], list[Reader]] = {}
        first = next(iter(book.facts.values()))
        self.per = Reader(Slot(first, self.on, "per", -1, Type("choice", "per"), PERIODS), self.on)

    def days_of(self, entity: str, name: str) -> tuple[date, date]:
        """The first and last day that a fact which is a day can have."""
        slots = self.slots[entity][name]
        reader = self.readers[slots[0].number] if slots else self.idle_readers(entity, name)[0]
        return date.fromordinal(reader.least), date.fromordinal(reader.high)

    def idle_readers(self, entity: str, name: str) -> list[Reader]:
        key = (entity, name)
        if key not in self.idle:
            fact = self.plan.rulebook.facts[key]
            day = Type("date", optional=fact.optional)
            types = {"bool": BOOL, "int": INT, "rate": RATE, "money": STOCK, "date": day, "people": BOOL, **DURATIONS}
            type_ = types.get(fact.type) or (
                Type("one", self.person, True) if fact.type == "person" else Type("choice", fact.choice or "")
            )
            choices = self.plan.rulebook.choices[fact.choice].members if fact.choice else ()
            self.idle[key] = [Reader(Slot(fact, self.on, "", -1, type_, choices), self.on, self.currency)]
        return self.idle[key]


def _by_day(slots: list[Slot]) -> list[tuple[date, list[Slot]]]:
    return [(day, [s for s in slots if s.as_of == day]) for day in sorted({s.as_of for s in slots})]
