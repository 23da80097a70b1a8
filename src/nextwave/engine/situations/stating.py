"""One stated value of a fact, read from JSON: exact, checked against the fact's type and bounds.

A stated value is an int (cents, a count, 0 or 1, a day number, the index of a choice or person, -1 for
nobody), a `Between` or a `OneOf` where the person is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import NoneType
from typing import Any

from nextwave.engine.building.quanta import of_slot
from nextwave.engine.plan.graph import PERIODS, Slot
from nextwave.engine.situations.problems import Refused, shown
from nextwave.gate import days, numbers
from nextwave.gate.numbers import Currency
from nextwave.gate.text import Unreadable, code
from nextwave.rulebook.model import Fact


@dataclass(frozen=True, slots=True)
class Between:
    """Unsure within a range, both ends possible."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """Unsure among alternatives: bit i + 1 for alternative i, bit 0 for nobody."""

    mask: int

    @property
    def low(self) -> int:
        return (self.mask & -self.mask).bit_length() - 2

    @property
    def high(self) -> int:
        return self.mask.bit_length() - 2


Stated = int | Between | OneOf


#: So many dated values a fact may have.
MOST_DATED = 200
#: So many values a list of what may be so may name.
MOST_ALTERNATIVES = 200
#: So many texts of one fact are remembered: birth dates and amounts of many households, and no more.
MOST_SEEN = 1_000

#: What a value with its source may say.
SOURCED = frozenset(("value", "source", "evidence", "decided_on"))

#: What is looked up as it is. Whole numbers are not: 1 would be found as true.
PLAIN = frozenset((bool, str, NoneType))

_CENTS = re.compile(r"(\d{1,13})(?:\.(\d\d))?", re.ASCII)
#: The largest whole number that is looked at: beyond it nothing is possible.
_LARGEST = 10**numbers.MOST_DIGITS


def number(value: Any, kind: str = "rate", currency: Currency = numbers.PLAIN) -> Fraction:
    """An exact number from a JSON integer or a decimal in a string; the text of money may have its currency's sign.
    Raises Refused."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Refused("wrong-type", f"{shown(value)} is not an exact number", 'write a number in quotes: "350.00"')
    if isinstance(value, int):
        if abs(value) >= _LARGEST:
            raise Refused("wrong-type", "this number is too long", "write a number that a fact can have")
        return Fraction(value)
    try:
        if kind == "money":
            return Fraction(numbers.money(value, currency))
        return Fraction(numbers.number(value) if kind == "rate" else numbers.whole(value))
    except Unreadable as wrong:
        raise Refused("step" if wrong.code == "cents" else "wrong-type", wrong.what, wrong.remedy) from None


def day(value: Any) -> date:
    """A day from year-month-day. Raises Refused."""
    if not isinstance(value, str):
        raise Refused("wrong-type", f"{shown(value)} is not a date", "write year-month-day, such as 1986-02-03")
    try:
        return days.day(value)
    except Unreadable as wrong:
        raise Refused("wrong-type", wrong.what, wrong.remedy) from None


def _choice(value: str, index: Mapping[str, int]) -> int | None:
    """The number of a choice by its name, with or without signs that nobody sees."""
    if value in index:
        return index[value]
    try:
        return index.get(code(value))
    except Unreadable:
        return None


