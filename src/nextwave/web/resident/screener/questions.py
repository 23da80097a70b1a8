"""The screener's questions: one thing a page, only what can still change an outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.engine.budget import Budget
from nextwave.rulebook.following import names
from nextwave.screening.questions import Question, kinds_of_income, question
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.entry.entries import Unclear, entered, often
from nextwave.web.localization.languages import say
from nextwave.web.middleware.ended import with_answers
from nextwave.web.resident.screener.interview import HURRIED, Interview, begun
from nextwave.web.rules import assessor

#: What may be spent on whom a question offers.
CHOICES = 3_000_000
#: What a relationship is of whoever can have it with nobody here, which is then not asked.
NOBODY: dict[str, Any] = {"people": [], "person": None}


@open_to(PUBLIC)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What this is, and the way in."""
    context = {
        "started": bool(Interview.of(request).people),
        "minutes": assessor().rulebook.details.get("minutes"),
    }
    return render(request, "nextwave/resident/start.html", context)


@open_to(PUBLIC)
@require_safe
@with_answers(begun)
def next_page(request: HttpRequest) -> HttpResponse:
    """On to the next question, or to the result."""
    interview = Interview.of(request)
    if HURRIED in request.session:
        asked = interview.hurried()
        if asked is None:
            back = request.session.pop(HURRIED)
            return redirect("review" if back == "review" else "apply-reach")
        return redirect(*page_of(interview, asked))
    asked = interview.next(interview.answer())
    while asked is not None and asked.type in NOBODY and not possible_people(interview, asked):
        interview = interview.with_nobody(asked.fact, asked.of, NOBODY[asked.type])
        interview.keep(request)
        asked = interview.next(interview.answer())
    return redirect("result") if asked is None else redirect(*page_of(interview, asked))


def page_of(interview: Interview, asked: Question) -> tuple[str, ...]:
    """The page that asks a question: what people have several of and kinds of income have pages of their own."""
    if asked.kind == "list":
        return ("list", asked.fact, asked.of)
    if one := interview.item(asked.of):
        return ("list-item", one.list, one.owner, asked.of, asked.fact)
    kinds = [f.name for f in kinds_of_income(assessor().rulebook)]
    if asked.fact in kinds and [asked.fact, asked.of] not in interview.wanted:
        return ("income", asked.of)
    return ("ask", asked.of, asked.fact)


def onward(request: HttpRequest) -> HttpResponse:
    """After an answer: back to the answers or the review where it was changed from there, else on."""
    back = request.GET.get("from")
    return redirect(back if back in ("answers", "review") else "next")


def asked_of(interview: Interview, fact: str, of: str) -> Question:
    """The question of a page's address. Raises Http404."""
    book = assessor().rulebook
    if interview.record(of) is None:
        raise Http404
    entity = book.household if of == "household" else book.person
    if (entity.name, fact) not in book.facts:
        raise Http404
    return question(book, interview.situation, fact, of)


def only_of_people(of: str, fact: str) -> None:
    """Raises Http404 for what people are not asked for: what a register or an expert says."""
    book = assessor().rulebook
    if not book.facts[book.household.name if of == "household" else book.person.name, fact].asked:
        raise Http404


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@with_answers(begun)
def ask(request: HttpRequest, of: str, fact: str) -> HttpResponse:
    """One question about one person or the household."""
    interview = Interview.of(request)
    asked = asked_of(interview, fact, of)
    only_of_people(of, fact)
    error: Unclear | None = None
    if request.method == "POST":
        try:
            changed = answered(interview, asked, request)
            changed.keep(request)
            return onward(request)
        except Unclear as unclear:
            error = unclear
    return question_page(request, interview, asked, error)


def answered(interview: Interview, asked: Question, request: HttpRequest) -> Interview:
    """The interview with what was entered. Raises Unclear, and then nothing has changed."""
    data = request.POST
    if data.get("action") == "not-sure" or data.get("answer") == "not-sure":
        return interview.without(asked.fact, asked.of)
    changed = with_both_sides(interview, asked, entered(asked, data))
    problem = changed.problem()
    if problem:
        raise Unclear("answer-month" if asked.type == "date" else "answer", problem)
    return changed


