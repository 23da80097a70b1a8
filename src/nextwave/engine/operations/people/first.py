"""Who is first among people by a value, and of equal ones who is stated first: the least of a number that holds both,
and whose number it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from nextwave.engine.operations.operation import Alternatives, Measure, Operation, Range
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import DATE, INT, Mismatch, Type

#: More than there can be people in a home.
PLACES = 64


def _type(arguments: tuple[Node, ...]) -> Type:
    value = arguments[1].type
    if not (value.numeric or value == DATE):
        raise Mismatch(
            f"people have no order by {value}", "name a fact or rule that is a date or a number: by=birth_date"
        )
    return INT


def _least(measures: tuple[Measure | None, ...]) -> int:
    value = measures[1]
    assert value
    return int(value.low / value.quantum)


def _measure(measures: tuple[Measure | None, ...], _: Node) -> Measure:
    value = measures[1]
    assert value
    most = (int(value.high / value.quantum) - _least(measures)) * PLACES + PLACES - 1
    return Measure(Fraction(1), Fraction(0), Fraction(most))


def _exact(t: list[str], _: Node, measures: tuple[Measure | None, ...], __: object) -> str:
    return f"(({t[1]} - {_least(measures)}) * {PLACES} + {t[0]})"


def place_bounds(person: Alternatives, value: Range, least: int) -> Range:
    first, last = (person[0] & -person[0]).bit_length() - 2, person[0].bit_length() - 2
    lo, hi = (value[0] - least) * PLACES + max(first, 0), (value[1] - least) * PLACES + max(last, 0)
    return (lo, hi, value[2] | person[1], value[3] | person[1]) if lo != hi else (lo, hi, 0, 0)


def whose_bounds(number: Range, people: Range) -> Alternatives:
    """Nobody is whose number is below zero; where it is not known, anyone may be meant."""
    lo, hi = number[:2]
    if lo == hi:
        return (1 << (lo % PLACES + 1) if lo >= 0 else 1, 0)
    return (((1 << people[1]) - 1) << 1 | (lo < 0), number[2] | number[3])


def _whose(values: tuple[Any, ...], _: Node) -> int:
    """In the reference a number is the value and the person themselves."""
    return values[0][1] if isinstance(values[0], tuple) else -1


OPERATIONS = (
    Operation(
        name="place",
        type=_type,
        measure=_measure,
        exact=_exact,
        bounds=lambda t, _, measures, __: f"place_bounds({t[0]}, {t[1]}, {_least(measures)})",
        reference=lambda v, _: (v[1], v[0]),
        wording="the place of {0} by {1}",
        runtime=(place_bounds,),
    ),
    Operation(
        name="whose",
        type=lambda arguments: arguments[0].type,
        measure=lambda *_: None,
        exact=lambda t, *_: f"({t[0]} % {PLACES} if {t[0]} >= 0 else -1)",
        columns=lambda t, *_: f"np.where({t[0]} >= 0, {t[0]} % {PLACES}, -1)",
        bounds=lambda t, *_: f"whose_bounds({t[0]}, {t[1]})",
        reference=_whose,
        wording="the first by {0}",
        runtime=(whose_bounds,),
    ),
)
