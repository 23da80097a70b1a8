"""Making a proposal the decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.deciding.on_proposal import OnProposal
from nextwave.casework.clock import today
from nextwave.casework.household.assessing import latest
from nextwave.casework.law.in_force import keep_delegations
from nextwave.casework.models import Case, Decision, Event, Proposal
from nextwave.casework.notices.notice import compared_for, send
from nextwave.casework.refusals import refused
from nextwave.engine.answers.comparing import Comparison


@dataclass(frozen=True, slots=True)
class Issue(OnProposal):
    """A proposal becomes the decision, and the notice of it is sent."""

    action = "issue"
    #: By which figures it is refused, as the notice tells; worked out beforehand.
    compared: tuple[Comparison, ...] = ()

    def prepared(self, case: Case) -> Self:
        found = Proposal.objects.filter(case=case, pk=self.number).first()
        # That there is none, the guard says.
        return replace(self, compared=tuple(compared_for(found))) if found else self

    def guard(self, actor: Actor, case: Case) -> None:
        OnProposal.guard(self, actor, case)
        self.require_within(case)
        if latest(case).digest != self.proposal(case).assessment.digest:
            what = "facts have changed since this was proposed, and with them the assessment"
            raise refused("changed", what, "proposal", "withdraw it, and propose anew on the assessment as it is now")

    def effect(self, event: Event) -> None:
        decision = Decision.objects.create(
            proposal=self.proposal(event.case),
            case=event.case,
            event=event,
            issued_on=today(),
            delegations=keep_delegations(),
        )
        send(decision, event, self.compared)
