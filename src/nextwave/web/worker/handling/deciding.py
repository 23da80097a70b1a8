"""Deciding: proposing as assessed or otherwise, agreeing as a second person, taking back, issuing with its notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.access.authority import may, verdicts
from nextwave.casework.acts.deciding.approve import Approve
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Foreseen, Propose, Proposed, cents, foreseen
from nextwave.casework.acts.deciding.withdraw import Withdraw
from nextwave.casework.clock import today
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.certifying import period_of
from nextwave.casework.household.facts import facts_of
from nextwave.casework.household.outstanding import outstanding
from nextwave.casework.law.in_force import delegations
from nextwave.casework.models import Case, Notice, Proposal
from nextwave.casework.models.decision import Outcome
from nextwave.casework.notices.notice import composed
from nextwave.casework.refusals import Refused
from nextwave.gate.days import day
from nextwave.gate.text import Unreadable
from nextwave.web.access.guard import actor_of
from nextwave.web.entry import texts
from nextwave.web.entry.entries import Unclear, money
from nextwave.web.localization.languages import current, offered, say
from nextwave.web.rules import assessor
from nextwave.web.worker.acting import Refusal, act, told
from nextwave.web.worker.handling.outstanding import outstanding_shown
from nextwave.web.worker.opening import HANDLERS, READERS, on_case, show
from nextwave.web.worker.presentation.facts import Household
from nextwave.web.worker.presentation.proposals import shown
from nextwave.web.worker.presentation.results import result_shown

#: How long an explanation or a reason may be, in letters.
MOST = 4000
#: The field beside which a problem of a proposal stands.
PLACES = {
    "outcome": "outcome",
    "amount": "amount",
    "level": "level",
    "reason": "reason",
    "explanation": "explanation",
    "open": "how",
    "outstanding": "despite",
    "ceiling": "amount",
    "certified": "certified_through",
    "certified-reason": "certified_reason",
}


def _household(case: Case) -> Household:
    facts = facts_of(case)
    return Household(facts.people, facts.situation())


def _text(request: HttpRequest, name: str) -> str:
    return texts.prose(request.POST, name, MOST)


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, case: Case, programme: str, number: int) -> HttpResponse:
    """What is decided on one result: entered, then looked at with what the delegations will require, then proposed."""
    assessment = latest(case)
    found = assessment.result["programmes"].get(programme, {}).get("results", [])
    if request.method != "POST" and number >= len(found):
        raise Http404
    error, ahead = None, None
    if request.method == "POST":
        try:
            proposed = _proposed(request, programme)
            if request.POST.get("action") == "propose":
                event = act(request, case, Propose(proposed), PLACES)
                return redirect("proposal", case.reference, Proposal.objects.get(event=event).pk)
            ahead = _ahead(request, case, proposed)
            left = outstanding(case, programme) if ahead.proposal.outcome == Outcome.GRANTED else []
            if left and not proposed.despite:
                raise Unclear("despite", _("Say why it is granted while something is outstanding"))
        except Unclear as wrong:
            error = wrong
    if number >= len(found):
        raise Http404
    household = _household(case)
    spoken = result_shown(number, found[number], household, programme)
    title = say(assessor().rulebook.programmes[programme].title)
    context: dict[str, Any] = {
        "result": spoken,
        "programme": title,
        "per": found[number].get("amount", {}).get("per", ""),
        "has_amount": assessor().rulebook.programmes[programme].amount is not None,
        "levels": _levels(programme),
        "for": ",".join(found[number]["for"]),
        "outstanding": outstanding_shown(case, household, programme),
        "period": period_of(case, programme, found[number], today()),
        "codes": [(c.code, c.says[current()], c.cites) for c in delegations().reasons.values()],
    }
    if ahead is not None and request.POST.get("action") != "change":
        required = [r for p, r in delegations().requirements.items() if p in ahead.against]
        words = [(r.says[current()], r.cites) for r in required]
        context |= {"ahead": ahead, "shown": shown(ahead.proposal, household), "required": words}
        return show(request, case, "decision", "propose_check", context)
    return show(request, case, "decision", "propose", context, error)


def _proposed(request: HttpRequest, programme: str) -> Proposed:
    """What is proposed, as entered. Raises Unclear."""
    people = tuple(filter(None, request.POST.get("for", "").split(",")))
    how, despite = request.POST.get("how", ""), _text(request, "despite")
    through, why = _through(request), _text(request, "certified_reason")
    if how == "assessed":
        return Proposed(programme, people, despite=despite, certified_through=through, certified_reason=why)
    if how != "otherwise":
        raise Unclear("how", _("Choose how to decide"))
    outcome = request.POST.get("outcome", "")
    if outcome not in Outcome.values:
        raise Unclear("outcome", _("Choose what is decided"))
    asked = outcome == Outcome.GRANTED and assessor().rulebook.programmes[programme].amount is not None
    amount = cents(money(request.POST.get("amount", ""), "amount")) if asked else 0
    if asked and not 0 < amount < 2_000_000_000:
        raise Unclear("amount", _("Enter what is granted each month"))
    levels = [name for name, _title in _levels(programme)] if outcome == Outcome.GRANTED else []
    level = request.POST.get("level", "") if levels else ""
    if levels and level not in levels:
        raise Unclear("level", _("Choose which level is granted"))
    reason = request.POST.get("reason", "")
    if reason not in delegations().reasons:
        raise Unclear("reason", _("Choose the reason"))
    explanation = _text(request, "explanation")
    if not explanation:
        raise Unclear("explanation", _("Say what the reason is in this case"))
    return Proposed(programme, people, outcome, amount, reason, explanation, despite, through, why, level)


def _levels(programme: str) -> list[tuple[str, str]]:
    """The levels of a tier with their titles, the lowest first; nothing of others."""
    scale = assessor().rulebook.scale(programme)
    return [(name, say(scale.labels[name])) for name in scale.members] if scale else []


def _through(request: HttpRequest) -> date | None:
    """Until when it is given, None for as long as is usual. Raises Unclear."""
    try:
        return day(text) if (text := request.POST.get("certified_through", "")) else None
    except Unreadable:
        raise Unclear("certified_through", _("Choose until when it is given")) from None


def _ahead(request: HttpRequest, case: Case, proposed: Proposed) -> Foreseen:
    """What the delegations would say. Raises Refusal."""
    try:
        return foreseen(request.user, case, proposed)
    except Refused as refused:
        code = refused.problem.code
        raise Refusal(PLACES.get(code, "send"), told(refused)) from refused


def _proposal(case: Case, number: int) -> Proposal:
    found = (
        Proposal.objects.filter(case=case, pk=number)
        .select_related("case", "event__account", "assessment", "approval__event__account", "withdrawal", "decision")
        .first()
    )
    if found is None:
        raise Http404
    return found


@on_case(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """A proposal: what stands for it, what may be done with it, and by whom. Sent to, it approves or withdraws it."""
    found = _proposal(case, number)
    error = None
    if request.method == "POST":
        try:
            if request.POST.get("action") == "approve":
                act(request, case, Approve(number))
            elif request.POST.get("action") == "withdraw":
                why = _text(request, "why")
                if not why:
                    raise Unclear("why", _("Say why it is withdrawn"))
                act(request, case, Withdraw(number, why))
            return redirect("proposal", case.reference, number)
        except Unclear as wrong:
            error = wrong
            found = _proposal(case, number)
    account = actor_of(request).account
    said = verdicts(account, ("approve", "issue", "withdraw"), found) if account else {}
    context = {
        "one": shown(found, _household(case)),
        "may": {action: one.allowed for action, one in said.items()},
        "mine": found.event.account == request.user,
    }
    return show(request, case, "decision", "proposal", context, error)


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The notice as it would be sent; then the decision is made and it is sent."""
    found = _proposal(case, number)
    error = None
    if request.method == "POST":
        try:
            act(request, case, Issue(number))
            return redirect("notice", case.reference, number)
        except Unclear as wrong:
            error = wrong
            found = _proposal(case, number)
    if hasattr(found, "decision") and error is None:
        return redirect("notice", case.reference, number)
    context = {
        "one": shown(found, _household(case)),
        "content": composed(found, today()),
        "written_in": offered().get(case.language, case.language),
        "may_issue": may(actor_of(request), "issue", found),
        "changed_since": latest(case).digest != found.assessment.digest,
    }
    return show(request, case, "decision", "issue", context, error)


@on_case(*READERS)
@require_safe
def notice(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The notice of a proposal that was issued, as it was sent."""
    sent = Notice.objects.filter(decision__case=case, decision__proposal=number).select_related("decision").first()
    if sent is None:
        raise Http404
    context = {
        "content": sent.content,
        "written_in": offered().get(sent.language, sent.language),
        "language_of_notice": sent.language,
        "sha256": sent.sha256,
        "back_to_proposal": reverse("proposal", args=[case.reference, number]),
    }
    return show(request, case, "notice", "notice", context)
