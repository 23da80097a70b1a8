"""Months that begin on the day of someone's own date, such as that of a claim: when the one that holds on the day of an
assessment begins and ends.

A month may lack the day. As the Universal Credit Regulations 2013, regulation 21(2), have it (`usual`), months from the
31st begin on the last day of each month, and those from the 29th or 30th in February on the 27th, or in a leap year on
the 28th; with `last_day` they begin on February's last day. The first month begins on the date itself.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from nextwave.engine.operations.operation import Measure, Operation, Range
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import DATE, Mismatch, Type

#: What holds where a month lacks the day.
CONVENTIONS = ("usual", "last_day")
#: In so many days after each other every day of a month stands at least once.
ALL_DAYS = 62


def _type(arguments: tuple[Node, ...]) -> Type:
    if arguments[0].type != DATE:
        raise Mismatch(f"month_from takes a date; this is {arguments[0].type}", "write month_from(unit.claimed_on)")
    return DATE


def _first(year: int, month: int, day: int, missing: str) -> date:
    """The day of a month on which one from a day of the month begins."""
    if missing == "usual" and month == 2 and day in (29, 30):
        return date(year, 2, 28 if isleap(year) else 27)
    return date(year, month, min(day, monthrange(year, month)[1]))


@lru_cache(maxsize=65_536)
def own_month(day: int, on: int, missing: str) -> tuple[int, int]:
    """First and last day of the month from a day that holds on another."""
    of, now = date.fromordinal(day), date.fromordinal(on)
    begins = _first(now.year, now.month, of.day, missing)
    if begins > now:
        before = now.replace(day=1) - timedelta(days=1)
        begins = _first(before.year, before.month, of.day, missing)
    after = begins.replace(day=1) + timedelta(days=31)
    ends = _first(after.year, after.month, of.day, missing) - timedelta(days=1)
    return max(begins.toordinal(), day if day <= on else 0), ends.toordinal()


def month_begins(day: int, on: int, missing: str) -> int:
    return own_month(day, on, missing)[0]


def month_ends(day: int, on: int, missing: str) -> int:
    return own_month(day, on, missing)[1]


@lru_cache(maxsize=65_536)
def ends_of(function: Callable[[int, int, str], int], low: int, high: int, on: int, missing: str) -> tuple[int, int]:
    """The least and most for the days from one to another."""
    found = [function(day, on, missing) for day in range(low, min(high, low + ALL_DAYS) + 1)]
    return min(found), max(found)


def begins_bounds(day: Range, on: int, missing: str) -> Range:
    lo, hi = ends_of(month_begins, day[0], day[1], on, missing)
    return (lo, hi, day[2] | day[3], day[2] | day[3]) if lo != hi else (lo, hi, 0, 0)


def ends_bounds(day: Range, on: int, missing: str) -> Range:
    lo, hi = ends_of(month_ends, day[0], day[1], on, missing)
    return (lo, hi, day[2] | day[3], day[2] | day[3]) if lo != hi else (lo, hi, 0, 0)


def _measure(
    function: Callable[[int, int, str], int],
) -> Callable[[tuple[Measure | None, ...], Node], Measure]:
    def measure(measures: tuple[Measure | None, ...], node: Node) -> Measure:
        (day,) = measures
        assert day
        lo, hi = ends_of(function, int(day.low), int(day.high), *node.detail)
        return Measure(Fraction(1), Fraction(lo), Fraction(hi))

    return measure


def _columns(function: Callable[[int, int, str], int]) -> Callable[[list[str], Node, object, object], str]:
    """By the day of the month alone, save who claims on 29 February: their first month begins on it."""

    def columns(t: list[str], node: Node, *_: object) -> str:
        on, missing = node.detail
        january = date(2001, 1, 1).toordinal()
        by_day = tuple(function(january + number, on, missing) for number in range(31))
        text = f"taken({by_day!r}, calendar({t[0]}) % 100 - 1)"
        for day in range(on - 31, on + 1):
            if (date.fromordinal(day).month, date.fromordinal(day).day) == (2, 29):
                text = f"np.where({t[0]} == {day}, {function(day, on, missing)}, {text})"
        return text

    return columns


def _plainly(day: int, on: int, missing: str) -> tuple[date, date]:
    """Month after month from the date on, to the one in which the day lies."""
    first, now = date.fromordinal(day), date.fromordinal(on)
    if first > now:
        # Months before the date are reckoned from the same day of an earlier month that has it.
        while first > now or first.day != date.fromordinal(day).day:
            first -= timedelta(days=1)
    begins, year, month = first, first.year, first.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        length = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        number = min(first.day, length)
        if missing == "usual" and month == 2 and first.day in (29, 30):
            number = length - 1
        following = date(year, month, number)
        if following > now:
            return begins, following - timedelta(days=1)
        begins = following


OPERATIONS = (
    Operation(
        name="month_begins",
        type=_type,
        measure=_measure(month_begins),
        exact=lambda t, node, *_: f"month_begins({t[0]}, {node.detail[0]}, {node.detail[1]!r})",
        columns=_columns(month_begins),
        bounds=lambda t, node, *_: f"begins_bounds({t[0]}, {node.detail[0]}, {node.detail[1]!r})",
        reference=lambda v, node: Fraction(_plainly(int(v[0]), *node.detail)[0].toordinal()),
        wording="the first day of the month from {0}",
        runtime=(month_begins, begins_bounds),
    ),
    Operation(
        name="month_ends",
        type=_type,
        measure=_measure(month_ends),
        exact=lambda t, node, *_: f"month_ends({t[0]}, {node.detail[0]}, {node.detail[1]!r})",
        columns=_columns(month_ends),
        bounds=lambda t, node, *_: f"ends_bounds({t[0]}, {node.detail[0]}, {node.detail[1]!r})",
        reference=lambda v, node: Fraction(_plainly(int(v[0]), *node.detail)[1].toordinal()),
        wording="the last day of the month from {0}",
        runtime=(month_ends, ends_bounds),
    ),
)
