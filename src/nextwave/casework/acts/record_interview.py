"""Recording that the household was interviewed, with what was said."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Act
from nextwave.casework.household.outstanding import INTERVIEW
from nextwave.casework.models import Case, Event, Note
from nextwave.casework.refusals import refused


@dataclass(frozen=True, slots=True)
class RecordInterview(Act):
    """Someone talked with the household; what they write down stands among the notes."""

    action = INTERVIEW
    text: str

    def guard(self, actor: Actor, case: Case) -> None:
        if not self.text.strip():
            raise refused("note", "nothing is written down of the interview", "text", "say with whom, when and how")

    def effect(self, event: Event) -> None:
        Note.objects.create(case=event.case, event=event, text=self.text.strip())
