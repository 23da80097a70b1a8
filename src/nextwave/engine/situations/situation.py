"""Reads a situation (the JSON of `docs/json.md`) into a household: its shape, what is known, what is not.

Nothing is guessed: a fact that is not stated may be anything its bounds allow, and a list of jobs that is
not stated may hold none or as many as the rulebook allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from nextwave.engine.budget import Budget
from nextwave.engine.building.names import snake
from nextwave.engine.plan.graph import PERIODS, Plan, Slot
from nextwave.engine.plan.types import BOOL, DURATIONS, INT, RATE, STOCK, Type
from nextwave.engine.situations.problems import Problems, Refused, SituationError, shown
from nextwave.engine.situations.stating import (
    PLAIN,
    Before,
    Between,
    OneOf,
    Reader,
    Stated,
    dated,
    decided,
    flow_parts,
    plain,
)
from nextwave.gate.text import Unreadable, line
from nextwave.rulebook.problems import Place, Problem

#: (slot, instance), (slot, instance, other person), or (-1 - entity, instance) for whether one is there.
Cell = tuple[int, ...]

MOST_PEOPLE = 20
LONGEST_ID = 100

#: What the household itself is called where facts are named by whose they are; no person is.
HOUSEHOLD = "household"

#: To read a value takes as long as so many steps, and to note what an unasked fact may be as so many.
READ = 20
UNASKED = 200


@dataclass(slots=True)
class Household:
    """A household as stated. `slots[k][i]` is a known value or None; `open` maps each unknown cell to what it
    may be. `copies[entity][i]` above 1 marks an instance that stands for up to so many unstated ones."""

    ids: dict[str, list[str]]
    counts: dict[str, int]
    parents: dict[str, list[int]]
    children: dict[str, list[list[int]]]
    copies: dict[str, list[int]]
    maybe: dict[str, list[bool]]
    slots: list[list[Any]]
    open: dict[Cell, Between | OneOf] = field(default_factory=dict)
    complete: bool = True


class SituationReader:
    """Knows the facts of each entity and their slots. Made once a day: a plan for later days of its period holds
    for `on` too, and what is read as of its own day is then read as of that one."""

    def __init__(self, plan: Plan, on: date | None = None) -> None:
        book = plan.rulebook
        self.plan, self.on = plan, on or plan.on
        stated = [replace(s, as_of=self.on) if s.as_of == plan.on else s for s in plan.slots]
        self.person, self.household = book.person.name, book.household.name
        self.entities = {name: i for i, name in enumerate(book.entities)}
        self.sign = book.jurisdiction.money_sign
        self.readers = {slot.number: Reader(slot, self.on, self.sign) for slot in stated}
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

    def read(self, situation: Any, budget: Budget | None = None) -> Household:
        """A household from a situation. Raises SituationError with its problems."""
        problems = Problems(budget or Budget())
        people = situation.get("people") if isinstance(situation, dict) else None
        if not isinstance(people, list) or not people:
            raise SituationError(
                [
                    _problem(
                        "people",
                        "situation.people",
                        "a situation needs a list of people",
                        "name at least one person with an id",
                    )
                ]
            )
        for key in situation:
            if key not in ("people", "household", "complete"):
                problems.unknown(key, "situation", ["people", "household", "complete"])
        if len(people) > MOST_PEOPLE:
            what = f"{len(people)} people; a household has {MOST_PEOPLE} at the most"
            raise SituationError(
                [_problem("too-many", "situation.people", what, "split it into the households there are")]
            )
        ids = self._ids(people, problems)
        if problems:
            raise problems.error()
        index = {name: i for i, name in enumerate(ids)}
        state = _State(self, index, problems)
        state.add(self.household, [situation.get("household", {})], ["situation.household"], [-1])
        state.add(self.person, people, [f"people[{i}]" for i in range(len(people))], [0] * len(people))
        if problems:
            raise problems.error()
        complete = situation.get("complete", True)
        if not isinstance(complete, bool):
            raise SituationError(
                [
                    _problem(
                        "wrong-type",
                        "situation.complete",
                        "complete is true or false",
                        "write false where people are missing",
                    )
                ]
            )
        state.result.complete = complete
        return state.result

    def _ids(self, people: list[Any], problems: Problems) -> list[str]:
        ids: list[str] = []
        for i, person in enumerate(people):
            name = person.get("id") if isinstance(person, dict) else None
            wrong = _no_id(name)
            if wrong:
                problems.add(_problem("id", f"people[{i}].id", wrong, 'give one, such as "ana"'))
            elif name == HOUSEHOLD:
                what = f"{HOUSEHOLD} stands for the household itself wherever facts are named"
                problems.add(_problem("id", f"people[{i}].id", what, 'give another, such as "ana"'))
            elif name in ids:
                problems.add(
                    _problem("id", f"people[{i}].id", f"{name} stands twice", "give each person an id of their own")
                )
            else:
                ids.append(str(name))
        return ids

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
            self.idle[key] = [Reader(Slot(fact, self.on, "", -1, type_, choices), self.on, self.sign)]
        return self.idle[key]


def _is_id(name: str) -> bool:
    """Whether it can be told from every other id by looking at it: nothing unseen is in it."""
    try:
        return bool(name) and line(name, LONGEST_ID) == name
    except Unreadable:
        return False


def _no_id(given: Any) -> str:
    """Why something is no person's id; empty where it is one."""
    if not isinstance(given, str) or not given.strip():
        return "every person needs an id"
    if len(given) > LONGEST_ID:
        return f"an id has {LONGEST_ID} letters at the most"
    return "" if _is_id(given) else f"{shown(given)} has spaces around it or signs that nobody sees"


