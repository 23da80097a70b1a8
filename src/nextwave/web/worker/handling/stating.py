"""Stating facts of a case with their source, and who is in the household."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.acts.add_person import AddPerson, added_before
from nextwave.casework.acts.remove_person import RemovePerson
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.clock import today
from nextwave.casework.household.facts import Stated, facts_of, sources_of
from nextwave.casework.models import Case, EvidenceFile
from nextwave.casework.models.fact import Source
from nextwave.casework.refusals import AnotherUse
from nextwave.engine.situations.situation import MOST_PEOPLE
from nextwave.rulebook.model import Fact
from nextwave.screening.listed import with_ids
from nextwave.web.entry import texts
from nextwave.web.entry.entries import Unclear, day_entered, often
from nextwave.web.localization.languages import say
from nextwave.web.resident.application.form import stated as changed_facts
from nextwave.web.resident.screener.interview import Interview
from nextwave.web.resident.screener.questions import answered, asked_of, possible
from nextwave.web.rules import assessor
from nextwave.web.worker.acting import Refusal, act, attempted
from nextwave.web.worker.opening import HANDLERS, READERS, on_case, show
from nextwave.web.worker.presentation.facts import Household, declared_of, fact_names, link
from nextwave.web.worker.presentation.words import sources

#: How long a reason may be, in letters.
MOST_REASON = 2000


def interview_of(case: Case) -> Interview:
    """The facts of a case as the screener's pages read them."""
    facts = facts_of(case)
    return Interview(situation=with_ids(assessor().rulebook, facts.situation()), names=dict(facts.people))


@on_case(*READERS)
@require_safe
def facts(request: HttpRequest, case: Case) -> HttpResponse:
    """Every fact that can be stated, with what is not stated yet."""
    known = facts_of(case)
    household = Household(known.people, known.situation())
    groups = []
    for of in [*known.people, "household"]:
        missing = [f for f in fact_names(of) if f not in (household.record(of) or {})]
        groups.append((of, household.name(of), [(household.label(of, f), link(case, of, f)) for f in missing]))
    return show(request, case, "facts", "facts", {"groups": groups})


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def fact(request: HttpRequest, case: Case, of: str, fact: str) -> HttpResponse:
    """One fact, with where it comes from."""
    interview = interview_of(case)
    asked = asked_of(interview, fact, of)
    if asked.kind == "list":
        raise Http404
    error = None
    if request.method == "POST":
        where = "answer-month" if asked.type == "date" else "answer"
        try:
            source = source_said(request, case, of, fact)
            after = answered(interview, asked, request)
            return state(request, case, interview, after, (of, fact), source, where)
        except Unclear as wrong:
            error = wrong
    record = interview.record(of) or {}
    asked = possible(interview, asked)
    declared = declared_of(of, fact)
    context = {
        "q": asked,
        "title": interview.wording(asked.ask, of),
        "help": interview.wording(asked.help, of),
        "names": interview.names,
        "kept": record.get(fact),
        "answered": fact in record,
        "periods": often(),
        **about_source(case, of, fact, declared),
    }
    return show(request, case, "facts", "fact", context, error)


def about_source(case: Case, of: str, fact: str, declared: Fact | None) -> dict[str, Any]:
    """What the fields for the source offer and hold so far."""
    last = case.statements.filter(of=of, fact=fact).order_by("-pk").first()
    offered = {k: v for k, v in sources().items() if k in sources_of(declared)}
    documents = EvidenceFile.objects.filter(case=case).order_by("-pk")
    return {
        "sources": offered,
        "documents": [(str(d.pk), d.name) for d in documents],
        "source": last.source if last else next(iter(offered)),
        "document": str(last.evidence_id or "") if last else "",
        "reason": (last.reason or "") if last else "",
        "judgement": Source.JUDGEMENT in offered,
        "said_by": say(declared.said_by) if declared else "",
        "decided": declared is not None and declared.kind == "decision",
        "chosen": declared is not None and declared.kind == "election",
        "decided_on": ((last.decided or {}).get("on", "") if last else "").split("-"),
    }


