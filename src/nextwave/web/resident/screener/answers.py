"""All answers on one page, each with a way to change it; and the end of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.access.drafts import forget_draft
from nextwave.rulebook.model import Entity
from nextwave.screening import listed
from nextwave.screening.questions import kinds_of_income, question
from nextwave.web.access.guard import CASE, CODE, PUBLIC, open_to
from nextwave.web.entry.entries import shown
from nextwave.web.entry.listed import in_words, titled
from nextwave.web.localization.languages import say
from nextwave.web.middleware.ended import with_answers
from nextwave.web.resident.screener.interview import Interview, begun
from nextwave.web.rules import assessor


@open_to(PUBLIC)
@require_safe
@with_answers(begun)
def answers(request: HttpRequest) -> HttpResponse:
    """Everything that was answered or skipped, person by person."""
    interview = Interview.of(request)
    return render(request, "nextwave/resident/answers.html", {"sections": sections(interview)})


def sections(interview: Interview) -> list[tuple[str, list[dict[str, Any]]]]:
    """The answers in words, as (name, rows) of everyone and of the home of whom something was said."""
    found = [(interview.name(p["id"]), _rows(interview, p["id"])) for p in interview.people]
    found.append((_("The home"), _rows(interview, "household")))
    return [s for s in found if s[1]]


def _rows(interview: Interview, of: str) -> list[dict[str, Any]]:
    book = assessor().rulebook
    record = interview.record(of) or {}
    entity = book.household if of == "household" else book.person
    kinds = [f.name for f in kinds_of_income(book)]
    rows = []
    for (owner, name), fact in book.facts.items():
        if owner != entity.name:
            continue
        asked = question(book, interview.situation, name, of)
        if name in record and not (name in kinds and record[name] == {"amount": "0", "per": "month"}):
            value = shown(asked, record[name], interview.names)
        elif [name, of] in interview.skipped:
            value = _("Not sure")
        else:
            continue
        label = interview.wording(fact.label or fact.ask, of)
        rows.append({"label": label, "value": value, "change": reverse("ask", args=[of, name])})
    if of != "household":
        for entity in listed.lists(book).values():
            _several(interview, of, entity, rows)
        if any(k in record for k in kinds):
            got = [k for k in kinds if k in record and record[k] != {"amount": "0", "per": "month"}]
            many = ngettext("%(count)s kind of income", "%(count)s kinds of income", len(got)) % {"count": len(got)}
            value = many if got else _("None")
            rows.append(
                {"label": _("Money that is not from work"), "value": value, "change": reverse("income", args=[of])}
            )
    return rows


def _several(interview: Interview, of: str, entity: Entity, rows: list[dict[str, Any]]) -> None:
    name, record = listed.name_of(entity), interview.record(of) or {}
    change, called = reverse("list", args=[name, of]), say(listed.several_called(entity))
    if record.get(name) == []:
        rows.append({"label": called, "value": _("None"), "change": change})
    for number, one in enumerate(record.get(name) or (), 1):
        value = in_words(entity, one, interview.names, interview.name(of), _("Not sure"))
        rows.append({"label": titled(entity, number), "value": value, "change": change})
    if [name, of] in interview.skipped:
        rows.append({"label": called, "value": _("Not sure"), "change": change})


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Delete every answer at once, those saved under a code too; without JavaScript a page asks first. What was
    filed is a record and stays: then this leaves the case."""
    if request.method == "POST":
        if CODE in request.session:
            forget_draft(request.session[CODE])
        filed = CASE in request.session
        request.session.flush()
        return redirect("closed" if filed else "deleted")
    return render(request, "nextwave/resident/delete.html", {"filed": CASE in request.session})


@open_to(PUBLIC)
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Nothing is kept any more."""
    return render(request, "nextwave/resident/deleted.html", {})
