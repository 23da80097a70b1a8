"""The names a rule-writer uses, for editors and type checkers only: rules are parsed, never run.

`nextwave stubs` adds the names of a rulebook's own facts and rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


def _only_parsed() -> Any:
    raise RuntimeError("rules are parsed, not run: load the rulebook and make an assessment instead")


class Entity:
    """Something with facts: a person, or what belongs to one (`of=`)."""

    def __init_subclass__(
        cls, of: Any = None, at_most: int = 20, ask: str = "", label: str = "", labels: str = ""
    ) -> None: ...

    def __getattr__(self, name: str) -> Any:
        return _only_parsed()


class Facts:
    """More facts of an entity that is declared in another file (`of=`)."""

    def __init_subclass__(cls, of: Any = None) -> None: ...


class Group(Entity):
    """Everyone in a situation."""


class Partition(Entity):
    """People who fall into units by a rule `together(a, b)`."""

    def __init_subclass__(cls, of: Any = None, within: Any = None, cites: str = "") -> None: ...


class Circle(Entity):
    """For each person, those whom a rule `includes(person, other)` counts around them."""

    def __init_subclass__(cls, around: Any = None, cites: str = "") -> None: ...


class Law(Entity):
    """The figures in force."""


Money = Any
Weekly = Any
Yearly = Any
Stock = Any
Rate = Any
Days = Any
Months = Any
Years = Any


def fact(**options: Any) -> Any:
    """Declares a fact: type by annotation; ask, evidence, bounds, who says it, applies and otherwise by option."""
    return None


def rule(
    *, cites: str, since: str = "", until: str = "", period: Any = "month", open_to: str = "", fills: str = ""
) -> Callable[[Function], Function]:
    """States a rule of law with its citation, or that it is left open to a level of law, or that it fills it."""
    return lambda function: function


def formula(
    *, cites: str = "", since: str = "", until: str = "", open_to: str = "", fills: str = ""
) -> Callable[[Function], Function]:
    """States a piece of law that is shared and belongs to no entity."""
    return lambda function: function


def constraint(function: Function) -> Function:
    """States what holds in every household; its docstring is the message."""
    return function


def count(people: Iterable[Any]) -> int:
    """How many there are."""
    return int(_only_parsed())


def age(birth_date: date, on: date) -> int:
    """Whole years on a day (Years)."""
    return int(_only_parsed())


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another (Months)."""
    return int(_only_parsed())


def days_between(first: date, last: date) -> int:
    """Days from one day to another (Days)."""
    return int(_only_parsed())


def round_down(value: Any, unit: Any) -> Any:
    """Down to a multiple of the unit."""
    return _only_parsed()


def round_up(value: Any, unit: Any) -> Any:
    """Up to a multiple of the unit."""
    return _only_parsed()


def round_half_up(value: Any, unit: Any) -> Any:
    """To the nearest multiple of the unit, halves up."""
    return _only_parsed()


def per_month(flow: Any, *, week: Any, two_weeks: Any, half_month: Any, year: Any) -> Any:
    """A stated flow brought to a month by the law's own factors."""
    return _only_parsed()


def per_week(flow: Any, *, two_weeks: Any, half_month: Any, month: Any, year: Any) -> Any:
    """A stated flow brought to a week by the law's own factors."""
    return _only_parsed()


def per_year(flow: Any, *, week: Any, two_weeks: Any, half_month: Any, month: Any) -> Any:
    """A stated flow brought to a year by the law's own factors."""
    return _only_parsed()


def in_year(amount: Any, *, weeks: Any = None) -> Any:
    """A stock of money as that of a year, where the law charges so much of it for one; or money by week as that of a
    year, by the number of weeks that the law reckons with."""
    return _only_parsed()


def in_month(amount: Any, *, weeks: Any = None) -> Any:
    """A stock of money beside what comes in in a month, where the law adds or compares the two; or money by week as
    that of a month, by the number of weeks that the law reckons with."""
    return _only_parsed()


def bracket(value: Any, table: Any) -> Any:
    """The row with the highest threshold not above the value."""
    return _only_parsed()


def at(period: Any, value: Any) -> Any:
    """A value in another period."""
    return _only_parsed()


def years(count: Any, *, missing: Any = None) -> Any:
    """So many years, to be added to a date; where the month lacks the day, the next (`next_day`), or `last_day`."""
    return _only_parsed()


def months(count: Any, *, missing: Any = None) -> Any:
    """So many months, to be added to a date; where the month lacks the day, its last (`last_day`), or `next_day`."""
    return _only_parsed()


def days(count: Any) -> Any:
    """So many days, to be added to a date."""
    return _only_parsed()


def rank(whom: Any, among: Iterable[Any], *, by: Any = None) -> int:
    """The place of someone among people, by a fact or rule, equal ones as they are stated; the first is 1."""
    return int(_only_parsed())


def first(among: Iterable[Any], *, by: Any = None) -> Any:
    """Who is first among people, by a fact or rule from the smallest on, equal ones as they are stated; may be none."""
    return _only_parsed()


def split(amount: Any, *, among: Iterable[Any], to: Any) -> Any:
    """The share of someone in an amount that is split among people to the cent; who is stated first has odd cents."""
    return _only_parsed()


def month_from(day: date, *, missing: Any = None) -> Any:
    """Of a rule's period: months that begin on the day of a date."""
    return _only_parsed()


def latest(month: int, day: int) -> date:
    """The latest such day on or before the start of the period."""
    return date(*_only_parsed())


today: date = date.min
period_start: date = date.min
period_end: date = date.min
next_day: Any = None
last_day: Any = None
previous_month: Any = None
next_month: Any = None
previous_year: Any = None
next_year: Any = None
year: Any = None