class Reader:
    """Reads the values of one slot's fact; made once a plan."""

    def __init__(self, slot: Slot, on: date, currency: Currency = numbers.PLAIN) -> None:
        self.slot, self.currency = slot, currency
        self.fact = slot.fact
        self.type = slot.type
        measure = of_slot(slot, on)
        self.low = int(measure.low / measure.quantum) if measure else 0
        self.high = int(measure.high / measure.quantum) if measure else 0
        #: The least that can be stated as such: below it is only a date that is none.
        self.least = self.low + (self.type.kind == "date" and self.type.optional)
        self.quantum = measure.quantum if measure else Fraction(1)
        self.index: dict[str, int] = {name: i for i, name in enumerate(slot.choices)}
        choices = OneOf(((1 << len(self.index)) - 1) << 1)
        self.whole: Between | OneOf = choices if self.type.kind == "choice" else Between(self.low, self.high)
        #: How many steps one whole has, where whole numbers are whole steps; else none.
        self.steps = self.quantum.denominator if self.quantum.numerator == 1 else 0
        #: What texts, true, false and none came to that were read before; most households state the same again.
        self.seen: dict[str | bool | None, int] = {}
        if self.type.kind == "one":
            self.seen[None] = -1
        elif self.type.kind == "date" and self.type.optional:
            self.seen[None] = self.low

    def anything(self, people: int) -> Stated:
        """What an unasked fact may be: all its bounds allow."""
        return OneOf((1 << (people + 1)) - 1) if self.type.kind == "one" else self.whole

    def read(self, value: Any, people: Mapping[str, int]) -> Stated:
        """One stated value. Raises Refused."""
        if isinstance(value, dict):
            return self._unsure(value, people)
        found = self._known(value, people)
        # Whom an id names is another matter in each household.
        if type(value) in (str, bool) and self.type.kind != "one" and len(self.seen) < MOST_SEEN:
            self.seen[value] = found
        return found

    def _known(self, value: Any, people: Mapping[str, int]) -> int:
        kind = self.type.kind
        if kind == "bool":
            if not isinstance(value, bool):
                raise Refused("wrong-type", f"{shown(value)} is not true or false", "write true or false")
            return int(value)
        if kind == "choice":
            found = _choice(value, self.index) if isinstance(value, str) else None
            if found is None:
                what, remedy = f"{shown(value)} is not a choice", f"one of {', '.join(self.index)}"
                meant = (value, list(self.index)) if isinstance(value, str) else None
                raise Refused("wrong-choice", what, remedy, meant)
            return found
        if kind == "one":
            if value is None:
                return -1
            found = people.get(value) if isinstance(value, str) else None
            if found is None:
                raise Refused(
                    "unknown-person", f"{shown(value)} is nobody in this household", "name a person's id, or null"
                )
            return found
        plain_cents = _CENTS.fullmatch(value) if kind == "money" and type(value) is str else None
        if plain_cents and self.currency.decimals >= 2:
            whole, cents = plain_cents.groups()
            count = int(whole) * 100 + int(cents or 0)
        elif kind == "date":
            if value is None and self.type.optional:
                return self.low
            count = day(value).toordinal()
        elif type(value) is int and self.steps and -_LARGEST < value < _LARGEST:
            count = value * self.steps
        else:
            exact = number(value, kind, self.currency) / self.quantum
            if exact.denominator != 1:
                unit = "hundredths" if kind == "money" else f"steps of {self.quantum}"
                raise Refused("step", f"{shown(value)} is not in {unit}", "round it")
            count = exact.numerator
        if not self.least <= count <= self.high:
            raise Refused("out-of-bounds", f"{shown(value)} is outside what is possible", self.bounds())
        return count

    def bounds(self) -> str:
        low, high = self.shown(self.least), self.shown(self.high)
        return f"give a value from {low} to {high}"

    def shown(self, count: int) -> Any:
        """A stated value as JSON has it."""
        match self.type.kind:
            case "bool":
                return bool(count)
            case "money":
                return f"{'-' if count < 0 else ''}{abs(count) // 100}.{abs(count) % 100:02d}"
            case "choice":
                return self.slot.choices[count]
            case "date":
                return None if count < self.least else date.fromordinal(count).isoformat()
            case "int":
                return count
        value = count * self.quantum
        return str(float(value)) if value.denominator != 1 else str(value.numerator)

    def _unsure(self, value: dict[str, Any], people: Mapping[str, int]) -> Stated:
        if set(value) == {"between"} and isinstance(value["between"], list) and len(value["between"]) == 2:
            if self.type.sets or self.type.kind == "bool":
                raise Refused("wrong-type", "this fact has no range", 'use {"one_of": [...]}')
            if None in value["between"]:
                raise Refused("wrong-type", "none is no end of a range", "give two days, or leave the fact out")
            low, high = (self._known(v, people) for v in value["between"])
            if low > high:
                raise Refused("out-of-bounds", "the range ends before it begins", "write the smaller value first")
            return low if low == high else Between(low, high)
        if set(value) == {"one_of"} and isinstance(value["one_of"], list) and value["one_of"]:
            if len(value["one_of"]) > MOST_ALTERNATIVES:
                what = f"{len(value['one_of'])} alternatives; {MOST_ALTERNATIVES} at the most"
                raise Refused("too-many", what, "leave the fact out where it may be anything")
            known = sorted({self._known(v, people) for v in value["one_of"]})
            if len(known) == 1:
                return known[0]
            if self.type.kind == "bool":
                return Between(0, 1)
            if not self.type.sets:
                raise Refused("wrong-type", "this fact has no list of choices", 'use {"between": [low, high]}')
            return OneOf(sum(1 << (k + 1) for k in known))
        raise Refused(
            "wrong-type",
            f"{shown(value)} is not a value",
            'write the value itself, {"between": [low, high]}, {"one_of": [...]} or {"value": …, "source": …}',
        )


