"""Asking for a hearing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from nextwave.casework import written
from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Act
from nextwave.casework.clock import today
from nextwave.casework.law.in_force import notice_rules
from nextwave.casework.models import Case, Decision, Event, HearingRequest
from nextwave.casework.refusals import refused


@dataclass(frozen=True, slots=True)
class AskForHearing(Act):
    """The household asks for a hearing on a decision; it need not say why."""

    action = "ask-hearing"
    decision: int
    why: str = ""

    def read(self) -> Self:
        return replace(self, why=written.prose(self.why, "why"))

    def guard(self, actor: Actor, case: Case) -> None:
        found = Decision.objects.filter(case=case, pk=self.decision).first()
        if found is None:
            raise refused("decision", "there is no such decision in this case", "decision", "choose one that is")
        if hasattr(found, "hearing_request"):
            raise refused("asked", "a hearing was asked for already", "decision", "wait for the day of the hearing")

    def effect(self, event: Event) -> None:
        decision, asked = Decision.objects.get(case=event.case, pk=self.decision), today()
        HearingRequest.objects.create(
            case=event.case,
            decision=decision,
            event=event,
            asked_on=asked,
            in_time=asked <= notice_rules(decision.proposal.programme).hearing_until(decision.issued_on),
            why=self.why or None,
        )
