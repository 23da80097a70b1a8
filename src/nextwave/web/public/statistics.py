"""Pages of the public statistics: by month, a month, and what was released with its fingerprint."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nextwave.casework.models import Release
from nextwave.casework.statistics.releasing import DELAY, LEVELS, latest, limits_of, read
from nextwave.gate.days import day
from nextwave.gate.text import Unreadable
from nextwave.openness.disclosure import RULES
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.localization import limits
from nextwave.web.public import published
from nextwave.web.public.counted import chart_of, csv_of, found, month_said


@open_to(PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every month that is released, and every release."""
    releases = latest()
    context = {
        "tables": published.over_time(releases) if releases else [],
        "months": [(f"{r.month:%Y-%m}", month_said(r.month)) for r in releases],
        "releases": Release.objects.order_by("-month", "-number"),
        **_explained(),
    }
    return render(request, "nextwave/public/statistics.html", context)


@open_to(PUBLIC)
@require_safe
def index_csv(request: HttpRequest, table: str) -> HttpResponse:
    return csv_of(found(published.over_time(latest()), table))


@open_to(PUBLIC)
@require_safe
def index_chart(request: HttpRequest, table: str, size: str) -> HttpResponse:
    return chart_of(found(published.over_time(latest()), table), size)


@open_to(PUBLIC)
@require_safe
def month(request: HttpRequest, month: str, number: int | None = None) -> HttpResponse:
    """A month as it was released last, or as one of its releases was."""
    made = _release(month, number)
    every = list(Release.objects.filter(month=made.month).order_by("-number"))
    usual, short = limits_of(made)
    context = {
        "made": made,
        "month": month,
        "title": month_said(made.month),
        "content": read(made),
        "tables": (tables := published.of_month(made)),
        "by_area": {t.name for t in tables if published.is_by_area(t.name)},
        "by_level": {t.name for t in tables if t.name.startswith(LEVELS)},
        "every": every,
        "holds": every[0] == made,
        **_explained(),
        "decision_limit": usual,
        "short_limit": short,
    }
    return render(request, "nextwave/public/statistics_month.html", context)


@open_to(PUBLIC)
@require_safe
def month_csv(request: HttpRequest, month: str, number: int, table: str) -> HttpResponse:
    return csv_of(found(published.of_month(_release(month, number)), table), f"{month}-")


@open_to(PUBLIC)
@require_safe
def month_chart(request: HttpRequest, month: str, number: int, table: str, size: str) -> HttpResponse:
    return chart_of(found(published.of_month(_release(month, number)), table), size)


@open_to(PUBLIC)
@require_safe
def month_json(request: HttpRequest, month: str, number: int) -> HttpResponse:
    """A release byte for byte: its SHA-256 is its fingerprint."""
    return HttpResponse(_release(month, number).content.encode(), content_type="application/json")


def _release(month: str, number: int | None) -> Release:
    try:
        first = day(f"{month}-01")
    except Unreadable:
        raise Http404 from None
    releases = Release.objects.filter(month=first).order_by("-number")
    made = (releases if number is None else releases.filter(number=number)).first()
    if made is None:
        raise Http404
    return made


def _explained() -> dict[str, object]:
    """What the explanation of the figures names."""
    return {
        "limit": RULES.limit,
        "delay": DELAY.days,
        "cites": limits.cites(),
        "month_said": month_said,
    }