class Before:
    """What stands for a fact in its slots where the same was stated before: by far the most of what households
    state is no, nothing, or a common choice."""

    def __init__(self, slots: Sequence[Slot], readers: Mapping[int, Reader]) -> None:
        self.flow = bool(slots) and slots[0].fact.flow
        #: That a fact is stated, is so whatever it is.
        self.marks = [(slot.number, 1) for slot in slots if slot.part == "stated"]
        self.rows = [
            (slot.number, readers[slot.number].seen, slot.part == "per") for slot in slots if slot.part != "stated"
        ]
        #: By what was stated, each slot with its value: true, false, none, a text, or an amount with its period.
        self.seen: dict[Any, list[tuple[int, int]]] = {}

    def add(self, value: Any, columns: Sequence[list[Any]]) -> bool:
        """Adds a plain value to its columns; false, and nothing is added, where it was not read before."""
        kind = type(value)
        if kind is dict:
            if not self.flow or len(value) != 2:
                return False
            amount, per = value.get("amount"), value.get("per")
            if type(amount) is not str or type(per) is not str:
                return False
            stated: Any = (amount, per)
        elif kind in PLAIN and not self.flow:
            amount = per = stated = value
        else:
            return False
        found = self.seen.get(stated) or self._found(stated, amount, per)
        if found is None:
            return False
        for number, count in found:
            columns[number].append(count)
        return True

    def _found(self, stated: Any, amount: Any, per: Any) -> list[tuple[int, int]] | None:
        """What the readers of all slots have read before, remembered; None where one has not."""
        counts = [(number, seen.get(per if is_per else amount)) for number, seen, is_per in self.rows]
        found = [(number, count) for number, count in counts if count is not None]
        if len(found) < len(counts) or not found:
            return None
        found += self.marks
        if len(self.seen) < MOST_SEEN:
            self.seen[stated] = found
        return found


def flow_parts(value: Any) -> tuple[Any, Any]:
    """The amount and the period of a stated flow: {"amount": "350.00", "per": "week"}, or with "between"."""
    if isinstance(value, dict) and "per" in value and ("amount" in value or "between" in value):
        extra = set(value) - {"amount", "between", "per"}
        if not extra and ("amount" in value) != ("between" in value):
            return (value["amount"] if "amount" in value else {"between": value["between"]}), value["per"]
    raise Refused(
        "wrong-type",
        f"{shown(value)} is not an amount with its period",
        'write {"amount": "350.00", "per": "week"}; per is one of ' + ", ".join(PERIODS),
    )


def dated(value: list[Any]) -> list[tuple[date, Any]] | None:
    """The dated values of a fact in order of their days; None for a list that is none. Raises Refused."""
    if value and all(isinstance(v, dict) and "from" in v for v in value):
        if len(value) > MOST_DATED:
            raise Refused("too-many", f"{len(value)} dated values; {MOST_DATED} at the most", "leave out the oldest")
        found = []
        for item in value:
            if set(item) - {"from", *SOURCED} or "value" not in item:
                raise Refused(
                    "wrong-type", "a dated value has from and value", 'write {"from": "2026-09-01", "value": …}'
                )
            found.append((day(item["from"]), item["value"]))
        days = [d for d, _ in found]
        if days != sorted(set(days)):
            raise Refused("order", "the dated values are not in the order of their days", "sort them, each day once")
        return found
    return None


def decided(value: Any, fact: Fact, on: date) -> None:
    """Looks at the day on which something was decided, where one is attached to a value. Raises Refused for one of a
    fact that nobody else says, and for a day after the one that is assessed."""
    if isinstance(value, list):
        for one in value:
            decided(one, fact, on)
    elif isinstance(value, dict) and "decided_on" in value:
        if not fact.said_by:
            what = f"nobody but the person says {fact.name}, so no day was decided on"
            raise Refused("decided", what, "leave decided_on out")
        if day(value["decided_on"]) > on:
            what = f"{shown(value['decided_on'])} is after the day that is assessed"
            raise Refused("decided", what, "give the day on which it was decided")


def plain(value: Any) -> Any:
    """A value without the source that may be attached to it."""
    if isinstance(value, dict) and "value" in value:
        extra = set(value) - SOURCED
        if extra:
            remedy = "use value, source, evidence and decided_on"
            raise Refused("unknown-key", f"a stated value has no {min(extra)[:60]}", remedy)
        return value["value"]
    return value
