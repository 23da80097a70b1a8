"""Notices as they were sent, and asking for a hearing."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.acts.act import do
from nextwave.casework.acts.ask_for_hearing import AskForHearing
from nextwave.casework.clock import today
from nextwave.casework.law.in_force import notice_rules
from nextwave.casework.models import Case, Decision, Notice
from nextwave.casework.models.decision import Outcome
from nextwave.casework.refusals import Refused
from nextwave.web.access.guard import RESIDENT_ROLE, case_of, open_to, resident_of
from nextwave.web.entry import texts
from nextwave.web.entry.amounts import amount_of
from nextwave.web.entry.entries import Unclear
from nextwave.web.localization.formats import listed
from nextwave.web.localization.languages import say
from nextwave.web.resident.own_case.pages import attempted, interview_of, show, unclear
from nextwave.web.rules import assessor


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in the page's language; `amount` in words with its period, empty where there is none. `until` is the
    last day for which it is granted; empty where none is recorded."""

    number: int
    programme: str
    people: str
    kind: str
    granted: bool
    amount: str
    until: str
    issued_on: str
    hearing: bool


def outcomes(case: Case) -> list[Decided]:
    """The decisions on a case, the latest first; `number` is the decision's."""
    names = interview_of(case).names
    found = []
    for one in (
        Decision.objects.filter(case=case).select_related("proposal__assessment", "hearing_request").order_by("-pk")
    ):
        proposal = one.proposal
        programme = assessor().rulebook.programmes.get(proposal.programme)
        found.append(
            Decided(
                number=one.pk,
                programme=say(programme.title) if programme else proposal.programme,
                people=listed([names.get(p, p) for p in proposal.people]),
                kind=programme.kind if programme else "paid",
                granted=proposal.outcome == Outcome.GRANTED,
                amount=amount_of(proposal),
                until=proposal.certified_through.isoformat() if proposal.certified_through else "",
                issued_on=one.issued_on.isoformat(),
                hearing=hasattr(one, "hearing_request"),
            )
        )
    return found


@open_to(RESIDENT_ROLE)
@require_safe
def own_notices(request: HttpRequest) -> HttpResponse:
    """Every notice."""
    case = case_of(request)
    return show(request, case, "notice", "notices", {"outcomes": outcomes(case)})


@open_to(RESIDENT_ROLE)
@require_safe
def own_notice(request: HttpRequest, number: int) -> HttpResponse:
    """A notice as it was sent, in its language."""
    case = case_of(request)
    notice = Notice.objects.filter(decision__case=case, decision=number).select_related("decision").first()
    if notice is None:
        raise Http404
    context = {"notice": notice, "content": notice.content, "asked": hasattr(notice.decision, "hearing_request")}
    return show(request, case, "notice", "notice", context)


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def hearing(request: HttpRequest, number: int) -> HttpResponse:
    """Asking for a hearing on a decision, and afterwards that it was asked for."""
    case = case_of(request)
    decision = Decision.objects.filter(case=case, pk=number).select_related("hearing_request", "proposal").first()
    if decision is None:
        raise Http404
    rules = notice_rules(decision.proposal.programme)
    asked = getattr(decision, "hearing_request", None)
    error = None
    if request.method == "POST":
        try:
            why = texts.prose(request.POST, "why", 4000)
            if asked is None:
                try:
                    do(AskForHearing(number, why), resident_of(request), case, attempted(request))
                except Refused as refused:
                    raise unclear(refused, "why") from refused
            return redirect("hearing", number)
        except Unclear as wrong:
            error = wrong
    until = rules.hearing_until(decision.issued_on)
    context = {
        "number": number,
        "asked": asked,
        "until": until,
        "late": today() > until,
        "cites": rules.hearing.cites,
    }
    return show(request, case, "hearing", "hearing", context, error)
