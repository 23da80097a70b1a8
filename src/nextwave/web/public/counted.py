"""A table of counts as a page shows it: rows in words, the same as CSV, and what its chart draws."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from babel.dates import format_skeleton
from babel.numbers import format_decimal, format_percent
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from nextwave.web.downloads import csv_file
from nextwave.web.localization.formats import locale
from nextwave.web.public import bars
from nextwave.web.public.bars import Point

#: What stands in a CSV where a count is hidden.
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Table:
    """`head` and `rows` are words, the first of a row is what it is about; `plain_head` and `plain` are for programs,
    the same in every language. `alternative` says in words what the chart of `points` shows; without points there is
    no chart. `kind` is how it is drawn: over "time", as a "share" over time, or by "kind"."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plain_head: tuple[str, ...]
    plain: tuple[tuple[str | int, ...], ...]
    points: tuple[Point, ...] = ()
    kind: str = "time"
    alternative: str = ""

    def as_csv(self) -> str:
        out = io.StringIO()
        lines = csv.writer(out)
        lines.writerow(self.plain_head)
        lines.writerows(self.plain)
        return out.getvalue()

    def drawn(self, size: str) -> bytes:
        """The chart as SVG. Raises LookupError where there is none."""
        if not self.points or size not in bars.WIDTHS:
            raise LookupError(self.name)
        if self.kind == "kind":
            return bars.by_kind(self.points, size)
        return bars.over_time(self.points, size, self.kind == "share")


def found(tables: Sequence[Table], name: str) -> Table:
    """A table by its name. Raises Http404."""
    for table in tables:
        if table.name == name:
            return table
    raise Http404


def csv_of(table: Table, before: str = "") -> HttpResponse:
    """A table as a file."""
    return csv_file(table.as_csv(), f"{before}{table.name}")


def chart_of(table: Table, size: str) -> HttpResponse:
    """A table's chart. Raises Http404."""
    try:
        return HttpResponse(table.drawn(size), content_type="image/svg+xml")
    except LookupError:
        raise Http404 from None


def month_said(month: date) -> str:
    """October 2026"""
    return format_skeleton("yMMMM", month, locale=locale())


def month_short(month: date) -> str:
    """Oct 2026"""
    return format_skeleton("yMMM", month, locale=locale())


def number(count: int | Fraction | None) -> str:
    """A count, or a number of days with its half."""
    return _("hidden") if count is None else format_decimal(float(count), locale=locale())


def percent(part: int, whole: int) -> str:
    """A share in whole percent; "none" is no share."""
    return format_percent(part / whole, locale=locale()) if whole else "–"
