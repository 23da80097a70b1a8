"""Every act on a case goes through here: in one transaction it is checked against what the actor saw, recorded
as an event under the key of the attempt, and carried out. An attempt that is repeated is applied once.

    event = act(actor, case, "note", Attempted(key, seen=7), {"text": text}, lambda event: …)
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.authority import require
from nextwave.casework.clock import today
from nextwave.casework.law.in_force import prepare
from nextwave.casework.models import Case, Docket, Event
from nextwave.casework.queue.docket import place
from nextwave.casework.refusals import AnotherUse, Stale
from nextwave.rulebook.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Attempted:
    """One attempt: its `key` is made with the form, so that sending it again is the same attempt. `seen` is the
    version of the case that the actor looked at; None where an act does not depend on it."""

    key: str
    seen: int | None = None


def digest_of(action: str, given: Mapping[str, Any]) -> str:
    """A keyed fingerprint of what was sent: without the key, nobody can try out what it may have been."""
    text = json.dumps([action, given], ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hmac.new(settings.MATCH_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def done_before(
    attempted: Attempted, actor: Actor, action: str, given: Mapping[str, Any], case: Case | None = None
) -> Event | None:
    """The event of an attempt that was applied already. Raises AnotherUse where its key was used otherwise: by
    someone else, for another act or case, or with something else in it."""
    found = Event.objects.select_related("case").filter(key=attempted.key).first()
    if found is None:
        return None
    same = (found.action, found.digest, found.account) == (action, digest_of(action, given), actor.account)
    if not same or (case is not None and found.case_id != case.pk):
        what = "this form was sent before with something else in it"
        raise AnotherUse(Problem("key", what, Place("key"), "open the page again, and send it anew"))
    return found


def act(
    actor: Actor,
    case: Case,
    action: str,
    attempted: Attempted,
    given: Mapping[str, Any],
    effect: Callable[[Event], object],
) -> Event:
    """Carries out one act, whole or not at all; `given` is what was sent, `effect` adds the records.

    Raises NotAllowed, Stale or AnotherUse, and whatever `effect` raises; then nothing was changed.
    """
    prepare(today())
    with transaction.atomic(durable=True):
        docket = Docket.objects.select_for_update().get(pk=case.pk)
        before = done_before(attempted, actor, action, given, case)
        if before is not None:
            return before
        if actor.account is not None:
            require(actor.account, "handle", case)
        if attempted.seen is not None and attempted.seen != docket.version:
            what = "someone has changed this case since you opened the page"
            raise Stale(Problem("stale", what, Place(case.reference), "look at the case as it is now, then act again"))
        event = Event.objects.create(
            case=case,
            number=docket.version + 1,
            action=action,
            account=actor.account,
            role=actor.role,
            key=attempted.key,
            digest=digest_of(action, given),
        )
        effect(event)
        place(case, event.number)
    return event
