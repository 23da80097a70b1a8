"""Proposing a decision on a result, as assessed or otherwise with a coded reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from nextwave.casework import written
from nextwave.casework.access.actor import Actor
from nextwave.casework.access.authority import require, verdicts
from nextwave.casework.acts.act import Act
from nextwave.casework.acts.deciding.on_proposal import decides_nothing
from nextwave.casework.clock import today
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.certifying import certified, period_of
from nextwave.casework.household.outstanding import Outstanding, outstanding
from nextwave.casework.law.ceiling import require_within
from nextwave.casework.law.in_force import assessor, delegations
from nextwave.casework.models import Account, AssessmentRecord, Case, Event, Note, Proposal
from nextwave.casework.models.decision import Outcome
from nextwave.casework.refusals import refused
from nextwave.engine.answers.assessment import is_settled


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed on the result of a programme for some people. Without `outcome` it is as assessed;
    `amount` is in cents a month; of a tier `level` is the one that is granted. `reason` is a code of the
    delegations, and `explanation` says it of this case.
    `despite` says why it is granted while papers or the interview are outstanding. A grant lasts as long as is usual,
    or until `certified_through`, the last day of a month, for its `certified_reason`."""

    programme: str
    people: tuple[str, ...]
    outcome: str = ""
    amount: int = 0
    reason: str = ""
    explanation: str = ""
    despite: str = ""
    certified_through: date | None = None
    certified_reason: str = ""
    level: str = ""


def cents(amount: str) -> int:
    """An exact amount as text in whole cents."""
    return int(Decimal(amount) * 100)


def result_of(assessment: AssessmentRecord, programme: str, people: tuple[str, ...]) -> dict[str, Any]:
    """The result for exactly these people. Raises Refused."""
    results = assessment.result["programmes"].get(programme, {}).get("results", [])
    found = next((r for r in results if tuple(r["for"]) == tuple(people)), None)
    if found is None:
        what = "the assessment has no such result"
        raise refused("result", what, "programme", "look at the assessment as it is now, and choose again")
    return found


@dataclass(frozen=True, slots=True)
class Propose(Act):
    """A decision is proposed on the latest assessment."""

    action = "propose"
    proposed: Proposed

    def guard(self, actor: Actor, case: Case) -> None:
        if actor.account is None:
            raise decides_nothing(case)

    def effect(self, event: Event) -> None:
        case, proposed = event.case, self.proposed
        assessment = latest(case)
        result = result_of(assessment, proposed.programme, proposed.people)
        pending = [p for p in Proposal.objects.filter(case=case, withdrawal=None, decision=None) if _same(p, proposed)]
        if pending:
            what = "a proposal on this result is waiting already"
            raise refused("pending", what, "proposal", "issue it, or withdraw it first")
        proposal = _proposal(case, event, assessment, result, proposed)
        left = outstanding(case, proposed.programme) if proposal.outcome == Outcome.GRANTED else []
        if left and not proposed.despite.strip():
            names = ", ".join(_named(one) for one in left)
            what = f"this would be granted while something is outstanding: {names}"
            raise refused("outstanding", what, "despite", "wait for it, or say why it is granted all the same")
        proposal.save()
        if left:
            Note.objects.create(case=case, event=event, text=proposed.despite.strip())
        assert event.account is not None
        require(event.account, "propose", proposal)


