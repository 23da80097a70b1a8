"""The page of a case: who it is about, what is known and from whom, what follows from it, and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from nextwave.casework.acts.assign import Assign, Release
from nextwave.casework.acts.declare_conflict import DeclareConflict
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.clock import today
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.duplicates import duplicates
from nextwave.casework.household.facts import facts_of
from nextwave.casework.household.settling import settling
from nextwave.casework.models import AssessmentRecord, Case, Event
from nextwave.casework.queue.short_limit import settles_first
from nextwave.casework.written import PROSE
from nextwave.screening.questions import applicable
from nextwave.web.entry import texts
from nextwave.web.entry.amounts import changed
from nextwave.web.entry.entries import Unclear
from nextwave.web.rules import assessor
from nextwave.web.worker.acting import act
from nextwave.web.worker.handling.outstanding import outstanding_shown
from nextwave.web.worker.opening import HANDLERS, READERS, happened, on_case, show
from nextwave.web.worker.presentation.contact import rows as contact_rows
from nextwave.web.worker.presentation.evidence import checklist, files
from nextwave.web.worker.presentation.facts import Household, link, sections
from nextwave.web.worker.presentation.proposals import proposals
from nextwave.web.worker.presentation.results import need_shown, results, wanted
from nextwave.web.worker.presentation.words import channels
from nextwave.web.worker.queue import days_left


@on_case(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def case_page(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything on one page. Sent to, it takes a note."""
    error = None
    if request.method == "POST" and request.user.role in HANDLERS:
        try:
            text = texts.prose(request.POST, "text", PROSE)
            act(request, case, WriteNote(text), {"note": "text"})
            return redirect(reverse("case", args=[case.reference]) + "#notes")
        except Unclear as wrong:
            error = wrong
    return show(request, case, "case", "case", context_of(case), error)


def context_of(case: Case) -> dict[str, Any]:
    facts = facts_of(case)
    household = Household(facts.people, facts.situation())
    assessment = latest(case)
    best = settling(assessor(), assessment.result, assessment.request)
    contact = case.contacts.order_by("-pk").first()
    docket = case.docket
    files_there = files(case, household)
    found_proposals = proposals(case, household)
    return {
        "people": facts.people,
        "sections": sections(case, facts, household),
        "assessment": assessment,
        "programmes": results(assessment, household),
        "came_of": [c for c in changed(case, facts.people) if not c.same],
        "outstanding": outstanding_shown(case, household) if docket.open else [],
        "waiting": any(p.state in ("waiting", "approved") for p in found_proposals),
        "fast": _fast(assessment, household, case) if docket.open else None,
        "best": wanted(best, household, case, assessment.request) if best else None,
        "checklist": checklist(case, facts, household),
        "files": files_there,
        "proposals": found_proposals,
        "contact": contact_rows(contact.said if contact else {}),
        "channel": channels()[case.channel],
        "left": "" if not docket.open else days_left((docket.due_on - today()).days),
        "late": docket.open and docket.due_on < today(),
        "duplicates": [
            {"name": facts.people.get(d.person, ""), "reference": d.other.reference} for d in duplicates(case)
        ],
        "notes": [_note(n) for n in case.notes.select_related("event__account").order_by("-pk")],
        "timeline": [
            happened(e) for e in Event.objects.filter(case=case).select_related("account").order_by("-number")
        ],
    }


@dataclass(frozen=True, slots=True)
class Fast:
    """What is to be found out to settle whether the short time limit holds, and the page that states it."""

    what: str
    change: str


def _fast(assessment: AssessmentRecord, household: Household, case: Case) -> Fast | None:
    """The first fact that settles the short time limit; None where it is settled or nothing of it is left to state."""
    situation = assessment.request["situation"]
    wanted_facts = settles_first(assessment.result, situation)
    day = date.fromisoformat(assessment.request["on"])
    may = applicable(assessor(), day, situation, wanted_facts) if wanted_facts else []
    if not may:
        return None
    fact, of = may[0]
    return Fast(need_shown(of, fact, household), link(case, of, fact))


@dataclass(frozen=True, slots=True)
class Written:
    """A note, with who wrote it when."""

    text: str
    who: str
    day: str


def _note(note: Any) -> Written:
    account = note.event.account
    return Written(note.text, str(account or ""), timezone.localtime(note.event.at).date().isoformat())


@on_case(*HANDLERS)
@require_POST
def assign(request: HttpRequest, case: Case) -> HttpResponse:
    """Takes the case on, or gives it back."""
    to_me = request.POST.get("to") == "1"
    try:
        act(request, case, (Assign() if to_me else Release()))
    except Unclear as wrong:
        return show(request, case, "case", "case", context_of(case), wrong)
    return redirect("case", case.reference)


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, case: Case) -> HttpResponse:
    """Someone knows a person in this case: it is closed to them from then on."""
    error = None
    if request.method == "POST":
        try:
            act(request, case, DeclareConflict())
            return redirect(reverse("queue"))
        except Unclear as wrong:
            error = wrong
    return show(request, case, "case", "conflict", {}, error)
