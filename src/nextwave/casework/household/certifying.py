"""From when until when something is granted, by `[[certification]]` of programme.toml: whole months, or until a year
ends, or a day that a rule comes to.

The first month is the first for which a household may get it: that of the application. What was
granted on the case before goes on in the same period: a later decision may make it longer within the limit, and not
shorter.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from nextwave.casework.law.in_force import assessor
from nextwave.casework.models import Case, Proposal
from nextwave.casework.refusals import refused
from nextwave.engine.building.lowering.names import period_of as period_that_contains
from nextwave.rulebook.model import Certification, Rulebook


@dataclass(frozen=True, slots=True)
class Period:
    """The `first` day, and the last days of the `usual` period, the shortest and the longest that can be.
    `confirmed` says whether the source is known to hold on the day of the decision."""

    first: date
    usual: date
    shortest: date
    longest: date
    cites: str
    confirmed: bool

    @property
    def by_month(self) -> bool:
        """Whether it ends with a month at the latest too, not on another day."""
        return self.longest == last_day(self.longest.replace(day=1), 1)

    def ends(self) -> list[date]:
        """Every day on which it can end: the last of each month, and the last of all."""
        months = (self.longest.year - self.first.year) * 12 + self.longest.month - self.first.month + 1
        each = [last_day(self.first, n) for n in range(1, months + 1)]
        return [*(d for d in each if self.shortest <= d < self.longest), self.longest]


def last_day(first: date, months: int) -> date:
    """The last day of so many whole months, of which `first` is the first day."""
    year, month = divmod(first.year * 12 + first.month - 2 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def period_of(case: Case, programme: str, result: dict[str, Any], on: date) -> Period | None:
    """The period of a grant that is decided on a day; None where the programme states none."""
    book, until = assessor().rulebook, _until(case, programme)
    law = book.certification_of(programme, result, on if until is not None else case.filed_on)
    if law is None:
        return None
    confirmed = law.confirmed_through is None or on <= law.confirmed_through
    first = case.filed_on.replace(day=1)
    if until is not None and until[1] >= on:
        first, ends = until
        return Period(first, ends, ends, max(ends, _ends(law, result, first)[1]), law.cites, confirmed)
    if law.until and law.until == _reckoned_by(book, programme):
        # What is owed or given for a year is for all of it, however late it is decided.
        first, ends = _year(on if until is not None else case.filed_on, law.until)
        return Period(first, ends, min(last_day(first, 1), ends), ends, law.cites, confirmed)
    if until is not None or (_ends(law, result, first)[1] < on and law.day_of(result) is None):
        # What was given has ended, or it is decided so late that nothing from the application on lasts until today.
        first = on.replace(day=1)
    ends, longest = _ends(law, result, first)
    return Period(first, ends, min(last_day(first, 1), ends), longest, law.cites, confirmed)


def _ends(law: Certification, result: dict[str, Any], first: date) -> tuple[date, date]:
    """The last day of what begins on a day, as is usual and at the most."""
    if not law.until:
        return last_day(first, law.usual), last_day(first, law.most)
    ends = law.day_of(result) or _year(first, law.until)[1]
    return ends, ends


def _year(day: date, until: str) -> tuple[date, date]:
    """The first and last day of the year of a day."""
    return period_that_contains(day, until, assessor().rulebook.jurisdiction.year_begins)


def _reckoned_by(book: Rulebook, programme: str) -> str:
    """The period by which the amount of a programme is reckoned; nothing where it has none."""
    amount = book.programmes[programme].amount
    return book.rules[book.rule_named(programme, amount)][-1].period if amount else ""


def certified(period: Period | None, through: date | None, reason: str) -> date | None:
    """The last day of what is granted: the usual one, or another that the law allows, for a reason. Raises Refused."""
    if period is None:
        if through is not None:
            what = "this programme states no period for which it is given"
            raise refused("certified", what, "certified_through", "leave it out")
        return None
    if through is None or through == period.usual:
        return period.usual
    if through not in period.ends():
        until = "to" if period.by_month else "on, or until"
        what = f"it can be given until the last day of a month, from {period.ends()[0]} {until} {period.longest}"
        raise refused("certified", what, "certified_through", "choose one of them: " + period.cites)
    if not reason:
        what = f"it is given until {through}, and {period.usual} is usual: the reason is missing"
        raise refused("certified-reason", what, "certified_reason", "say why it is given for longer or not so long")
    return through


def _until(case: Case, programme: str) -> tuple[date, date] | None:
    """The period of what was granted last on this case, where it has one."""
    granted = Proposal.objects.filter(case=case, programme=programme, decision__isnull=False)
    found = granted.exclude(certified_through=None).order_by("-decision__pk").first()
    return (found.certified_from, found.certified_through) if found and found.certified_from else None
