"""The facts of a resident's case with their sources, and saying what changed or is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.acts.act import do
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.household.facts import Facts, facts_of
from nextwave.casework.models import Case, Statement
from nextwave.casework.models.fact import Source
from nextwave.casework.refusals import Refused
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.model import Fact
from nextwave.screening import listed
from nextwave.screening.listed import Item
from nextwave.screening.questions import asked_of_people, open_facts, question
from nextwave.web.access.guard import RESIDENT_ROLE, case_of, open_to, resident_of
from nextwave.web.entry.amounts import changed
from nextwave.web.entry.entries import Unclear, often
from nextwave.web.entry.listed import shown
from nextwave.web.localization.accepted import said_so, who_states
from nextwave.web.localization.languages import say
from nextwave.web.resident.application import contact_entries
from nextwave.web.resident.application.evidence_needed import declared_of, paper_of
from nextwave.web.resident.application.form import stated
from nextwave.web.resident.own_case.pages import attempted, interview_of, show, unclear
from nextwave.web.resident.screener.interview import Interview
from nextwave.web.resident.screener.questions import answered, asked_of, only_of_people, possible
from nextwave.web.rules import assessor


@open_to(RESIDENT_ROLE)
@require_safe
def own_facts(request: HttpRequest) -> HttpResponse:
    """Everything that is recorded, from whom it is, and a way to correct it."""
    case = case_of(request)
    facts = facts_of(case)
    interview = interview_of(case)
    sections = []
    for of, name in [*facts.people.items(), ("household", _("The home"))]:
        rows = [_row(interview, s) for (owner, _f), s in facts.statements.items() if owner == of]
        # Kinds of income of which there is none would hide what there is.
        some, none = [r for r in rows if r and not r["none"]], [r for r in rows if r and r["none"]]
        sections.append((of, name, [("", some), (_("What there is none of"), none)]))
    contact = case.contacts.order_by("-pk").first()
    context = {
        "sections": sections,
        "contact": contact_entries.shown(contact.said if contact else {}),
        "unsaid": contact_entries.unsaid(contact.said if contact else {}),
        "open": _open(interview, facts),
        "saved": request.GET.get("saved") == "1",
        "changed": changed(case, facts.people),
    }
    return show(request, case, "facts", "facts", context)


def _row(interview: Interview, statement: Statement) -> dict[str, Any] | None:
    """A fact in words with its source; None for one that the rulebook has no more."""
    of, fact = statement.of, statement.fact
    try:
        title = paper_of(interview, of, fact).title
    except KeyError:
        return None
    declared = declared_of(of, fact)
    change = page_of(of, declared)
    return {
        "label": say(declared.label) if declared.type == "list" else title,
        "value": _value(interview, of, fact),
        "source": " · ".join(filter(None, (source_in_words(statement), said_so(statement.decided, declared)))),
        "day": timezone.localtime(statement.event.at).date().isoformat(),
        "change": change if declared.asked else "",
        "none": isinstance(statement.value, dict) and statement.value.get("amount") in ("0", "0.00"),
    }


def _value(interview: Interview, of: str, fact: str) -> str:
    record = interview.record(of) or {}
    if fact not in record:
        return _("Not known")
    return shown(question(assessor().rulebook, interview.situation, fact, of), record[fact], interview.names)


def source_in_words(statement: Statement) -> str:
    """Where a fact comes from."""
    if statement.source == Source.DOCUMENT:
        name = statement.evidence.name if statement.evidence else ""
        return _("From a paper: %(name)s") % {"name": name}
    if statement.source == Source.SYSTEM:
        return _("From another office")
    if statement.source == Source.JUDGEMENT:
        return _("Judged by a caseworker: %(reason)s") % {"reason": statement.reason or ""}
    if statement.event.account is not None:
        return _("Your household said so to a caseworker")
    return _("You said so here")


def _open(interview: Interview, facts: Facts) -> list[dict[str, str]]:
    """What could still change the result and was not said, with the page that asks it, or who states it."""
    rows: dict[str, str] = {}
    others = []
    book, wanted = assessor().rulebook, open_facts(interview.answer())
    asked, items = asked_of_people(book, interview.situation, wanted), interview.items()
    for fact, of in wanted:
        if (fact, of) not in asked and (of, fact) not in facts.statements:
            declared = _declared(items.get(of), of, fact)
            title = interview.wording(declared.label or declared.ask, of)
            others.append({"text": title, "link": "", "who": who_states(declared)})
    for fact, of in asked:
        if one := items.get(of):
            link = reverse("own-list", args=[one.list, one.owner])
            rows[link] = _whose(interview, one.owner, one.list)
        elif interview.record(of) is not None and (of, fact) not in facts.statements:
            declared = declared_of(of, fact)
            link = page_of(of, declared)
            rows[link] = _whose(interview, of, fact) if declared.type == "list" else _ask(interview, of, fact)
    return [{"text": text, "link": link} for link, text in rows.items()] + others


def _declared(one: Item | None, of: str, fact: str) -> Fact:
    """How the rulebook declares a fact of somebody, or of one of what they have several of."""
    book = assessor().rulebook
    return book.facts[listed.lists(book)[one.list].name, fact] if one else declared_of(of, fact)


def _whose(interview: Interview, of: str, fact: str) -> str:
    """What somebody has several of, with their name."""
    return _("%(what)s (%(name)s)") % {"what": say(declared_of(of, fact).label), "name": interview.name(of)}


def page_of(of: str, declared: Fact) -> str:
    """The page that asks a fact, or all of a list."""
    if declared.type == "list":
        return reverse("own-list", args=[declared.name, of])
    return reverse("own-fact", args=[of, declared.name])


def _ask(interview: Interview, of: str, fact: str) -> str:
    return interview.wording(question(assessor().rulebook, interview.situation, fact, of).ask, of)


def state(request: HttpRequest, case: Case, before: Interview, after: Interview, where: str) -> HttpResponse:
    """Records what is other than before. Raises Unclear, and then nothing was recorded."""
    changes = stated(after.situation, before.situation)
    if changes:
        try:
            do(StateFacts(changes), resident_of(request), case, attempted(request))
        except Refused as refused:
            raise unclear(refused, where) from refused
        except SituationError:
            raise Unclear(where, after.problem() or _("These answers cannot all be so.")) from None
    return redirect(reverse("own-facts") + "?saved=1")


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def own_fact(request: HttpRequest, of: str, fact: str) -> HttpResponse:
    """One fact, corrected or said for the first time; it is recorded as stated by the household."""
    case = case_of(request)
    interview = interview_of(case)
    asked = asked_of(interview, fact, of)
    only_of_people(of, fact)
    error = None
    if request.method == "POST":
        where = "answer-month" if asked.type == "date" else "answer"
        try:
            return state(request, case, interview, answered(interview, asked, request), where)
        except Unclear as wrong:
            error = wrong
    return question_page(request, case, interview, asked, (interview.record(of) or {}), error)


def question_page(
    request: HttpRequest,
    case: Case,
    interview: Interview,
    asked: Any,
    record: dict[str, Any],
    error: Unclear | None,
    more: Mapping[str, str] = MappingProxyType({}),
) -> HttpResponse:
    """The page that asks a question of a case; `more` is what it says besides."""
    asked = possible(interview, asked)
    context = {
        "q": asked,
        "title": interview.wording(asked.ask, asked.of),
        "help": interview.wording(asked.help, asked.of),
        "names": interview.names,
        "kept": record.get(asked.fact),
        "answered": asked.fact in record,
        "periods": often(),
        "said_by": say(asked.said_by),
        **more,
    }
    return show(request, case, "facts", "fact", context, error)
