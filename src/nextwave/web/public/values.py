"""Figures of the law over time: as periods, as people write them, in words for a chart, and as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from nextwave.engine.answers.explanation import decimal, money
from nextwave.rulebook.model import Figure, Row, Rulebook
from nextwave.rulebook.parsing.rows import written as row_text
from nextwave.web.localization.formats import currency, day
from nextwave.web.localization.languages import say

#: A share above this is said as a number only: a month has 4.3 weeks, not 430 percent of one.
MOST_PERCENT = 2

#: Width and height of the drawing, for a screen that has room and for a small one.
SIZES = {"wide": (640, 280), "small": (250, 220)}

COLUMNS = ("from", "until", "row", "value", "unit", "reference")
#: In a CSV the row of what each further row of a table adds.
FURTHER = "each further"


@dataclass(frozen=True, slots=True)
class Period:
    """What holds from a day to another (None: until it is changed). `value` is an exact value, None where the
    figure is not in force; for a table its rows, with what each `further` row adds."""

    first: date
    last: date | None
    value: Any
    reference: str
    further: Fraction | None = None

    def holds(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)


def periods(figure: Figure) -> list[Period]:
    """All that a figure was and will be, in the order of days."""
    beyond = figure.beyond if figure.table and not isinstance(figure.beyond, str | None) else {}
    days = sorted({*figure.values, *(d for d in beyond if d >= min(figure.values))})
    found = []
    for number, first in enumerate(days):
        last = days[number + 1] - timedelta(days=1) if number + 1 < len(days) else None
        since = max(d for d in figure.values if d <= first)
        adds = max((d for d in beyond if d <= first), default=None)
        further = beyond[adds] if adds is not None else None
        found.append(Period(first, last, figure.values[since], figure.references[since], further))
    return found


def rows(figure: Figure) -> list[Any]:
    """The rows of a table: numbers and thresholds from the lowest on, members of choices as they are written, those of
    one first key together."""
    found = dict.fromkeys(row for values in figure.values.values() if values is not None for row in values)
    if figure.table in (("int",), ("threshold",)):
        return sorted(found, key=lambda row: (isinstance(row, date), row))
    first = list(dict.fromkeys(row[0] for row in found))
    return sorted(found, key=lambda row: first.index(row[0]))


def row_name(book: Rulebook, figure: Figure, row: Row) -> str:
    """A row as people read it."""
    if isinstance(row, date):
        return day(row)
    if isinstance(row, Fraction):
        return decimal(row)
    names = row if isinstance(row, tuple) else (row,)
    choices = [book.choices.get(kind) for kind in figure.table]
    return ", ".join(
        say(choice.labels[str(name)]) if choice else str(name) for name, choice in zip(names, choices, strict=True)
    )


def now(figure: Figure, on: date) -> Any:
    """The exact value that holds on a day, None where there is none."""
    return next((p.value for p in periods(figure) if p.holds(on)), None)


def plain(value: Any) -> str:
    """A value without a unit and the same in every language: 0.2, 306, 2026-10-01, true."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    return decimal(Fraction(value))


def written(book: Rulebook, figure: Figure, value: Any) -> str:
    """A value as people write it, in the page's language."""
    if value is None:
        return _("Not in force")
    if isinstance(value, dict):
        first, last = min(value.values()), max(value.values())
        if len(value) == 1:
            return written(book, figure, first)
        low, high = written(book, figure, first), written(book, figure, last)
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    if figure.unit == "bool":
        return _("Yes") if value else _("No")
    if figure.unit == "choices":
        return "; ".join(members(book, figure, value)) or _("None")
    if figure.unit == "date":
        return day(value)
    if figure.unit.startswith("money"):
        return currency(money(Fraction(value)))
    number = decimal(Fraction(value))
    if figure.unit == "rate" and value <= MOST_PERCENT:
        return f"{decimal(Fraction(value) * 100)}%"
    return number


def members(book: Rulebook, figure: Figure, value: tuple[str, ...]) -> list[str]:
    """The members of a list as people write them."""
    labels = book.choices[figure.choice or ""].labels
    return [say(labels[name]) for name in value]


def unit(figure: Figure) -> str:
    """What a figure is counted in."""
    return {
        "money/week": _("an amount a week"),
        "money/month": _("an amount a month"),
        "money/year": _("an amount a year"),
        "money": _("an amount"),
        "rate": _("a share or factor"),
        "int": _("a number"),
        "days": _("days"),
        "months": _("months"),
        "years": _("years"),
        "bool": _("yes or no"),
        "date": _("a day"),
        "choices": _("a list"),
    }[figure.unit]


def has_chart(figure: Figure) -> bool:
    """Whether there is something to draw: days and lists of nothing are told by the table alone."""
    return figure.unit != "date" and any(v is not None and v != () for v in figure.values.values())


def alternative(book: Rulebook, figure: Figure) -> str:
    """What the chart shows, in words."""
    there = [p for p in periods(figure) if p.value is not None]
    first, last = there[0], there[-1]
    words = {
        "title": say(figure.title),
        "first": written(book, figure, first.value),
        "since": day(first.first),
        "last": written(book, figure, last.value),
        "then": day(last.first),
    }
    if len(there) == 1:
        return _("%(title)s over time: %(first)s since %(since)s. The table has every value.") % words
    return (
        _("%(title)s over time: %(first)s from %(since)s, %(last)s from %(then)s. The table has every value.") % words
    )


def as_csv(figure: Figure) -> str:
    """Every value with its days and source; a table has a line for each row."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for period in periods(figure):
        days = (period.first.isoformat(), period.last.isoformat() if period.last else "")
        if not figure.table or period.value is None:
            lines.writerow((*days, "", plain(period.value), figure.unit, period.reference))
            continue
        for row, value in period.value.items():
            lines.writerow((*days, row_text(row), plain(value), figure.unit, period.reference))
        if period.further is not None:
            lines.writerow((*days, FURTHER, plain(period.further), figure.unit, period.reference))
    return out.getvalue()
