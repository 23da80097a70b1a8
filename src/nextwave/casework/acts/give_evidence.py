"""Taking in a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db.models import QuerySet, Sum

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Act
from nextwave.casework.clock import now
from nextwave.casework.keeping import storing
from nextwave.casework.keeping.file_names import safe_name
from nextwave.casework.keeping.scanning import scan
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

    def read(self) -> Self:
        kind = storing.media_type(self.content)
        scan(self.content)
        return replace(self, name=safe_name(self.name, kind))

    def guard(self, actor: Actor, case: Case) -> None:
        _room(actor, case, len(self.content))
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
            name=self.name,
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


MB = 1_000_000


def _room(actor: Actor, case: Case, size: int) -> None:
    """Raises Refused where a case, or who gives, would have more than there is room for."""
    of_case = EvidenceFile.objects.filter(case=case)
    day = now() - timedelta(days=1)
    rooms = [
        ("this case", "in all", settings.EVIDENCE_CASE_MB, of_case),
        ("this case", "a day", settings.EVIDENCE_DAY_MB, of_case.filter(event__at__gt=day)),
    ]
    if actor.account is not None:
        own = EvidenceFile.objects.filter(event__account=actor.account, event__at__gt=day)
        rooms.append(("your account", "a day", settings.EVIDENCE_ACCOUNT_MB, own))
    for whose, when, most, files in rooms:
        left = max(0, most * MB - _bytes(files))
        if size > left:
            what = f"there is no room for it: {whose} takes {most} MB {when}, of which {left / MB:.1f} MB are left"
            raise refused("no-room", what, "file", "send it tomorrow, smaller, or bring it on paper")


def _bytes(files: QuerySet) -> int:
    return files.aggregate(bytes=Sum("size"))["bytes"] or 0
