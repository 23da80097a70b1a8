"""How the household can be reached from now on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

from nextwave.casework import reached
from nextwave.casework.acts.act import Act
from nextwave.casework.models import Contact, Event


@dataclass(frozen=True, slots=True)
class ChangeContact(Act):
    """The household is reached in another way, or someone else helps; `content` is all of it."""

    action = "contact"
    content: dict[str, Any]

    def read(self) -> Self:
        return replace(self, content=reached.contact(self.content))

    def effect(self, event: Event) -> None:
        Contact.objects.create(case=event.case, event=event, content=self.content)