def _by_day(slots: list[Slot]) -> list[tuple[date, list[Slot]]]:
    return [(day, [s for s in slots if s.as_of == day]) for day in sorted({s.as_of for s in slots})]


def _problem(code: str, path: str, what: str, remedy: str) -> Problem:
    return Problem(code, what, Place(path), remedy)


class _State:
    """One reading."""

    def __init__(self, reader: SituationReader, people: Mapping[str, int], problems: Problems) -> None:
        self.reader, self.people, self.problems = reader, people, problems
        #: The ids of each entity that stand below one parent.
        self.named: dict[tuple[str, int], set[str]] = {}
        entities = reader.plan.rulebook.entities.values()
        tree = [e.name for e in entities if e.kind in ("entity", "group")]
        self.result = Household(
            ids={n: [] for n in tree},
            counts=dict.fromkeys(tree, 0),
            parents={n: [] for n in tree},
            children={n: [] for n in tree},
            copies={n: [] for n in tree},
            maybe={n: [] for n in tree},
            slots=[[] for _ in reader.plan.slots],
        )

    def add(
        self, entity: str, stated: list[Any], paths: list[str], parents: list[int], copies: int = 1, maybe: bool = False
    ) -> None:
        """Adds instances of an entity (all of one parent's, or all people), then what hangs below them."""
        result, reader = self.result, self.reader
        facts, lists, before = reader.slots[entity], reader.lists[entity], reader.before[entity]
        columns = result.slots
        for item, path, parent in zip(stated, paths, parents, strict=True):
            if not isinstance(item, dict):
                self.problems.add(
                    _problem("wrong-type", path, f"{entity} is an object with facts", 'write {"id": …, …}')
                )
                continue
            i = result.counts[entity]
            self.problems.budget.spend(READ * len(item) + UNASKED * max(0, len(facts) - len(item)))
            result.counts[entity] += 1
            result.ids[entity].append(self._id(entity, item, path, i, parent))
            result.parents[entity].append(parent)
            result.copies[entity].append(copies)
            result.maybe[entity].append(maybe)
            for child in lists.values():
                result.children[child.name].append([])
            if not item.keys() <= reader.names[entity]:
                for key in item:
                    if key not in reader.names[entity]:
                        self.problems.unknown(str(key), path, [*facts, *lists])
            for name, earlier in before.items():
                if name not in item:
                    for slot in facts[name]:
                        self._unasked(slot, i)
                    continue
                value = item[name]
                found = earlier.seen.get(value) if type(value) in PLAIN else None
                if found is not None:
                    for number, count in found:
                        columns[number].append(count)
                elif not earlier.add(value, columns):
                    self._fact(entity, name, facts[name], value, f"{path}.{name}", i)
            if maybe:
                result.open[(-1 - reader.entities[entity], i)] = Between(0, 1)
            for plural, child in lists.items():
                below = item.get(plural)
                first = result.counts[child.name]
                if below is None and plural not in item:
                    self.add(child.name, [{}], [f"{path}.{plural}[0]"], [i], child.at_most * copies, True)
                elif not isinstance(below, list):
                    self.problems.add(
                        _problem("wrong-type", f"{path}.{plural}", f"{plural} is a list", "write [] for none")
                    )
                elif len(below) > child.at_most:
                    what = f"{len(below)} {plural}; {child.at_most} at the most"
                    self.problems.add(_problem("too-many", f"{path}.{plural}", what, "add up the smallest"))
                else:
                    where = [f"{path}.{plural}[{k}]" for k in range(len(below))]
                    self.add(child.name, below, where, [i] * len(below), copies)
                result.children[child.name][i] = list(range(first, result.counts[child.name]))

    def _id(self, entity: str, item: dict[str, Any], path: str, i: int, parent: int) -> str:
        if entity == self.reader.household:
            return HOUSEHOLD
        given = item.get("id", f"{snake(entity)}{i + 1}")
        if (isinstance(given, int) and len(shown(given)) < 60) or (isinstance(given, str) and _is_id(given)):
            if "id" in item and str(given) in self.named.setdefault((entity, parent), set()):
                what = f"{given} stands twice"
                self.problems.add(_problem("id", f"{path}.id", what, "give each an id of its own"))
            self.named.setdefault((entity, parent), set()).add(str(given))
            return str(given)
        self.problems.add(_problem("id", f"{path}.id", "this is no id", 'give a short one, such as "j1"'))
        return ""

    def _unasked(self, slot: Slot, i: int) -> None:
        values = self.result.slots[slot.number]
        if slot.pairwise:
            row: list[Any] = []
            for j in range(len(self.people)):
                if j == i:
                    row.append(0)
                else:
                    row.append(None)
                    self.result.open[(slot.number, i, j)] = Between(0, 1)
            values.append(row)
            return
        if slot.fact.worked_out:
            values.append(0 if slot.part == "stated" else self.reader.readers[slot.number].low)
            return
        values.append(None)
        anything = self.reader.readers[slot.number].anything(len(self.people))
        if isinstance(anything, OneOf) and slot.type.kind == "one":
            anything = OneOf(anything.mask & ~(2 << i))  # nobody is their own spouse or carer
        self._open(slot, i, anything)

    def _open(self, slot: Slot, i: int, stated: Stated) -> None:
        """Stores a value, an unknown, or an unknown with one possibility left, which is known."""
        if isinstance(stated, Between) and stated.low == stated.high:
            stated = stated.low
        if isinstance(stated, OneOf) and not stated.mask & (stated.mask - 1):
            stated = stated.mask.bit_length() - 2
        if isinstance(stated, int):
            self.result.slots[slot.number][i] = stated
        else:
            self.result.open[(slot.number, i)] = stated

    def _fact(self, entity: str, name: str, slots: list[Slot], value: Any, path: str, i: int) -> None:
        try:
            if isinstance(value, dict | list):
                decided(value, self.reader.plan.rulebook.facts[entity, name], self.reader.on)
            if not slots:
                self._idle(entity, name, value, i)
            held = dated(value) if isinstance(value, list) else None
            stated = value if held else plain(value)
            parts = flow_parts(stated) if slots and slots[0].fact.flow and not held else None
            for slot in slots:
                if held:
                    self._held(slot, held, i)
                elif parts:
                    self._stated(slot, parts[0] if slot.part == "amount" else parts[1], i)
                else:
                    self._stated(slot, stated, i)
        except Refused as refused:
            self.problems.refused(refused, path)
            for slot in slots:
                if len(self.result.slots[slot.number]) <= i:
                    self.result.slots[slot.number].append([0] * len(self.people) if slot.pairwise else 0)

    def _idle(self, entity: str, name: str, value: Any, i: int) -> None:
        """Checks a fact that no rule in force reads."""
        reader = self.reader.idle_readers(entity, name)[0]
        held = dated(value) if isinstance(value, list) else None
        for stated in [v for _, v in held] if held else [value]:
            stated = plain(stated)
            if reader.fact.flow:
                stated, per = flow_parts(stated)
                self.reader.per.read(per, self.people)
            if reader.fact.type == "people":
                self._people(stated, i)
            else:
                _another(reader, reader.read(stated, self.people), i)

    def _held(self, slot: Slot, held: list[tuple[date, Any]], i: int) -> None:
        """The value that held on the slot's day; before the first nothing is known."""
        values = [value for start, value in held if start <= slot.as_of]
        if not values:
            self._unasked(slot, i)
            return
        stated = plain(values[-1])
        if slot.fact.flow:
            stated = flow_parts(stated)[0 if slot.part == "amount" else 1]
        self._stated(slot, stated, i)

    def _stated(self, slot: Slot, stated: Any, i: int) -> None:
        values = self.result.slots[slot.number]
        if slot.pairwise:
            named = self._people(stated, i)
            values.append([int(j in named) for j in range(len(self.people))])
            return
        if slot.part == "stated":
            values.append(1)
            return
        reader = self.reader.readers[slot.number]
        read = reader.read(stated, self.people)
        _another(reader, read, i)
        if type(read) is int:
            values.append(read)
        else:
            values.append(None)
            self._open(slot, i, read)

    def _people(self, stated: Any, i: int) -> set[int]:
        if not isinstance(stated, list) or not all(isinstance(s, str) for s in stated):
            raise Refused("wrong-type", "this is a list of people", "write their ids in [ ], or [] for none")
        for name in stated:
            if name not in self.people:
                raise Refused("unknown-person", f"{name[:60]!r} is nobody in this household", "name a person's id")
        named = {self.people[name] for name in stated}
        if i in named:
            raise _themselves()
        return named


def _another(reader: Reader, read: Stated, i: int) -> None:
    """Raises Refused where someone is named as their own spouse or carer, surely or perhaps."""
    if reader.type.kind == "one" and (read.mask & (2 << i) if isinstance(read, OneOf) else read == i):
        raise _themselves()


def _themselves() -> Refused:
    return Refused("themselves", "this names the person themselves", "name someone else, or nobody")


__all__ = ["MOST_PEOPLE", "Cell", "Household", "SituationError", "SituationReader"]
