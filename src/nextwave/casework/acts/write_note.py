"""Writing something down about a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from nextwave.casework import written
from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Act
from nextwave.casework.models import Case, Event, Note
from nextwave.casework.refusals import refused


@dataclass(frozen=True, slots=True)
class WriteNote(Act):
    """Something is written down about a case."""

    action = "note"
    text: str

    def read(self) -> Self:
        return replace(self, text=written.prose(self.text, "text"))

    def guard(self, actor: Actor, case: Case) -> None:
        if not self.text:
            raise refused("note", "the note is empty", "text", "write something")

    def effect(self, event: Event) -> None:
        Note.objects.create(case=event.case, event=event, text=self.text)
