"""Evidence: asking for it, and taking it in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, act
from nextwave.casework.clock import today
from nextwave.casework.keeping import storing
from nextwave.casework.law.in_force import notice_rules
from nextwave.casework.models import Case, Event, EvidenceFile, EvidenceRequest
from nextwave.casework.refusals import refused


def ask(actor: Actor, case: Case, attempted: Attempted, wanted: Iterable[tuple[str, str]]) -> Event:
    """Asks the household to show facts, each as (of, fact), within the time that the law leaves (7 CFR
    273.2(f)(5)). Raises Refused."""
    facts = list(dict.fromkeys(wanted))
    if not facts:
        raise refused("evidence", "nothing is asked for", "wanted", "choose what is to be shown")
    due = today() + timedelta(days=notice_rules().evidence_days)

    def effect(event: Event) -> None:
        for of, fact in facts:
            EvidenceRequest.objects.create(case=case, event=event, of=of, fact=fact, due_on=due)

    return act(actor, case, "ask-evidence", attempted, {"wanted": facts}, effect)


def give(
    actor: Actor,
    case: Case,
    attempted: Attempted,
    name: str,
    content: bytes,
    of: str = "",
    fact: str = "",
    request: int | None = None,
) -> Event:
    """Takes in a file: on the disk first, then in the records; of a refused one nothing is kept. Raises Refused."""
    kind = storing.media_type(content)
    asked = None
    if request is not None:
        asked = EvidenceRequest.objects.filter(case=case, pk=request).first()
        if asked is None:
            raise refused("evidence", "this was not asked for", "request", "choose one of the requests")
        of, fact = asked.of, asked.fact
    sha256 = hashlib.sha256(content).hexdigest()

    def effect(event: Event) -> None:
        storing.store(content)
        EvidenceFile.objects.create(
            case=case,
            event=event,
            request=asked,
            of=of,
            fact=fact,
            name=name[:200],
            sha256=sha256,
            size=len(content),
            media_type=kind,
        )

    given = {"name": name, "sha256": sha256, "of": of, "fact": fact, "request": request}
    return act(actor, case, "give-evidence", attempted, given, effect)
