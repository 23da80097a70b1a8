"""The queue: which cases are to be decided, those whose legal time limit comes first before the others.

It is read from the docket alone: references, days and numbers, nothing of what is in a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nextwave.casework.clock import today
from nextwave.casework.models import Account, Docket
from nextwave.casework.models.case import CLOSED

#: So many cases on a page.
MOST = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are asked for; without anything those that are to be decided. `mine` names whose they are."""

    status: str = ""
    area: str = ""
    language: str = ""
    mine: int | None = None
    second_person: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Cases in their order; `following` is where the next page begins, None on the last one."""

    dockets: list[Docket]
    following: tuple[date, int] | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases there are to decide, how many of those are late, whose they are, and what waits for a second
    person."""

    open: int
    overdue: int
    mine: int
    second_person: int


def matching(wanted: Wanted) -> QuerySet[Docket]:
    """The cases that are asked for, in no order."""
    # Whether a case is open is what the index begins with, unless few are someone's or wait for a second person.
    # SQLite looks into an index for “in” one value, and not for “is”.
    to_decide = wanted.status not in CLOSED
    few = wanted.second_person or wanted.mine is not None
    found = Docket.objects.filter(open=to_decide) if few else Docket.objects.filter(open__in=(to_decide,))
    if wanted.second_person:
        found = found.filter(second_person__in=(True,))
    if wanted.status:
        found = found.filter(status=wanted.status)
    if wanted.area:
        found = found.filter(area=wanted.area)
    if wanted.language:
        found = found.filter(language=wanted.language)
    if wanted.mine is not None:
        found = found.filter(assigned=wanted.mine)
    if wanted.overdue:
        found = found.filter(due_on__lt=today())
    return found


def page(wanted: Wanted, after: tuple[date, int] | None = None, most: int = MOST) -> Page:
    """A page of the queue; `after` is the time limit and number of the case before its first."""
    found = matching(wanted).select_related("case", "assigned").order_by("due_on", "case_id")
    if after is not None:
        # The first condition is what an index can begin at.
        found = found.filter(due_on__gte=after[0]).exclude(due_on=after[0], case_id__lte=after[1])
    dockets = list(found[: most + 1])
    last = dockets[most - 1] if len(dockets) > most else None
    return Page(dockets[:most], (last.due_on, last.case_id) if last else None)


def counts(account: Account) -> Counts:
    """The figures above the queue."""
    return Counts(
        open=matching(Wanted()).count(),
        overdue=matching(Wanted(overdue=True)).count(),
        mine=matching(Wanted(mine=account.pk)).count(),
        second_person=matching(Wanted(second_person=True)).count(),
    )
