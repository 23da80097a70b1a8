"""Ages, and months and days between two days. Dates are day numbers (`date.toordinal`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache

from nextwave.engine.operations.operation import Measure, Operation, Range
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import DATE, DAYS, MONTHS, YEARS, Mismatch, Type


def _type(unit: Type) -> Callable[[tuple[Node, ...]], Type]:
    def type_(arguments: tuple[Node, ...]) -> Type:
        if len(arguments) != 2 or any(a.type != DATE for a in arguments):
            raise Mismatch("this takes two dates", "write age(person.birth_date, today)", "arguments")
        return unit

    return type_


@lru_cache(maxsize=65_536)
def age_on(birth: int, day: int) -> int:
    """Whole years from birth to a day; who was born on 29 February ages on 1 March in other years."""
    b, d = date.fromordinal(birth), date.fromordinal(day)
    return d.year - b.year - ((d.month, d.day) < (b.month, b.day))


@lru_cache(maxsize=65_536)
def months_from(first: int, last: int) -> int:
    """Whole months from one day to another; negative where the other is earlier."""
    a, b = date.fromordinal(first), date.fromordinal(last)
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)


def days_from(first: int, last: int) -> int:
    """Days from one day to another; negative where the other is earlier."""
    return last - first


def age_bounds(birth: Range, day: Range) -> Range:
    lo, hi = age_on(birth[1], day[0]), age_on(birth[0], day[1])
    return (lo, hi, birth[3] | day[2], birth[2] | day[3]) if lo != hi else (lo, hi, 0, 0)


def months_bounds(first: Range, last: Range) -> Range:
    lo, hi = months_from(first[1], last[0]), months_from(first[0], last[1])
    return (lo, hi, first[3] | last[2], first[2] | last[3]) if lo != hi else (lo, hi, 0, 0)


def days_bounds(first: Range, last: Range) -> Range:
    lo, hi = last[0] - first[1], last[1] - first[0]
    return (lo, hi, first[3] | last[2], first[2] | last[3]) if lo != hi else (lo, hi, 0, 0)


def _measure(function: Callable[[int, int], int]) -> Callable[[tuple[Measure | None, ...], Node], Measure]:
    def measure(measures: tuple[Measure | None, ...], _: Node) -> Measure:
        a, b = measures
        assert a and b
        low = function(int(a.high), int(b.low))
        high = function(int(a.low), int(b.high))
        return Measure(Fraction(1), Fraction(low), Fraction(high))

    return measure


def _plain_age(birth: date, day: date) -> int:
    years = day.year - birth.year
    try:
        birthday = birth.replace(year=day.year)
    except ValueError:
        birthday = date(day.year, 3, 1)
    return years if day >= birthday else years - 1


OPERATIONS = (
    Operation(
        name="age",
        type=_type(YEARS),
        measure=_measure(age_on),
        exact=lambda t, *_: f"age_on({t[0]}, {t[1]})",
        columns=lambda t, *_: f"((calendar({t[1]}) - calendar({t[0]})) // 10_000)",
        bounds=lambda t, *_: f"age_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: _plain_age(date.fromordinal(int(v[0])), date.fromordinal(int(v[1]))),
        wording="the age on {1} of who was born on {0}",
        call=True,
        runtime=(age_on, age_bounds),
    ),
    Operation(
        name="months_between",
        type=_type(MONTHS),
        measure=_measure(months_from),
        exact=lambda t, *_: f"months_from({t[0]}, {t[1]})",
        columns=lambda t, *_: f"((months({t[1]}) - months({t[0]})) // 100)",
        bounds=lambda t, *_: f"months_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: months_from(int(v[0]), int(v[1])),
        wording="the months from {0} to {1}",
        call=True,
        runtime=(months_from, months_bounds),
    ),
    Operation(
        name="days_between",
        type=_type(DAYS),
        measure=_measure(days_from),
        exact=lambda t, *_: f"({t[1]} - {t[0]})",
        bounds=lambda t, *_: f"days_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: (date.fromordinal(int(v[1])) - date.fromordinal(int(v[0]))).days,
        wording="the days from {0} to {1}",
        call=True,
        runtime=(days_bounds,),
    ),
)
