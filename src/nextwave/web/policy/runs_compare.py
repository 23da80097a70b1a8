"""Two to four runs side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nextwave.reforms.models import Standing, State
from nextwave.web.access.guard import open_to
from nextwave.web.downloads import csv_file
from nextwave.web.entry.entries import Unclear
from nextwave.web.localization.formats import day
from nextwave.web.localization.languages import say
from nextwave.web.policy import runs_tables as tables
from nextwave.web.policy import runs_words as words
from nextwave.web.policy.runs import READERS, listed
from nextwave.web.policy.runs_changed import changed
from nextwave.web.rules import assessor

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of the comparison under a heading, with a cell for each run."""

    title: str
    lines: Sequence[tuple[str, Sequence[str]]]


@open_to(*READERS)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The runs that were chosen on the list."""
    try:
        found = _chosen(request)
    except Unclear as error:
        return listed(request, error)
    numbers = [("run", str(s.pk)) for s in found]
    context = {
        "found": found,
        "parts": parts(found),
        "query": urlencode(numbers),
        "alike": len({(s.run.on, s.run.programme, s.run.law_id, s.run.population_version) for s in found}) == 1,
    }
    return render(request, "nextwave/policy/compare.html", context)


@open_to(*READERS)
@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    try:
        found = _chosen(request)
    except Unclear:
        raise Http404 from None
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["", "", *(_cell(s.name) for s in found)])
    for part in parts(found):
        for label, cells in part.lines:
            lines.writerow([part.title, _cell(label), *map(_cell, cells)])
    return csv_file(out.getvalue(), "compare")


def _cell(text: str) -> str:
    """A text that no program of tables takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _chosen(request: HttpRequest) -> list[Standing]:
    """Raises Unclear."""
    numbers = list(dict.fromkeys(n for n in request.GET.getlist("run") if n.isascii() and n.isdigit() and len(n) < 18))
    found = {s.pk: s for s in Standing.objects.select_related("run__asked_by").filter(pk__in=numbers[: MOST + 1])}
    chosen = [found[int(n)] for n in numbers if int(n) in found]
    if not FEWEST <= len(numbers) <= MOST or len(chosen) != len(numbers):
        raise Unclear("compare", _("Choose two, three or four runs to compare"))
    if any(s.state != State.DONE for s in chosen):
        raise Unclear("compare", _("Choose runs that are done: only these can be compared"))
    return chosen


def parts(found: Sequence[Standing]) -> list[Part]:
    """All lines of the comparison."""
    results = [tables.result_of(s) for s in found]
    made = [_about(found), _changes(found)]
    for table, title in (("totals", _("Everyone who can")), ("do_totals", _("As many as do"))):
        if any(table in r for r in results):
            totals = [r[table][0] if table in r else {} for r in results]
            lines = [
                (text, [tables.estimate(t, m) if m in t else "" for t in totals])
                for m, text in words.measures().items()
                if any(m in t for t in totals)
            ]
            made.append(Part(title, lines))
    made += _levels(results)
    for first, title in (("decile", _("By income")), ("type", _("By household"))):
        groups = list(dict.fromkeys(row[first] for r in results for row in r.get(f"by_{first}", [])))
        lines = []
        for measure in ("cost_change", "once_change", "people_gaining", "people_losing"):
            for group in groups:
                name = f"{words.columns()[measure]}: {tables.label(first, group)}"
                cells = [_of(r.get(f"by_{first}", []), first, group, measure) for r in results]
                lines += [(name, cells)] if any(cells) else []
        made += [Part(title, lines)] if lines else []
    return made


def _levels(results: Sequence[dict[str, Any]]) -> list[Part]:
    """Of tiers how many groups have each level under the present law and under the reforms."""
    names = {row["level"]: tables.level(r, row["level"]) for r in results for row in r.get("levels", [])}
    sides = {"units_before": _("Groups, present law"), "units_after": _("Groups, reform")}
    lines = [
        (f"{text}: {title}", [_of(r.get("levels", []), "level", name, measure) for r in results])
        for measure, text in sides.items()
        for name, title in names.items()
    ]
    return [Part(_("By level"), lines)] if lines else []


def _of(rows: Sequence[dict[str, Any]], first: str, group: Any, measure: str) -> str:
    return next((tables.estimate(row, measure) for row in rows if row[first] == group and measure in row), "")


def _about(found: Sequence[Standing]) -> Part:
    programmes = assessor().rulebook.programmes
    told: list[tuple[str, Callable[[Standing], str]]] = [
        (_("Program"), lambda s: say(programmes[s.run.programme].title) if s.run.programme in programmes else ""),
        (_("Worked out for"), lambda s: day(s.run.on)),
        (_("Rules"), lambda s: str(s.run.law_id)),
        (_("Households"), lambda s: f"{s.run.population} {s.run.population_version}"),
    ]
    return Part(_("The runs"), [(text, [of(s) for s in found]) for text, of in told])


def _changes(found: Sequence[Standing]) -> Part:
    """Each changed value, with what the runs that leave it alone have."""
    lines: dict[tuple[Any, ...], tuple[str, dict[int, str]]] = {}
    before: dict[tuple[Any, ...], str] = {}
    for standing in found:
        for one in changed(standing.run):
            key = (one.name, one.row, one.first)
            text = one.title if one.row is None else f"{one.title}: {one.row}"
            text = _("%(figure)s, from %(day)s") % {"figure": text, "day": day(one.first)}
            before[key] = one.before
            lines.setdefault(key, (text, {}))[1][standing.pk] = one.after
    same = _("%(value)s (present law)")
    return Part(
        _("Changed figures"),
        [
            (text, [cells.get(s.pk, same % {"value": before[key]}) for s in found])
            for key, (text, cells) in sorted(lines.items(), key=lambda item: str(item[0]))
        ],
    )
