"""Decisions: proposed, approved where the delegations ask for a second person, issued; withdrawn before that.

Each is an act of its own, checked by the delegations when it is done.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.authority import require, verdict
from nextwave.casework.acts.act import Attempted, act
from nextwave.casework.clock import today
from nextwave.casework.law.in_force import delegations, keep_delegations
from nextwave.casework.models import (
    Account,
    Approval,
    AssessmentRecord,
    Case,
    Decision,
    Event,
    Proposal,
    Withdrawal,
)
from nextwave.casework.models.decision import Outcome
from nextwave.casework.notices.notice import send
from nextwave.casework.refusals import NotAllowed, refused
from nextwave.rulebook.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed on the result of a programme for some people. Without `outcome` it is as assessed;
    `amount` is in cents a month; `reason` is a code of the delegations, and `explanation` says it of this case."""

    programme: str
    people: tuple[str, ...]
    outcome: str = ""
    amount: int = 0
    reason: str = ""
    explanation: str = ""


def cents(amount: str) -> int:
    """An exact amount as text in whole cents."""
    return int(Decimal(amount) * 100)


def latest(case: Case) -> AssessmentRecord:
    """The last assessment of a case; every case has one from the day it is filed."""
    found = case.assessments.order_by("-event__number").first()
    assert found is not None
    return found


def result_of(assessment: AssessmentRecord, programme: str, people: tuple[str, ...]) -> dict[str, Any]:
    """The result for exactly these people. Raises Refused."""
    results = assessment.result["programmes"].get(programme, {}).get("results", [])
    found = next((r for r in results if tuple(r["for"]) == tuple(people)), None)
    if found is None:
        what = "the assessment has no such result"
        raise refused("result", what, "programme", "look at the assessment as it is now, and choose again")
    return found