def _named(one: Outstanding) -> str:
    """What is outstanding, for a message."""
    fact = "the interview" if one.interview else f"{one.fact} of {one.of}"
    return f"the {' and the '.join(one.lacks)} of what was decided ({fact})" if one.lacks else fact


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A proposal that was not made yet, and what the delegations would say of it."""

    proposal: Proposal
    may_propose: bool
    may_issue: bool
    #: The policies that stand against issuing it alone.
    against: tuple[str, ...] = ()


def foreseen(account: Account, case: Case, proposed: Proposed) -> Foreseen:
    """What a proposal would be, and whether a second person must agree; nothing is kept. Raises Refused."""
    assessment = latest(case)
    result = result_of(assessment, proposed.programme, proposed.people)
    event = Event(case=case, account=account, role=account.role, action="propose")
    proposal = _proposal(case, event, assessment, result, proposed)
    said = verdicts(account, ("propose", "issue"), proposal)
    propose, issue = said["propose"], said["issue"]
    return Foreseen(proposal, propose.allowed, issue.allowed, () if issue.allowed else issue.policies)


def _same(proposal: Proposal, proposed: Proposed) -> bool:
    return proposal.programme == proposed.programme and tuple(proposal.people) == proposed.people


def _proposal(
    case: Case, event: Event, assessment: AssessmentRecord, result: dict[str, Any], proposed: Proposed
) -> Proposal:
    status, amount = result["status"], result.get("amount", {"low": "0.00", "high": "0.00"})
    low, high = (cents(amount["low"]), cents(amount["high"])) if status != "ineligible" else (0, 0)
    levels = result.get("levels", [])
    settled, level = is_settled(result), levels[0] if len(levels) == 1 and status == "eligible" else ""
    assessed = Outcome.GRANTED if status == "eligible" else Outcome.DENIED
    outcome, money, given = proposed.outcome, proposed.amount, proposed.level
    if not outcome:
        if not settled:
            what = "the result is still open, so there is nothing to decide as assessed"
            raise refused("open", what, "outcome", "find out what is needed, or decide otherwise with a reason")
        outcome, money, given = assessed, low, level
    if outcome not in Outcome.values:
        raise refused("outcome", "this is no decision", "outcome", "choose to grant or to deny")
    scale = assessor().rulebook.scale(proposed.programme)
    if outcome == Outcome.DENIED:
        money, given = 0, ""
    elif scale is not None and given not in scale.members:
        raise refused("level", "a grant has a level", "level", "choose one of " + ", ".join(scale.members))
    elif scale is None and given:
        raise refused("level", "this program has no levels", "level", "leave it empty")
    elif "amount" not in result and money:
        raise refused("amount", "no amount comes of this program", "amount", "leave it empty")
    elif money <= 0 and assessor().rulebook.programmes[proposed.programme].kind in ("paid", "owed"):
        raise refused("amount", "a grant has an amount", "amount", "enter what is granted each month")
    require_within(proposed.programme, len(proposed.people), assessment.on, money)
    deviates = not settled or (outcome, money, given) != (assessed, low, level)
    explanation = ""
    if deviates:
        if proposed.reason not in delegations().reasons:
            what = "a decision that is other than assessed needs one of the reasons"
            raise refused("reason", what, "reason", "choose the reason")
        explanation = written.prose(proposed.explanation, "explanation")
        if not explanation:
            raise refused("explanation", "the reason is not explained", "explanation", "say what it is in this case")
    period, why = period_of(case, proposed.programme, result, today()), ""
    if outcome == Outcome.DENIED:
        if proposed.certified_through is not None:
            raise refused("certified", "what is denied has no end", "certified_through", "leave it out")
        period, through = None, None
    else:
        why = written.prose(proposed.certified_reason, "certified_reason")
        through = certified(period, proposed.certified_through, why)
    return Proposal(
        case=case,
        event=event,
        assessment=assessment,
        programme=proposed.programme,
        people=list(proposed.people),
        outcome=outcome,
        amount=money,
        level=given or None,
        assessed_status=status,
        assessed_low=low,
        assessed_high=high,
        deviates=deviates,
        # Of an open result the farther end counts: nobody gets round the limit by leaving a fact open.
        difference=max(abs(money - low), abs(money - high)) if deviates else 0,
        reason=proposed.reason if deviates else "",
        explanation=explanation or None,
        certified_from=period.first if period else None,
        certified_through=through,
        certified_reason=why if period and through != period.usual else None,
    )
