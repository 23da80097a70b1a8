"""Asking for a fair hearing (7 CFR 273.15)."""

from __future__ import annotations

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, act
from nextwave.casework.clock import today
from nextwave.casework.law.in_force import notice_rules
from nextwave.casework.models import Case, Decision, Event, HearingRequest
from nextwave.casework.refusals import refused


def ask_for_hearing(actor: Actor, case: Case, attempted: Attempted, decision: int, why: str = "") -> Event:
    """Records that the household asks for a hearing; it need not say why. Raises Refused."""

    def effect(event: Event) -> None:
        found = Decision.objects.filter(case=case, pk=decision).first()
        if found is None:
            raise refused("decision", "there is no such decision in this case", "decision", "choose one that is")
        if hasattr(found, "hearing_request"):
            raise refused("asked", "a hearing was asked for already", "decision", "wait for the day of the hearing")
        asked = today()
        HearingRequest.objects.create(
            case=case,
            decision=found,
            event=event,
            asked_on=asked,
            in_time=asked <= notice_rules().hearing_until(found.issued_on),
            why=why.strip() or None,
        )

    return act(actor, case, "ask-hearing", attempted, {"decision": decision, "why": why}, effect)
