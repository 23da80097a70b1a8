"""Asking a household for evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Act
from nextwave.casework.clock import today
from nextwave.casework.law.in_force import notice_rules
from nextwave.casework.models import Case, Docket, Event, EvidenceRequest
from nextwave.casework.refusals import refused


def paper_due(case: Case) -> date:
    """The last day for papers that are asked for today: the law's limit for them, but while the short limit holds
    before the decision is due."""
    due = notice_rules().evidence_limit.end(today())
    docket = Docket.objects.get(pk=case.pk)  # as it stands now: what the case was read with may be older
    if docket.open and docket.expedited != "no":
        due = min(due, docket.due_on)
    return max(due, today())


@dataclass(frozen=True, slots=True)
class AskForEvidence(Act):
    """The household is asked to show facts, each as (of, fact), within the time that the law leaves."""

    action = "ask-evidence"
    wanted: list[tuple[str, str]]

    def given(self, case: Case) -> dict[str, Any]:
        return {"wanted": self._facts()}

    def guard(self, actor: Actor, case: Case) -> None:
        if not self.wanted:
            raise refused("evidence", "nothing is asked for", "wanted", "choose what is to be shown")

    def effect(self, event: Event) -> None:
        due = paper_due(event.case)
        for of, fact in self._facts():
            EvidenceRequest.objects.create(case=event.case, event=event, of=of, fact=fact, due_on=due)

    def _facts(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys(self.wanted))