def with_both_sides(interview: Interview, asked: Question, value: Any) -> Interview:
    """The interview with an answer; who is married to whom is then known of both."""
    changed = interview.with_answer(asked.fact, asked.of, value)
    if asked.fact == "spouse":
        for person in changed.people:
            if value == person["id"]:
                person["spouse"] = asked.of
            elif person.get("spouse") == asked.of:
                person.pop("spouse")
    return changed


def possible_people(interview: Interview, asked: Question) -> tuple[str, ...]:
    """Of the people a relationship may name those with whom all answers can still be so, as far as that is soon seen:
    whoever is left is refused with its reason when chosen."""
    budget = Budget(CHOICES)
    found = []
    for k, person in enumerate(asked.people):
        with budget.share(budget.left // (len(asked.people) - k)):
            value = [person] if asked.type == "people" else person
            if not budget.left or not with_both_sides(interview, asked, value).problem(budget):
                found.append(person)
    return tuple(found)


def possible_choices(interview: Interview, asked: Question) -> tuple[tuple[str, str], ...]:
    """Of the choices those with which all answers can still be so."""
    budget = Budget(CHOICES)
    found = []
    for k, choice in enumerate(asked.choices):
        with budget.share(budget.left // (len(asked.choices) - k)):
            if not budget.left or not with_both_sides(interview, asked, choice[0]).problem(budget):
                found.append(choice)
    return tuple(found)


def possible(interview: Interview, asked: Question) -> Question:
    """The question with only what can be: people whom a relationship may name, and choices that a constraint of the
    rulebook leaves."""
    if asked.type in ("person", "people"):
        return replace(asked, people=possible_people(interview, asked))
    if asked.type == "choice" and asked.fact in constrained():
        return replace(asked, choices=possible_choices(interview, asked))
    return asked


def constrained() -> set[str]:
    """The names that constraints read."""
    return {name for rule in assessor().rulebook.constraints for name in names(rule.body)}


def question_page(
    request: HttpRequest, interview: Interview, asked: Question, error: Unclear | None, **more: Any
) -> HttpResponse:
    record = interview.record(asked.of) or {}
    asked = possible(interview, asked)
    context = {
        "q": asked,
        "title": interview.wording(asked.ask, asked.of),
        "help": interview.wording(asked.help, asked.of),
        "names": interview.names,
        "kept": record.get(asked.fact),
        "answered": asked.fact in record,
        "data": request.POST if request.method == "POST" else None,
        "error": error,
        "periods": often(),
        "said_by": say(asked.said_by),
        **more,
    }
    return render(request, "nextwave/resident/question.html", context, status=400 if error else 200)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@with_answers(begun)
def income(request: HttpRequest, of: str) -> HttpResponse:
    """Which kinds of income a person gets, each named; those not ticked are none."""
    interview = Interview.of(request)
    record = interview.record(of)
    if record is None or of == "household":
        raise Http404
    kinds = kinds_of_income(assessor().rulebook)
    error = None
    if request.method == "POST":
        chosen = request.POST.getlist("kinds")
        if request.POST.get("action") == "not-sure":
            for fact in kinds:
                interview = interview.without(fact.name, of)
            interview.keep(request)
            return onward(request)
        if not chosen or (chosen != ["none"] and not set(chosen) <= {f.name for f in kinds}):
            error = Unclear("kinds", _("Choose what %(name)s gets, or none of these") % {"name": interview.name(of)})
        else:
            _keep_kinds(interview, of, [f.name for f in kinds], set(chosen))
            interview.keep(request)
            return redirect("next")
    got = [f.name for f in kinds if _gets(record.get(f.name)) or [f.name, of] in interview.wanted]
    none = not got and all(f.name in record for f in kinds)
    context = {"of": of, "name": interview.name(of), "kinds": kinds, "got": got, "none": none, "error": error}
    return render(request, "nextwave/resident/income.html", context, status=400 if error else 200)


def _keep_kinds(interview: Interview, of: str, kinds: list[str], chosen: set[str]) -> None:
    record = interview.record(of)
    assert record is not None
    for name in kinds:
        interview.skipped = [s for s in interview.skipped if s != [name, of]]
        interview.wanted = [w for w in interview.wanted if w != [name, of]]
        if name not in chosen:
            record[name] = {"amount": "0", "per": "month"}
        elif not _gets(record.get(name)):
            record.pop(name, None)
            interview.wanted.append([name, of])


def _gets(value: Any) -> bool:
    return isinstance(value, dict) and value.get("amount") != "0"
