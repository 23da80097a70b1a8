"""What a person has several of, such as jobs: whether there are any, and what is asked of each."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nextwave.rulebook.model import Entity, Fact
from nextwave.screening import listed
from nextwave.screening.questions import Question
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.entry.entries import Unclear, entered, often, shown
from nextwave.web.entry.listed import entity_of, fact_of, label_of, no_more, question_of, titled
from nextwave.web.localization.languages import say
from nextwave.web.middleware.ended import with_answers
from nextwave.web.resident.screener.interview import Interview, begun
from nextwave.web.resident.screener.questions import onward, possible
from nextwave.web.rules import assessor


def person_of(interview: Interview, of: str) -> dict[str, Any]:
    """The record of a person. Raises Http404 where there is nobody of that id."""
    found = next((p for p in interview.people if p["id"] == of), None)
    if found is None:
        raise Http404
    return found


def first_of(entity: Entity) -> Fact | None:
    """The fact that is asked as one is added."""
    return listed.begins_with(assessor().rulebook, entity)


def asked_of(interview: Interview, entity: Entity, fact: Fact, of: str) -> Question:
    """The question of one of somebody's, with the people whom it can name; `of` is whose it is."""
    return possible(interview, question_of(fact, of, tuple(p["id"] for p in interview.people)))


def rows_of(interview: Interview, entity: Entity, of: str, page: str) -> list[dict[str, Any]]:
    """What was said of each, a row a fact, with the page that changes it; the first of each says which it is."""
    name, rows = listed.name_of(entity), []
    facts, first = listed.facts_of(assessor().rulebook, entity), first_of(entity)
    for number, record in enumerate(person_of(interview, of).get(name) or (), 1):
        one = str(record.get("id", ""))
        told = [f for f in facts if f.name in record or [f.name, one] in interview.skipped or f == first]
        shown_of: list[Fact | None] = [*told] or [None]
        for fact in shown_of:
            value, change = "", ""
            if fact is not None:
                known = fact.name in record
                value = shown(question_of(fact, of), record[fact.name], interview.names) if known else _("Not sure")
                change = reverse(page, args=[name, of, one, fact.name]) if fact.asked else ""
            what = titled(entity, number)
            if fact is not None and len(facts) > 1:
                what = _("%(name)s: %(what)s") % {"name": what, "what": label_of(fact, interview.name(of))}
            rows.append({"what": what, "value": value, "change": change, "id": one, "begins": fact == shown_of[0]})
    return rows


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@with_answers(begun)
def several(request: HttpRequest, of: str, name: str) -> HttpResponse:
    """Whether a person has any; with some, the list of them."""
    interview, entity = Interview.of(request), entity_of(name)
    person = person_of(interview, of)
    error = None
    if request.method == "POST":
        match request.POST.get("answer"):
            case "yes" if first_of(entity) is not None:
                return redirect("list-add", name, of)
            case "yes":
                return add(request, of, name)
            case "no":
                interview.with_answer(name, of, []).keep(request)
                return onward(request)
            case "not-sure":
                interview.without(name, of).keep(request)
                return onward(request)
        error = Unclear("answer", _("Choose yes, no or not sure"))
    rows = rows_of(interview, entity, of, "list-item")
    context = {
        "of": of,
        "list": name,
        "name": interview.name(of),
        "title": interview.wording(listed.asked(entity), of),
        "called": say(listed.several_called(entity)),
        "asks": first_of(entity) is not None,
        "key": token_urlsafe(24),
        "rows": rows,
        "none": person.get(name) == [],
        "full": no_more(entity) if len(person.get(name) or ()) >= entity.at_most else "",
        "error": error,
    }
    return render(request, "nextwave/resident/listed.html", context, status=400 if error else 200)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@with_answers(begun)
