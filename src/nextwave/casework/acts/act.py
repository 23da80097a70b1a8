"""Every act on a case goes through here: it is checked against what the actor saw and may, recorded as an event
under the key of the attempt, and carried out, in one transaction. An attempt that is repeated is applied once.

    event = do(WriteNote("Called."), actor, case, Attempted(key, seen=7))

Each kind of act is a data class in a file of its own: its guard, its effect, and what it is recorded as. An act that
changes facts is assessed before the transaction, on the facts as they would be; nobody waits for it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.authority import require
from nextwave.casework.access.codes import require_in_force
from nextwave.casework.clock import today
from nextwave.casework.household.assessing import Assessed, keep, work_out
from nextwave.casework.law.in_force import prepare
from nextwave.casework.models import Case, Docket, Event
from nextwave.casework.queue.docket import place
from nextwave.casework.refusals import AnotherUse, Stale
from nextwave.rulebook.problems import Place, Problem

#: So often facts are assessed anew where someone else changed the case meanwhile.
MOST_TRIES = 5


#: The key of a form as pages make it: letters that every database can look for.
FORM_KEY = re.compile(r"[!-~]{16,80}")


@dataclass(frozen=True, slots=True)
class Attempted:
    """One attempt: its `key` is made with the form, so that sending it again is the same attempt. `seen` is the
    version of the case that the actor looked at; None where an act does not depend on it. `space` is whose keys these
    are: whoever chooses keys in one space blocks and repeats nothing in another."""

    key: str
    seen: int | None = None
    space: str = ""

    @property
    def kept(self) -> str:
        """The key as it is recorded."""
        return f"{self.space}/{hashlib.sha256(self.key.encode()).hexdigest()[:40]}" if self.space else self.key


class Act(ABC):
    """What someone does to a case; its fields are what was sent."""

    #: What the event is recorded as.
    action: ClassVar[str]

    def given(self, case: Case) -> dict[str, Any]:
        """What was sent, as JSON: a repeated attempt must have the same."""
        return asdict(self)  # type: ignore[call-overload]

    def read(self) -> Self:
        """The act with what was written by hand as the gate reads it (see `written`). Raises Refused."""
        return self

    def prepared(self, case: Case) -> Self:
        """The act with what takes long and hangs on nothing that changes; asked for before the transaction. Raises
        Refused."""
        return self

    def guard(self, actor: Actor, case: Case) -> None:  # noqa: B027 (most acts need no more)
        """What must hold beside that the delegations let the actor handle the case. Raises NotAllowed, Refused."""

    @abstractmethod
    def effect(self, event: Event) -> None:
        """Adds the records. Raises Refused; then nothing is kept."""


class AssessedAct(Act):
    """An act that changes facts."""

    @abstractmethod
    def after(self, case: Case) -> dict[str, Any]:
        """The household as it would be, as the engine reads it. Raises Refused."""


def do(act: Act, actor: Actor, case: Case, attempted: Attempted) -> Event:
    """Carries out an act, whole or not at all.

    Raises NotAllowed, Stale or AnotherUse, whatever the act raises, and SituationError where the facts of the
    household could not be so; then nothing was changed.
    """
    prepare(today())
    act = act.read()
    given = act.given(case)
    act = act.prepared(case)
    for _try in range(MOST_TRIES):
        ahead = _ahead(act, actor, case, attempted, given)
        if isinstance(ahead, Event):
            return ahead
        with transaction.atomic(durable=True):
            docket = Docket.objects.select_for_update().get(pk=case.pk)
            before = done_before(attempted, actor, act.action, given, case)
            if before is not None:
                return before
            _check(act, actor, case, attempted, docket.version)
            if ahead is not None and ahead.version != docket.version:
                continue
            event = recorded(case, docket.version + 1, act.action, actor, attempted, given)
            act.effect(event)
            if ahead is not None:
                keep(case, event, ahead.assessed)
            place(case, event.number)
            return event
    raise _stale(case)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What follows from facts that are not recorded yet, and from which version of the case on."""

    version: int
    assessed: Assessed


def _ahead(act: Act, actor: Actor, case: Case, attempted: Attempted, given: Mapping[str, Any]) -> Event | _Ahead | None:
    """Assesses what the facts would be, once it is known that the act may be taken; the event of an attempt that
    was applied already; None for an act that changes no facts."""
    if not isinstance(act, AssessedAct):
        return None
    before = done_before(attempted, actor, act.action, given, case)
    if before is not None:
        return before
    version = Docket.objects.values_list("version", flat=True).get(pk=case.pk)
    _check(act, actor, case, attempted, version)
    return _Ahead(version, work_out(act.after(case), today()))


def _check(act: Act, actor: Actor, case: Case, attempted: Attempted, version: int) -> None:
    if actor.account is not None:
        require(actor.account, "handle", case)
    require_in_force(actor, case)
    if attempted.seen is not None and attempted.seen != version:
        raise _stale(case)
    act.guard(actor, case)


def _stale(case: Case) -> Stale:
    what = "someone has changed this case since you opened the page"
    return Stale(Problem("stale", what, Place(case.reference), "look at the case as it is now, then act again"))


def recorded(
    case: Case, number: int, action: str, actor: Actor, attempted: Attempted, given: Mapping[str, Any]
) -> Event:
    """The event of an act; the transaction is the act's."""
    return Event.objects.create(
        case=case,
        number=number,
        action=action,
        account=actor.account,
        role=actor.role,
        key=attempted.kept,
        digest=digest_of(action, given),
    )


def digest_of(action: str, given: Mapping[str, Any]) -> str:
    """A keyed fingerprint of what was sent: without the key, nobody can try out what it may have been."""
    text = json.dumps([action, given], ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hmac.new(settings.MATCH_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def done_before(
    attempted: Attempted, actor: Actor, action: str, given: Mapping[str, Any], case: Case | None = None
) -> Event | None:
    """The event of an attempt that was applied already. Raises AnotherUse where its key was used otherwise: by
    someone else, for another act or case, or with something else in it."""
    # An attempt that was made when keys had no spaces yet counts if it was this actor's.
    earlier = Q(key=attempted.key, account=actor.account) & (Q(action=action) if case is None else Q(case=case))
    there = {e.key: e for e in Event.objects.select_related("case").filter(Q(key=attempted.kept) | earlier)}
    found = there.get(attempted.kept) or there.get(attempted.key)
    if found is None:
        return None
    same = (found.action, found.digest, found.account) == (action, digest_of(action, given), actor.account)
    if not same or (case is not None and found.case_id != case.pk):
        what = "this form was sent before with something else in it"
        raise AnotherUse(Problem("key", what, Place("key"), "open the page again, and send it anew"))
    return found
