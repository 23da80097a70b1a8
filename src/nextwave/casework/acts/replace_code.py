"""Another code for a household that lost its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.codes import code_hash, used
from nextwave.casework.acts.act import Act
from nextwave.casework.models import Case, Event, ReplacedCode
from nextwave.casework.refusals import refused


@dataclass(frozen=True, slots=True)
class ReplaceCode(Act):
    """A case gets another code; the one before opens nothing from then on."""

    action = "replace-code"
    code: str = field(repr=False)

    def given(self, case: Case) -> dict[str, Any]:
        return {"code": code_hash(self.code)}

    def guard(self, actor: Actor, case: Case) -> None:
        if used(self.code):
            raise refused("used", "this code was given out before", "code", "make another one")

    def effect(self, event: Event) -> None:
        ReplacedCode.objects.create(case=event.case, event=event, code_hash=code_hash(self.code))