def source_said(request: HttpRequest, case: Case, of: str, fact: str) -> dict[str, Any]:
    """Where a fact comes from, as entered. Raises Unclear."""
    source, reason = request.POST.get("source", ""), texts.prose(request.POST, "reason", MOST_REASON)
    declared = declared_of(of, fact)
    decided = _decided_on(request, declared)
    if source not in Source.values or (source != Source.JUDGEMENT and source not in sources_of(declared)):
        raise Unclear("source", _("Choose where this comes from"))
    if source == Source.JUDGEMENT:
        if declared is None or not declared.judgement:
            raise Unclear("source", _("The law leaves no judgment in this fact. Choose another source"))
        if not reason:
            raise Unclear("reason", _("Say why you judge so"))
        return {"source": source, "reason": reason}
    if source == Source.DOCUMENT:
        number = request.POST.get("document", "")
        if not re.fullmatch(r"[0-9]{1,18}", number) or not EvidenceFile.objects.filter(case=case, pk=number).exists():
            raise Unclear("document", _("Choose the document that shows it"))
        return {"source": source, "evidence": int(number), **decided}
    return {"source": source, **decided}


def _decided_on(request: HttpRequest, declared: Fact | None) -> dict[str, str]:
    """The day on which others said so, as entered; nothing where it is left empty. Raises Unclear."""
    entered_parts = [request.POST.get(f"decided-{part}", "").strip() for part in ("month", "day", "year")]
    if declared is None or not declared.said_by or not any(entered_parts):
        return {}
    found = day_entered(request.POST, "decided")
    if found > today().isoformat():
        raise Unclear(
            "decided-month", _("This day is still to come. Check it, and enter the year with its four digits")
        )
    return {"decided_on": found}


def state(
    request: HttpRequest,
    case: Case,
    before: Interview,
    after: Interview,
    about: tuple[str, str],
    source: dict[str, Any],
    where: str,
) -> HttpResponse:
    """Records a fact, and what follows for others from it (who is married to whom). Raises Unclear."""
    of, fact = about
    changes = {(s.of, s.fact): s for s in changed_facts(after.situation, before.situation)}
    record = after.record(of) or {}
    one = Stated(of, fact, record.get(fact), known=fact in record)
    # A fact that stays as it is may have another source now.
    given = [replace(s, **_of_its_own(s, one, source)) for s in {**changes, about: one}.values()]
    act(request, case, StateFacts(given), {"situation": where})
    return redirect("case", case.reference)


def _of_its_own(stated: Stated, about: Stated, source: dict[str, Any]) -> dict[str, Any]:
    """The source of what follows for others is that of the fact that it follows from, without the day of a decision."""
    return source if stated == about else {k: v for k, v in source.items() if k != "decided_on"}


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: HttpRequest, case: Case) -> HttpResponse:
    """Someone more in the household."""
    error, context = None, {}
    if request.method == "POST":
        try:
            name = texts.name(request.POST, "name")
            if not name:
                raise Unclear("name", _("Enter the full name, up to 100 letters"))
            if len(facts_of(case).people) >= MOST_PEOPLE:
                raise Unclear("name", _("Up to %(most)s people can be entered here") % {"most": MOST_PEOPLE})
            act(request, case, AddPerson(name), {"situation": "name"})
            return redirect("case", case.reference)
        except Unclear as wrong:
            error = wrong
            if isinstance(wrong.__cause__, AnotherUse):
                # The same form, corrected and sent again: with a new key it would be somebody else.
                context = {"key": request.POST["key"]}
                text = _("%(name)s was added with this form already. To add someone else, begin at the case again")
                error = Refusal("name", text % {"name": added_before(attempted(request))}, 409)
    return show(request, case, "facts", "add_person", context, error)


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_person(request: HttpRequest, case: Case, of: str) -> HttpResponse:
    """Someone does not live in the household (any more)."""
    last = case.memberships.filter(person=of).order_by("-pk").first()
    if last is None or (not last.present and request.method != "POST"):
        raise Http404
    error = None
    if request.method == "POST":
        try:
            act(request, case, RemovePerson(of))
            return redirect("case", case.reference)
        except Unclear as wrong:
            error = wrong
    return show(request, case, "facts", "remove_person", {"name": last.name}, error)
