"""Proposals and what became of them, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from nextwave.casework.household.assessing import levels_assessed
from nextwave.casework.law.in_force import delegations
from nextwave.casework.models import Case, Proposal
from nextwave.casework.models.decision import Outcome
from nextwave.web.entry.amounts import amount_of, has_amount
from nextwave.web.localization.formats import currency, listed
from nextwave.web.localization.languages import current, say
from nextwave.web.localization.outcomes import between, either, eligible, grant, ineligible, refuse
from nextwave.web.rules import assessor
from nextwave.web.worker.presentation.facts import Household


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal: what it would decide, who made it, and its `state`: "waiting", "approved", "issued" or
    "withdrawn". `until` is the last day of a grant; `decision` is the number of the decision, None before it is issued."""

    number: int
    programme: str
    people: str
    decides: str
    assessed: str
    deviates: bool
    reason: str
    cites: str
    explanation: str
    until: str
    until_reason: str
    who: str
    day: str
    state: str
    approver: str
    withdrawal: str
    decision: int | None


def proposals(case: Case, household: Household) -> list[Shown]:
    """Every proposal of a case, the latest first."""
    found = (
        Proposal.objects.filter(case=case)
        .select_related("event__account", "approval__event__account", "withdrawal", "decision")
        .order_by("-pk")
    )
    return [shown(p, household) for p in found]


def decided(proposal: Proposal) -> str:
    """What is decided, in words."""
    if proposal.outcome == Outcome.DENIED:
        return refuse(_kind(proposal))
    return grant(_kind(proposal), amount_of(proposal))


def _kind(proposal: Proposal) -> str:
    programme = assessor().rulebook.programmes.get(proposal.programme)
    return programme.kind if programme else "paid"


def money(cents: int) -> str:
    return currency(f"{cents // 100}.{cents % 100:02d}")


def assessed(proposal: Proposal) -> str:
    """What the assessment came to."""
    kind = _kind(proposal)
    if proposal.assessed_status == "ineligible":
        return ineligible(kind)
    amount = between(money(proposal.assessed_low), money(proposal.assessed_high)) if has_amount(proposal) else ""
    levels = levels_assessed(proposal)
    amount = either(proposal.programme, levels) or amount
    if proposal.assessed_status == "eligible" and proposal.assessed_low == proposal.assessed_high and len(levels) < 2:
        return eligible(kind, amount)
    return amount or _("Still open")


def shown(proposal: Proposal, household: Household) -> Shown:
    programme = assessor().rulebook.programmes.get(proposal.programme)
    code = delegations().reasons.get(proposal.reason)
    approval = getattr(proposal, "approval", None)
    withdrawal, decision = getattr(proposal, "withdrawal", None), getattr(proposal, "decision", None)
    state = "issued" if decision else "withdrawn" if withdrawal else "approved" if approval else "waiting"
    return Shown(
        number=proposal.pk,
        programme=say(programme.title) if programme else proposal.programme,
        people=listed([household.names.get(p, p) for p in proposal.people]),
        decides=decided(proposal),
        assessed=assessed(proposal),
        deviates=proposal.deviates,
        reason=code.says[current()] if code else proposal.reason,
        cites=code.cites if code else "",
        explanation=proposal.explanation or "",
        until=proposal.certified_through.isoformat() if proposal.certified_through else "",
        until_reason=proposal.certified_reason or "",
        who=str(proposal.event.account or ""),
        day=timezone.localtime(proposal.event.at).date().isoformat() if proposal.event.at else "",
        state=state,
        approver=str(approval.event.account) if approval else "",
        withdrawal=withdrawal.reason if withdrawal else "",
        decision=decision.pk if decision else None,
    )
