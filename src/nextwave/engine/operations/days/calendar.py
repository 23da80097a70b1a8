"""Days of the calendar: so many years, months or days after another, and the year of a day.

A month may lack the day: 29 February 2008 and 18 years, 31 July and 4 months. Two conventions are in use, and each is
named: `next_day` goes on to the first of the next month (1 March 2026, as an age is reckoned), `last_day` stays at the
last of the month (30 November).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from nextwave.engine.operations.arithmetic.addition import add_bounds
from nextwave.engine.operations.operation import Measure, Operation, Range, counted, counted_bounds, scale_bounds
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import DATE, DURATIONS, INT, Mismatch, Type

#: What `detail` of a node is: days, months or years, and the convention where the day is missing.
CONVENTIONS = ("next_day", "last_day")
#: A birthday is reckoned like an age; months end with the month.
USUAL = {"years": "next_day", "months": "last_day", "days": "next_day"}
#: The days that many households side by side can be reckoned with.
FIRST, LAST = date(1850, 1, 1), date(2150, 12, 31)


def _type(arguments: tuple[Node, ...]) -> Type:
    day = arguments[0].type
    if day != DATE:
        raise Mismatch(f"a length of time cannot be added to {day}", "write it after a date: day + years(16)")
    return DATE


def count_type(unit: str, count: Type) -> None:
    """Raises Mismatch where a count is none of this unit."""
    if count not in (INT, DURATIONS[unit]):
        raise Mismatch(f"{unit}(…) takes a number of {unit}; this is {count}", "use a whole number", "unit")


@lru_cache(maxsize=65_536)
def moved(day: int, months: int, last: bool) -> int:
    """The day so many months after another. Raises ValueError or OverflowError beyond the calendar."""
    of = date.fromordinal(day)
    year, month = divmod(of.year * 12 + of.month - 1 + months, 12)
    days = monthrange(year, month + 1)[1]
    if of.day <= days:
        return date(year, month + 1, of.day).toordinal()
    return date(year, month + 1, days).toordinal() + (0 if last else 1)


def moved_bounds(day: Range, months: Range, last: bool) -> Range:
    lo, hi = moved(day[0], months[0], last), moved(day[1], months[1], last)
    return (lo, hi, day[2] | months[2], day[3] | months[3]) if lo != hi else (lo, hi, 0, 0)


def _by(unit: str, count: int) -> int:
    return count * 12 if unit == "years" else count


def _measure(measures: tuple[Measure | None, ...], node: Node) -> Measure:
    day, count = measures
    assert day and count
    unit, missing = node.detail
    ends = []
    for at, by in ((day.low, count.low), (day.high, count.high)):
        try:
            if unit == "days":
                end = date.fromordinal(int(at) + int(by)).toordinal()
            else:
                end = moved(int(at), _by(unit, int(by)), missing == "last_day")
        except (ValueError, OverflowError):
            end = 0
        if not FIRST.toordinal() <= end <= LAST.toordinal():
            what = f"this day may lie outside the years {FIRST.year} to {LAST.year}"
            raise Mismatch(what, "give the date and the number of years closer bounds, or use min and max", "bounds")
        ends.append(Fraction(end))
    return Measure(Fraction(1), *ends)


def _months(text: str, node: Node, measures: tuple[Measure | None, ...]) -> str:
    count = counted(text, measures[1])
    return f"({count} * 12)" if node.detail[0] == "years" else count


def _exact(t: list[str], node: Node, measures: tuple[Measure | None, ...], _: Measure | None) -> str:
    if node.detail[0] == "days":
        return f"({t[0]} + {counted(t[1], measures[1])})"
    return f"moved({t[0]}, {_months(t[1], node, measures)}, {node.detail[1] == 'last_day'})"


def _bounds(t: list[str], node: Node, measures: tuple[Measure | None, ...], _: Measure | None) -> str:
    count = counted_bounds(t[1], measures[1])
    if node.detail[0] == "days":
        return f"add_bounds({t[0]}, {count})"
    months = f"scale_bounds({count}, 12)" if node.detail[0] == "years" else count
    return f"moved_bounds({t[0]}, {months}, {node.detail[1] == 'last_day'})"


def _plainly(v: tuple[Any, ...], node: Node) -> Fraction:
    """Month by month to the month that is meant; then the day, or what the convention has instead."""
    (unit, missing), day, count = node.detail, date.fromordinal(int(v[0])), int(v[1])
    if unit == "days":
        return Fraction((day + timedelta(days=count)).toordinal())
    first = day.replace(day=1)
    for _ in range(abs(_by(unit, count))):
        first = (first + timedelta(days=31)).replace(day=1) if count > 0 else (first - timedelta(days=1)).replace(day=1)
    then = first + timedelta(days=day.day - 1)
    if then.month != first.month:
        then = (first + timedelta(days=31)).replace(day=1)
        if missing == "last_day":
            then -= timedelta(days=1)
    return Fraction(then.toordinal())


def year_of(day: int) -> int:
    return date.fromordinal(day).year


def year_bounds(day: Range) -> Range:
    lo, hi = year_of(day[0]), year_of(day[1])
    return (lo, hi, day[2], day[3]) if lo != hi else (lo, hi, 0, 0)


def _year_measure(measures: tuple[Measure | None, ...], _: Node) -> Measure:
    (day,) = measures
    assert day
    return Measure(Fraction(1), Fraction(year_of(int(day.low))), Fraction(year_of(int(day.high))))


OPERATIONS = (
    Operation(
        name="later",
        type=_type,
        measure=_measure,
        exact=_exact,
        bounds=_bounds,
        reference=_plainly,
        wording="{0} and {1} later",
        runtime=(moved, moved_bounds, add_bounds, scale_bounds),
    ),
    Operation(
        name="year_of",
        type=lambda _: INT,
        measure=_year_measure,
        exact=lambda t, *_: f"year_of({t[0]})",
        columns=lambda t, *_: f"(calendar({t[0]}) // 10_000)",
        bounds=lambda t, *_: f"year_bounds({t[0]})",
        reference=lambda v, _: date.fromordinal(int(v[0])).year,
        wording="the year of {0}",
        runtime=(year_of, year_bounds),
    ),
)
