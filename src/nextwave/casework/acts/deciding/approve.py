"""Agreeing to a proposal, as a second person."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.deciding.on_proposal import OnProposal
from nextwave.casework.models import Approval, Case, Event
from nextwave.casework.refusals import refused


@dataclass(frozen=True, slots=True)
class Approve(OnProposal):
    """A second person agrees to a proposal."""

    action = "approve"

    def guard(self, actor: Actor, case: Case) -> None:
        OnProposal.guard(self, actor, case)
        self.require_within(case)
        if hasattr(self.proposal(case), "approval"):
            raise refused("approved", "this proposal is approved already", "proposal", "it can be issued")

    def effect(self, event: Event) -> None:
        Approval.objects.create(proposal=self.proposal(event.case), event=event)
