"""One reading of a situation: what stands in it, fact by fact, becomes the household's columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nextwave.engine.building.lowering.names import snake
from nextwave.engine.plan.graph import Slot
from nextwave.engine.situations.household import HOUSEHOLD, Household
from nextwave.engine.situations.ids import is_id
from nextwave.engine.situations.problems import Problems, Refused, problem, shown
from nextwave.engine.situations.readers import FactReaders
from nextwave.engine.situations.stating import (
    PLAIN,
    Between,
    OneOf,
    Reader,
    Stated,
    dated,
    decided,
    flow_parts,
    plain,
)

#: To read a value takes as long as so many steps, and to note what an unasked fact may be as so many.
READ = 20
UNASKED = 250


class Reading:
    """One reading."""

    def __init__(self, reader: FactReaders, people: Mapping[str, int], problems: Problems) -> None:
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
                    problem("wrong-type", path, f"{entity} is an object with facts", 'write {"id": …, …}')
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
                        problem("wrong-type", f"{path}.{plural}", f"{plural} is a list", "write [] for none")
                    )
                elif len(below) > child.at_most:
                    what = f"{len(below)} {plural}; {child.at_most} at the most"
                    self.problems.add(problem("too-many", f"{path}.{plural}", what, "add up the smallest"))
                else:
                    where = [f"{path}.{plural}[{k}]" for k in range(len(below))]
                    self.add(child.name, below, where, [i] * len(below), copies)
                result.children[child.name][i] = list(range(first, result.counts[child.name]))

    def _id(self, entity: str, item: dict[str, Any], path: str, i: int, parent: int) -> str:
        if entity == self.reader.household:
            return HOUSEHOLD
        given = item.get("id", f"{snake(entity)}{i + 1}")
        if (isinstance(given, int) and len(shown(given)) < 60) or (isinstance(given, str) and is_id(given)):
            if "id" in item and str(given) in self.named.setdefault((entity, parent), set()):
                what = f"{given} stands twice"
                self.problems.add(problem("id", f"{path}.id", what, "give each an id of its own"))
            self.named.setdefault((entity, parent), set()).add(str(given))
            return str(given)
        self.problems.add(problem("id", f"{path}.id", "this is no id", 'give a short one, such as "j1"'))
        return ""

    def _unasked(self, slot: Slot, i: int) -> None:
        values = self.result.slots[slot.number]
        if slot.pairwise:
            row: list[Any] = []
            for j in range(len(self.people)):
                if j == self._themselves(slot.fact.entity, i):
                    row.append(0)
                else:
                    row.append(None)
                    self.result.open[(slot.number, i, j)] = Between(0, 1)
            values.append(row)
            return
        if slot.fact.needs_no_statement:
            values.append(0 if slot.part == "stated" else self.reader.readers[slot.number].low)
            return
        values.append(None)
        anything = self.reader.readers[slot.number].anything(len(self.people))
        own = self._themselves(slot.fact.entity, i)
        if isinstance(anything, OneOf) and slot.type.kind == "one" and own >= 0:
            anything = OneOf(anything.mask & ~(2 << own))  # nobody is their own spouse or carer
        self._open(slot, i, anything)

    def _themselves(self, entity: str, i: int) -> int:
        """The place among the people of whom a fact is; -1 where it is of nobody, as of what people have several of."""
        return i if entity == self.reader.person else -1

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
            own = self._themselves(entity, i)
            if reader.fact.type == "people":
                self._people(stated, own)
            else:
                _another(reader, reader.read(stated, self.people), own)

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
            named = self._people(stated, self._themselves(slot.fact.entity, i))
            values.append([int(j in named) for j in range(len(self.people))])
            return
        if slot.part == "stated":
            values.append(1)
            return
        reader = self.reader.readers[slot.number]
        read = reader.read(stated, self.people)
        _another(reader, read, self._themselves(slot.fact.entity, i))
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
    if i >= 0 and reader.type.kind == "one" and (read.mask & (2 << i) if isinstance(read, OneOf) else read == i):
        raise _themselves()


def _themselves() -> Refused:
    return Refused("themselves", "this names the person themselves", "name someone else, or nobody")
