"""Taking in a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Act
from nextwave.casework.keeping import storing
from nextwave.casework.models import Case, Event, EvidenceFile, EvidenceRequest
from nextwave.casework.refusals import refused


@dataclass(frozen=True, slots=True)
class GiveEvidence(Act):
    """A file comes in, for a request by its number, for a fact, or for neither: on the disk first, then in the
    records; of a refused one nothing is kept."""

    action = "give-evidence"
    name: str
    content: bytes
    of: str = ""
    fact: str = ""
    request: int | None = None

    def given(self, case: Case) -> dict[str, Any]:
        of, fact = self._about(case)
        sha256 = hashlib.sha256(self.content).hexdigest()
        return {"name": self.name, "sha256": sha256, "of": of, "fact": fact, "request": self.request}

    def guard(self, actor: Actor, case: Case) -> None:
        storing.media_type(self.content)
        if self.request is not None and self._asked(case) is None:
            raise refused("evidence", "this was not asked for", "request", "choose one of the requests")

    def effect(self, event: Event) -> None:
        of, fact = self._about(event.case)
        EvidenceFile.objects.create(
            case=event.case,
            event=event,
            request=self._asked(event.case),
            of=of,
            fact=fact,
            name=self.name[:200],
            sha256=storing.store(self.content),
            size=len(self.content),
            media_type=storing.media_type(self.content),
        )

    def _asked(self, case: Case) -> EvidenceRequest | None:
        if self.request is None:
            return None
        found: EvidenceRequest | None = EvidenceRequest.objects.filter(case=case, pk=self.request).first()
        return found

    def _about(self, case: Case) -> tuple[str, str]:
        asked = self._asked(case)
        return (asked.of, asked.fact) if asked else (self.of, self.fact)
