"""Taking a proposal back before it is issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

from nextwave.casework import written
from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.deciding.on_proposal import OnProposal
from nextwave.casework.models import Case, Event, Withdrawal
from nextwave.casework.refusals import refused


@dataclass(frozen=True, slots=True)
class Withdraw(OnProposal):
    """A proposal is taken back, for a reason in words."""

    action = "withdraw"
    reason: str

    def read(self) -> Self:
        return replace(self, reason=written.prose(self.reason, "reason"))

    def given(self, case: Case) -> dict[str, Any]:
        return {"proposal": self.number, "reason": self.reason}

    def guard(self, actor: Actor, case: Case) -> None:
        if not self.reason:
            raise refused("reason", "a withdrawal has a reason", "reason", "say why")
        OnProposal.guard(self, actor, case)

    def effect(self, event: Event) -> None:
        Withdrawal.objects.create(proposal=self.proposal(event.case), event=event, reason=self.reason)
