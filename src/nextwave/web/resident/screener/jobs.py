"""A person's jobs: whether there are any, and each one's pay."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nextwave.rulebook.model import Fact
from nextwave.screening.questions import Question
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.entry.entries import Unclear, entered, often, shown
from nextwave.web.middleware.ended import with_answers
from nextwave.web.resident.screener.interview import Interview, begun
from nextwave.web.resident.screener.questions import onward
from nextwave.web.rules import assessor


def person_of(interview: Interview, of: str) -> dict[str, Any]:
    record = interview.record(of)
    if record is None or of == "household":
        raise Http404
    return record


def pay_fact() -> Fact | None:
    """The fact that a job's page asks; None where people have no jobs in the rulebook."""
    return next((f for f in assessor().rulebook.facts.values() if f.entity == "Job"), None)


def pay() -> Fact:
    """The fact that a job's page asks. Raises Http404 where people have no jobs in the rulebook."""
    found = pay_fact()
    if found is None:
        raise Http404
    return found


def pay_question(of: str) -> Question:
    fact = pay()
    return Question(
        "fact", fact.name, fact.entity, of, fact.ask, fact.help, fact.type, fact.flow, (), fact.minimum, fact.maximum, False, ()
    )  # fmt: skip


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@with_answers(begun)
def jobs(request: HttpRequest, of: str) -> HttpResponse:
    """Whether a person has a job; with some, the list of them."""
    interview = Interview.of(request)
    person, _pay = person_of(interview, of), pay()
    error = None
    if request.method == "POST":
        match request.POST.get("answer"):
            case "yes":
                return redirect("add-job", of)
            case "no":
                interview.with_answer("jobs", of, []).keep(request)
                return onward(request)
            case "not-sure":
                interview.without("jobs", of).keep(request)
                return onward(request)
        error = Unclear("answer", _("Choose yes, no or not sure"))
    question = pay_question(of)
    rows = [
        (j["id"], shown(question, j[question.fact], {}) if question.fact in j else _("Not sure"))
        for j in person.get("jobs", [])
    ]
    context = {
        "of": of,
        "name": interview.name(of),
        "rows": rows,
        "none": person.get("jobs") == [],
        "most": most_jobs(),
        "error": error,
    }
    return render(request, "nextwave/resident/jobs.html", context, status=400 if error else 200)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@with_answers(begun)
def job(request: HttpRequest, of: str, number: str = "") -> HttpResponse:
    """One job's pay, new or corrected."""
    interview = Interview.of(request)
    person = person_of(interview, of)
    listed: list[dict[str, Any]] = person.get("jobs", [])
    attempt = "" if number else request.POST.get("key", "")
    old = next((j for j in listed if j["id"] == (number or interview.made_by(attempt))), None)
    if number and old is None:
        raise Http404
    question = pay_question(of)
    error = Unclear("answer", no_more()) if old is None and len(listed) >= most_jobs() else None
    if request.method == "POST" and error is None:
        try:
            value = None if request.POST.get("action") == "not-sure" else entered(question, request.POST)
            changed = _with_job(interview, of, old["id"] if old else "", question.fact, value, attempt)
            problem = changed.problem()
            if problem:
                raise Unclear("answer", problem)
            changed.keep(request)
            return redirect("jobs", of)
        except Unclear as unclear:
            error = unclear
    context = {
        "q": question,
        "title": interview.wording(question.ask, of),
        "help": interview.wording(question.help, of),
        "names": interview.names,
        "kept": (old or {}).get(question.fact),
        "answered": bool(old),
        "key": "" if number else attempt or token_urlsafe(24),
        "data": request.POST if request.method == "POST" else None,
        "error": error,
        "periods": often(),
    }
    return render(request, "nextwave/resident/question.html", context, status=400 if error else 200)


def most_jobs() -> int:
    """How many jobs of a person are looked at one by one."""
    return next(e.at_most for e in assessor().rulebook.entities.values() if e.name == pay().entity)


def no_more() -> str:
    """What to do where there are more jobs than can be entered."""
    text = _("Up to %(most)s jobs can be entered. Add up the pay of the smallest jobs, and change one of them to it")
    return text % {"most": most_jobs()}


def _with_job(interview: Interview, of: str, number: str, fact: str, value: Any, attempt: str) -> Interview:
    changed = interview.copied()
    record = changed.record(of)
    assert record is not None
    listed = record.setdefault("jobs", [])
    if not number:
        changed.last += 1
        number = f"j{changed.last}"
        listed.append({"id": number})
        changed.remember(attempt, number)
    entry = next(j for j in listed if j["id"] == number)
    entry.pop(fact, None)
    if value is not None:
        entry[fact] = value
    changed.skipped = [s for s in changed.skipped if s not in (["jobs", of], [fact, number])]
    if value is None:
        changed.skipped.append([fact, number])
    return changed


@open_to(PUBLIC)
@require_POST
@with_answers(begun)
def remove(request: HttpRequest, of: str, number: str) -> HttpResponse:
    """Take a job out."""
    interview = Interview.of(request)
    person, _pay = person_of(interview, of), pay()
    person["jobs"] = [j for j in person.get("jobs", []) if j["id"] != number]
    interview.keep(request)
    return redirect("jobs", of)