def propose(actor: Actor, case: Case, attempted: Attempted, proposed: Proposed) -> Event:
    """Proposes a decision on the latest assessment. Raises Refused, NotAllowed."""
    account = actor.account
    if account is None:
        raise NotAllowed(Problem("not-allowed", "a resident decides nothing", Place(case.reference), "sign in"))

    def effect(event: Event) -> None:
        assessment = latest(case)
        result = result_of(assessment, proposed.programme, proposed.people)
        pending = [p for p in Proposal.objects.filter(case=case, withdrawal=None, decision=None) if _same(p, proposed)]
        if pending:
            what = "a proposal on this result is waiting already"
            raise refused("pending", what, "proposal", "issue it, or withdraw it first")
        proposal = _proposal(case, event, assessment, result, proposed)
        proposal.save()
        require(account, "propose", proposal)

    return act(actor, case, "propose", attempted, {"proposed": asdict(proposed)}, effect)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A proposal that was not made yet, and what the delegations would say of it."""

    proposal: Proposal
    may_propose: bool
    may_issue: bool


def foreseen(account: Account, case: Case, proposed: Proposed) -> Foreseen:
    """What a proposal would be, and whether a second person must agree; nothing is kept. Raises Refused."""
    assessment = latest(case)
    result = result_of(assessment, proposed.programme, proposed.people)
    event = Event(case=case, account=account, role=account.role, action="propose")
    proposal = _proposal(case, event, assessment, result, proposed)
    may = {action: verdict(account, action, proposal).allowed for action in ("propose", "issue")}
    return Foreseen(proposal, may["propose"], may["issue"])


def _same(proposal: Proposal, proposed: Proposed) -> bool:
    return proposal.programme == proposed.programme and tuple(proposal.people) == proposed.people


def _proposal(
    case: Case, event: Event, assessment: AssessmentRecord, result: dict[str, Any], proposed: Proposed
) -> Proposal:
    status, amount = result["status"], result.get("amount", {"low": "0.00", "high": "0.00"})
    low, high = (cents(amount["low"]), cents(amount["high"])) if status != "ineligible" else (0, 0)
    settled = status in ("eligible", "ineligible") and low == high
    assessed = Outcome.GRANTED if status == "eligible" else Outcome.DENIED
    outcome, money = proposed.outcome, proposed.amount
    if not outcome:
        if not settled:
            what = "the result is still open, so there is nothing to decide as assessed"
            raise refused("open", what, "outcome", "find out what is needed, or decide otherwise with a reason")
        outcome, money = assessed, low
    if outcome not in Outcome.values:
        raise refused("outcome", "this is no decision", "outcome", "choose to grant or to deny")
    if outcome == Outcome.DENIED:
        money = 0
    elif money <= 0:
        raise refused("amount", "a grant has an amount", "amount", "enter what is granted each month")
    deviates = not settled or (outcome, money) != (assessed, low)
    if deviates:
        if proposed.reason not in delegations().reasons:
            what = "a decision that is other than assessed needs one of the reasons"
            raise refused("reason", what, "reason", "choose the reason")
        if not proposed.explanation.strip():
            raise refused("explanation", "the reason is not explained", "explanation", "say what it is in this case")
    return Proposal(
        case=case,
        event=event,
        assessment=assessment,
        programme=proposed.programme,
        people=list(proposed.people),
        outcome=outcome,
        amount=money,
        assessed_status=status,
        assessed_low=low,
        assessed_high=high,
        deviates=deviates,
        # Of an open result the farther end counts: nobody gets round the limit by leaving a fact open.
        difference=max(abs(money - low), abs(money - high)) if deviates else 0,
        reason=proposed.reason if deviates else "",
        explanation=proposed.explanation.strip() or None if deviates else None,
    )


def proposal_in(case: Case, number: int) -> Proposal:
    """A proposal of this case. Raises Refused."""
    found = Proposal.objects.filter(case=case, pk=number).select_related("event__account").first()
    if found is None:
        raise refused("proposal", "there is no such proposal in this case", "proposal", "choose one that is")
    return found


def approve(actor: Actor, case: Case, attempted: Attempted, number: int) -> Event:
    """Agrees to a proposal, as a second person. Raises NotAllowed, Refused."""

    def effect(event: Event) -> None:
        proposal = proposal_in(case, number)
        _require(actor, "approve", proposal)
        if hasattr(proposal, "approval"):
            raise refused("approved", "this proposal is approved already", "proposal", "it can be issued")
        Approval.objects.create(proposal=proposal, event=event)

    return act(actor, case, "approve", attempted, {"proposal": number}, effect)


def withdraw(actor: Actor, case: Case, attempted: Attempted, number: int, reason: str) -> Event:
    """Takes a proposal back before it is issued. Raises NotAllowed, Refused."""
    if not reason.strip():
        raise refused("reason", "a withdrawal has a reason", "reason", "say why")

    def effect(event: Event) -> None:
        proposal = proposal_in(case, number)
        _require(actor, "withdraw", proposal)
        Withdrawal.objects.create(proposal=proposal, event=event, reason=reason.strip())

    return act(actor, case, "withdraw", attempted, {"proposal": number, "reason": reason}, effect)


def issue(actor: Actor, case: Case, attempted: Attempted, number: int) -> Event:
    """Makes a proposal the decision, and sends the notice. Raises NotAllowed, Refused."""

    def effect(event: Event) -> None:
        proposal = proposal_in(case, number)
        _require(actor, "issue", proposal)
        if latest(case).digest != proposal.assessment.digest:
            what = "facts have changed since this was proposed, and with them the assessment"
            raise refused("changed", what, "proposal", "withdraw it, and propose anew on the assessment as it is now")
        decision = Decision.objects.create(
            proposal=proposal, case=case, event=event, issued_on=today(), delegations=keep_delegations()
        )
        send(decision, event)

    return act(actor, case, "issue", attempted, {"proposal": number}, effect)


def _require(actor: Actor, action: str, proposal: Proposal) -> None:
    if actor.account is None:
        where = Place(proposal.case.reference)
        raise NotAllowed(Problem("not-allowed", "a resident decides nothing", where, "sign in"))
    require(actor.account, action, proposal)


def may(actor: Actor, action: str, proposal: Proposal) -> bool:
    """Whether an act on a proposal would be allowed now, for the buttons of a page."""
    return actor.account is not None and verdict(actor.account, action, proposal).allowed
