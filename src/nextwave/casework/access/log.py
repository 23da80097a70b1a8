"""Who read what: the log of readings, for auditors. Reading it is recorded too.

It shows who read which case when, in which role and why; nothing of what is in a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from nextwave.casework.access.actor import Actor
from nextwave.casework.models import Access, LogReading
from nextwave.casework.models.account import Role
from nextwave.casework.refusals import NotAllowed
from nextwave.rulebook.problems import Place, Problem

#: So many readings on a page, and in a file.
MOST = 100
MOST_IN_FILE = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Which readings: of a case by its reference, by an account's name ("resident" for whoever came with a code), from
    a day to a day, both counted; of everything without any."""

    case: str = ""
    account: str = ""
    since: date | None = None
    until: date | None = None


def readings(
    actor: Actor, asked: Asked, how: str, before: int | None = None, most: int = MOST
) -> tuple[list[Access], int | None]:
    """The readings that are asked for, the latest first, and the number from which the next page goes on; that they
    were asked for is recorded first, with `how` ("page", "api" or "file"). Raises NotAllowed."""
    if actor.account is None or actor.account.role != Role.AUDITOR:
        what = "the log of readings is for auditors"
        raise NotAllowed(Problem("not-allowed", what, Place("access log"), "ask an auditor"))
    found = Access.objects.select_related("case", "account").order_by("-pk")
    if asked.case:
        found = found.filter(case__reference=asked.case)
    if asked.account:
        found = (
            found.filter(role="resident")
            if asked.account == "resident"
            else found.filter(account__username=asked.account)
        )
    if asked.since is not None:
        found = found.filter(at__gte=_begin(asked.since))
    if asked.until is not None and asked.until < date.max:
        found = found.filter(at__lt=_begin(asked.until + timedelta(days=1)))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: most + 1])
    shown = rows[:most]
    LogReading.objects.create(
        account=actor.account,
        how=how,
        case=asked.case[:20],
        of=asked.account[:150],
        since=asked.since,
        until=asked.until,
        rows=len(shown),
    )
    return shown, shown[-1].pk if len(rows) > most else None


def read_before(most: int = 20) -> list[LogReading]:
    """Who read the log itself, the latest first."""
    return list(LogReading.objects.select_related("account").order_by("-pk")[:most])


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
