"""What a person of a resident's case has several of: each with what is recorded of it, more of them, one taken out."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.models import Case
from nextwave.rulebook.model import Entity, Fact
from nextwave.screening import listed
from nextwave.web.access.guard import RESIDENT_ROLE, case_of, open_to
from nextwave.web.entry.entries import Unclear, entered
from nextwave.web.entry.listed import entity_of, fact_of, no_more, titled
from nextwave.web.localization.languages import say
from nextwave.web.resident.own_case.facts import question_page, state
from nextwave.web.resident.own_case.pages import interview_of, show
from nextwave.web.resident.screener.interview import Interview
from nextwave.web.resident.screener.listed import asked_of, first_of, person_of, rows_of


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def own_list(request: HttpRequest, of: str, name: str) -> HttpResponse:
    """All of them: one taken out, that there are none, or one more of which nothing else is asked."""
    case, entity = case_of(request), entity_of(name)
    interview = interview_of(case)
    person = person_of(interview, of)
    there: list[dict[str, Any]] = person.get(name) or []
    error = None
    if request.method == "POST":
        left = [one for one in there if str(one.get("id", "")) != request.POST.get("ended", "")]
        new = request.POST.get("new", "")
        if _is_new(new) and all(str(one.get("id", "")) != new for one in there):
            left.append({"id": new})
        try:
            if len(left) > entity.at_most:
                raise Unclear("send", no_more(entity))
            return state(request, case, interview, interview.with_answer(name, of, left), "send")
        except Unclear as wrong:
            error = wrong
    context = {
        "of": of,
        "list": name,
        "name": interview.name(of),
        "called": say(listed.several_called(entity)),
        "rows": rows_of(interview, entity, of, "own-list-item"),
        "said": name in person,
        "asks": first_of(entity) is not None,
        "new": _new_id(),
    }
    return show(request, case, "facts", "listed", context, error)


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def own_more(request: HttpRequest, of: str, name: str) -> HttpResponse:
    """One more, with what is asked first of it."""
    case, entity = case_of(request), entity_of(name)
    interview, first = interview_of(case), first_of(entity)
    there: list[dict[str, Any]] = person_of(interview, of).get(name) or []
    if first is None:
        raise Http404
    # One more has its id from the form: sent again, with something else in it or not, it is the same.
    new = request.POST.get("new", "")
    one = new if _is_new(new) else _new_id()
    error = None
    if len(there) >= entity.at_most and all(str(r.get("id", "")) != one for r in there):
        error = Unclear("answer", no_more(entity))
    return _one(request, case, interview, of, entity, first, one, error, one)


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def own_item(request: HttpRequest, of: str, name: str, one: str, fact: str = "") -> HttpResponse:
    """One fact of one of them, corrected or said for the first time."""
    case, entity = case_of(request), entity_of(name)
    interview = interview_of(case)
    if all(str(r.get("id", "")) != one for r in person_of(interview, of).get(name) or ()):
        raise Http404
    return _one(request, case, interview, of, entity, fact_of(entity, fact), one, None, "")


def _one(
    request: HttpRequest,
    case: Case,
    interview: Interview,
    of: str,
    entity: Entity,
    fact: Fact,
    one: str,
    error: Unclear | None,
    new: str,
) -> HttpResponse:
    name = listed.name_of(entity)
    there: list[dict[str, Any]] = person_of(interview, of).get(name) or []
    at = next((i for i, r in enumerate(there) if str(r.get("id", "")) == one), len(there))
    record = there[at] if at < len(there) else {"id": one}
    asked = asked_of(interview, entity, fact, of)
    if request.method == "POST" and error is None:
        where = "answer-month" if asked.type == "date" else "answer"
        try:
            kept = {k: v for k, v in record.items() if k != fact.name}
            if "not-sure" not in (request.POST.get("action"), request.POST.get("answer")):
                kept[fact.name] = entered(asked, request.POST)
            changed = interview.with_answer(name, of, [*there[:at], kept, *there[at + 1 :]])
            problem = changed.problem()
            if problem:
                raise Unclear(where, problem)
            return state(request, case, interview, changed, where)
        except Unclear as wrong:
            error = wrong
    which = _("%(what)s (%(name)s)") % {"what": titled(entity, at + 1), "name": interview.name(of)}
    return question_page(request, case, interview, asked, record, error, {"new": new, "which": which})


def _new_id() -> str:
    return f"j{secrets.token_hex(4)}"


def _is_new(given: str) -> bool:
    return re.fullmatch(r"j[0-9a-f]{8}", given) is not None
