"""Pages of the figures in the law: amounts, shares, ages and lists, over time."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nextwave.rulebook.model import Figure
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.downloads import csv_file
from nextwave.web.localization.languages import current
from nextwave.web.public import values
from nextwave.web.public.law import figure_page, law, overdue, rule_page
from nextwave.web.public.sources import words
from nextwave.web.public.unknown import unknown
from nextwave.web.rules import today


@open_to(PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every figure with its value today."""
    there = law()
    groups: dict[str, list[Figure]] = {}
    for figure in there.book.figures.values():
        groups.setdefault(figure.namespace, []).append(figure)
    context = {
        "groups": [(there.book.programmes.get(space), found) for space, found in sorted(groups.items())],
        **shown(),
    }
    return render(request, "nextwave/public/figures.html", context)


@open_to(PUBLIC)
@require_safe
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """One figure: its values over time, their sources, and the rules that use it."""
    there = law()
    found = there.book.figures.get(name)
    if found is None:
        return unknown(request, name, {n: figure_page(n) for n in there.book.figures})
    context = {
        "figure": found,
        "programme": there.book.programmes.get(found.namespace),
        "periods": list(reversed(values.periods(found))),
        "rows": values.rows(found) if found.table else [],
        "unit": values.unit(found),
        "today": today(),
        "chart": values.alternative(there.book, found) if values.has_chart(found) else "",
        "row_name": lambda row: values.row_name(there.book, found, row),
        "members": lambda value: values.members(there.book, found, value),
        "used_by": [(n, there.versions(n)[-1]) for n in there.reads.figures.get(name, ())],
        **words(),
        **shown(),
    }
    return render(request, "nextwave/public/figure.html", context)


@open_to(PUBLIC)
@require_safe
def values_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The values as a file."""
    return csv_file(values.as_csv(_figure(name)), name)


@open_to(PUBLIC)
@require_safe
def chart(request: HttpRequest, name: str, size: str) -> HttpResponse:
    """The values as a picture, in the page's language."""
    found = _figure(name)
    if size not in values.SIZES or not values.has_chart(found):
        raise Http404
    drawn = _drawn(law().book.law_version, name, today().isoformat(), size, current())
    return HttpResponse(drawn, content_type="image/svg+xml")


@lru_cache(maxsize=512)
def _drawn(version: str, name: str, day: str, size: str, language: str) -> bytes:
    """A chart, drawn once for what it depends on: law, day, size and language."""
    from nextwave.web.public import charts  # takes a second to load: only for who looks at one

    return charts.drawn(law().book, _figure(name), today(), size)


def _figure(name: str) -> Figure:
    found = law().book.figures.get(name)
    if found is None:
        raise Http404
    return found


def shown() -> dict[str, object]:
    """What templates write figures with."""
    there = law()
    return {
        "value": lambda figure, value: values.written(there.book, figure, value),
        "value_now": lambda figure: values.written(there.book, figure, values.now(figure, today())),
        "overdue": overdue,
        "whose": there.book.whose,
        "figure_page": figure_page,
        "rule_page": rule_page,
        "figures_page": reverse("rule-figures"),
    }