def add(request: HttpRequest, of: str, name: str) -> HttpResponse:
    """One more, with what is asked first of it."""
    interview, entity = Interview.of(request), entity_of(name)
    fact, there = first_of(entity), person_of(interview, of).get(name) or []
    attempt = request.POST.get("key", "")
    made = interview.made_by(attempt)
    full = not made and len(there) >= entity.at_most
    if fact is None:
        if request.method == "POST" and not full and not made:
            _kept(interview, of, entity, "", None, None, attempt).keep(request)
        return redirect("list", name, of)
    return _one(
        request, interview, of, entity, fact, made, attempt, Unclear("answer", no_more(entity)) if full else None
    )


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@with_answers(begun)
def change(request: HttpRequest, of: str, name: str, one: str, fact: str = "") -> HttpResponse:
    """One fact of one of them, said or corrected."""
    interview, entity = Interview.of(request), entity_of(name)
    if not one or all(str(r.get("id", "")) != one for r in person_of(interview, of).get(name) or ()):
        raise Http404
    return _one(request, interview, of, entity, fact_of(entity, fact), one, "", None)


def _one(
    request: HttpRequest,
    interview: Interview,
    of: str,
    entity: Entity,
    fact: Fact,
    one: str,
    attempt: str,
    error: Unclear | None,
) -> HttpResponse:
    """The page of a fact of one of them, or what follows after it was answered; `one` is empty where it is new."""
    name = listed.name_of(entity)
    asked = asked_of(interview, entity, fact, of)
    if request.method == "POST" and error is None:
        try:
            unsure = "not-sure" in (request.POST.get("action"), request.POST.get("answer"))
            changed = _kept(interview, of, entity, one, fact, ... if unsure else entered(asked, request.POST), attempt)
            problem = changed.problem()
            if problem:
                raise Unclear("answer-month" if asked.type == "date" else "answer", problem)
            changed.keep(request)
            by_itself = request.resolver_match is not None and request.resolver_match.url_name == "list-item"
            return onward(request) if by_itself and request.GET.get("from") != "list" else redirect("list", name, of)
        except Unclear as unclear:
            error = unclear
    there: list[dict[str, Any]] = person_of(interview, of).get(name) or []
    at = next((i for i, r in enumerate(there) if one and str(r.get("id", "")) == one), len(there))
    record = there[at] if at < len(there) else {}
    context = {
        "q": asked,
        "title": interview.wording(asked.ask, of),
        "help": interview.wording(asked.help, of),
        "which": _("%(what)s (%(name)s)") % {"what": titled(entity, at + 1), "name": interview.name(of)},
        "names": interview.names,
        "kept": record.get(fact.name),
        "answered": fact.name in record,
        "key": attempt or token_urlsafe(24),
        "data": request.POST if request.method == "POST" else None,
        "error": error,
        "periods": often(),
    }
    return render(request, "nextwave/resident/question.html", context, status=400 if error else 200)


def _kept(
    interview: Interview, of: str, entity: Entity, one: str, fact: Fact | None, value: Any, attempt: str
) -> Interview:
    """The interview with one more, or with another value of one that is there; `...` is not known."""
    changed, name = interview.copied(), listed.name_of(entity)
    there = person_of(changed, of).setdefault(name, [])
    if not one:
        changed.last += 1
        one = f"j{changed.last}"
        there.append({"id": one})
        changed.remember(attempt, one)
    changed.skipped = [s for s in changed.skipped if s != [name, of]]
    if fact is not None:
        record = next(r for r in there if str(r.get("id", "")) == one)
        record.pop(fact.name, None)
        changed.skipped = [s for s in changed.skipped if s != [fact.name, one]]
        if value is ...:
            changed.skipped.append([fact.name, one])
        else:
            record[fact.name] = value
    return changed


@open_to(PUBLIC)
@require_POST
@with_answers(begun)
def remove(request: HttpRequest, of: str, name: str, one: str) -> HttpResponse:
    """Take one out."""
    interview, entity = Interview.of(request), entity_of(name)
    person = person_of(interview, of)
    person[listed.name_of(entity)] = [r for r in person.get(name) or () if str(r.get("id", "")) != one]
    interview.keep(request)
    return redirect("list", name, of)
