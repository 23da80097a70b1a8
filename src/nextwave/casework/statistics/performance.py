"""How the service does, counted: applications, decisions, time to decision against the law's limit, what waits, and
decisions that are other than assessed.

Everything is counted here and nowhere else: for the board and for the public's releases. Only counts, and nobody's
name. An application is decided on the day of its first decision. It is of one of three kinds: expedited ("yes"),
not ("no"), or not settled ("open"), in which the short limit is kept all the same. The number of queries does not grow with the cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Count, Exists, F, Min, OuterRef, QuerySet, Subquery

from nextwave.casework.models import Case, Decision, Docket
from nextwave.casework.models.decision import Outcome

#: How long an application has waited: the most days of each band; the last has no end.
BANDS = (7, 14, 30, 60)


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return month_of(month_of(month) + timedelta(days=31))


def month_before(month: date) -> date:
    """The first day of the month before."""
    return month_of(month_of(month) - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Decided:
    """So many applications were decided in a month after so many days."""

    month: date
    expedited: str
    days: int
    in_time: bool
    count: int


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How many applications were decided, how many of them in time, and after how many days: half of them took the
    median or less (None where nothing was decided)."""

    decided: int
    in_time: int
    median: Fraction | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Applications that wait for a decision for `least` to `most` days (None: or longer); `late` of them past their
    time limit."""

    least: int
    most: int | None
    expedited: int
    unsettled: int
    other: int
    late: int


def applications(since: date, until: date) -> Counter[tuple[date, str]]:
    """Applications filed on days from `since` and before `until`, by month and whether expedited."""
    found: Counter[tuple[date, str]] = Counter()
    days = Docket.objects.filter(filed_on__gte=since, filed_on__lt=until).values_list("filed_on", "expedited")
    for day, expedited, count in days.annotate(count=Count("pk")):
        found[month_of(day), expedited] += count
    return found


def decided(since: date, until: date) -> list[Decided]:
    """Applications whose first decision was issued on a day from `since` and before `until`."""
    found: Counter[tuple[date, str, int, bool]] = Counter()

    def add(day: date, filed: date, due: date, expedited: str, count: int) -> None:
        if since <= day < until:
            found[month_of(day), expedited, (day - filed).days, day <= due] += count

    # The docket knows the last decision, which is nearly always the first.
    last = Docket.objects.filter(decided_on__gte=since, decided_on__lt=until)
    for row in last.values_list("decided_on", "filed_on", "due_on", "expedited").annotate(count=Count("pk")):
        add(*row)
    about = ("case__docket__filed_on", "case__docket__due_on", "case__docket__expedited")
    again = Decision.objects.filter(issued_on__lt=F("case__docket__decided_on")).values_list(
        "case", "case__docket__decided_on", *about
    )
    for _case, day, filed, due, expedited, first in again.annotate(first=Min("issued_on")):
        add(day, filed, due, expedited, -1)
        add(first, filed, due, expedited, 1)
    return [Decided(*row, count) for row, count in found.items() if count]


def _decided(since: date, until: date) -> QuerySet[Case]:
    """The applications that were decided on these days, with the day of their `first` decision."""
    own = Decision.objects.filter(case=OuterRef("pk")).order_by("issued_on").values("issued_on")[:1]
    # The last decision of each is in the docket: what was decided for the last time before is not looked into.
    found = Case.objects.filter(docket__decided_on__gte=since, docket__filed_on__lt=until)
    return found.annotate(first=Subquery(own)).filter(first__gte=since, first__lt=until)


def filed_on(day: date) -> int:
    """Applications filed on a day."""
    return Docket.objects.filter(filed_on=day).count()


def decided_on(day: date) -> int:
    """Applications decided on a day."""
    return _decided(day, day + timedelta(days=1)).count()


def timeliness(rows: Iterable[Decided]) -> Timeliness:
    """What these come to together."""
    days: Counter[int] = Counter()
    in_time = 0
    for row in rows:
        days[row.days] += row.count
        in_time += row.count if row.in_time else 0
    count = days.total()
    if not count:
        return Timeliness(0, 0, None)
    middle = [_at(days, (count - 1) // 2), _at(days, count // 2)]
    return Timeliness(count, in_time, Fraction(sum(middle), 2))


def _at(days: Counter[int], place: int) -> int:
    """What stands at a place, counted from zero, among all of them in order."""
    for value in sorted(days):
        place -= days[value]
        if place < 0:
            return value
    raise IndexError(place)


def waiting(on: date) -> list[Waiting]:
    """What is to be decided on a day, by how long it has waited."""
    starts = [0, *(most + 1 for most in BANDS)]
    found = [[0, 0, 0, 0] for _ in starts]
    rows = Docket.objects.filter(open__in=(True,)).values_list("filed_on", "due_on", "expedited")
    for filed, due, expedited, count in rows.annotate(count=Count("pk")):
        band = found[sum((on - filed).days > most for most in BANDS)]
        band[("yes", "open", "no").index(expedited)] += count
        band[3] += count if due < on else 0
    return [Waiting(s, most, *f) for s, most, f in zip(starts, (*BANDS, None), found, strict=True)]


def decisions(since: date, until: date) -> Counter[tuple[date, str]]:
    """Decisions issued, by month and the coded reason of those that are other than assessed ("" as assessed). An
    application can have several: one for each program and group of people."""
    found: Counter[tuple[date, str]] = Counter()
    issued = Decision.objects.filter(issued_on__gte=since, issued_on__lt=until)
    for day, reason, count in issued.values_list("issued_on", "proposal__reason").annotate(count=Count("pk")):
        found[month_of(day), reason] += count
    return found


def filed_by(month: date, field: str) -> Counter[str]:
    """Applications filed in a month, by a field of the docket or of its case."""
    filed = Docket.objects.filter(filed_on__gte=month, filed_on__lt=next_month(month))
    return Counter(dict(filed.values_list(field).annotate(count=Count("pk"))))


def outcomes(month: date) -> Counter[str]:
    """Applications decided in a month: granted where something was granted on that day, else denied."""
    every = _decided(month, next_month(month))
    something = Decision.objects.filter(
        case=OuterRef("pk"), issued_on=OuterRef("first"), proposal__outcome=Outcome.GRANTED
    )
    granted = every.filter(Exists(something)).count()
    return Counter({str(Outcome.GRANTED): granted, str(Outcome.DENIED): every.count() - granted})


def levels(since: date, until: date, tiers: Iterable[str]) -> Counter[tuple[date, str, str]]:
    """Decisions issued on these programmes, by month, programme and the level that is granted ("" where it is denied)."""
    found: Counter[tuple[date, str, str]] = Counter()
    issued = Decision.objects.filter(issued_on__gte=since, issued_on__lt=until, proposal__programme__in=list(tiers))
    rows = issued.values_list("issued_on", "proposal__programme", "proposal__level").annotate(count=Count("pk"))
    for day, programme, level, count in rows:
        found[month_of(day), programme, level or ""] += count
    return found


def granted_levels(month: date, scales: Mapping[str, Sequence[str]]) -> dict[str, Counter[str]]:
    """Applications decided in a month of which something was granted on that day, by the highest level of each of
    these programmes that was granted then; "" where something else was granted and no level of it. `scales` has the levels
    of each, the lowest first."""
    first = Decision.objects.filter(case=OuterRef("case")).order_by("issued_on").values("issued_on")[:1]
    granted = Decision.objects.filter(
        issued_on__gte=month, issued_on__lt=next_month(month), proposal__outcome=Outcome.GRANTED
    )
    granted = granted.annotate(first=Subquery(first)).filter(issued_on=F("first"))
    everyone = set(granted.values_list("case", flat=True)) if scales else set()
    highest: dict[str, dict[int, str]] = {programme: dict.fromkeys(everyone, "") for programme in scales}
    of_tiers = granted.filter(proposal__programme__in=list(scales), proposal__level__isnull=False)
    for case, programme, level in of_tiers.values_list("case", "proposal__programme", "proposal__level"):
        held, places = highest[programme][case], list(scales[programme])
        # A level that the rulebook has no more counts as itself, where no other stands beside it.
        if not held or (level in places and (held not in places or places.index(level) > places.index(held))):
            highest[programme][case] = level
    return {programme: Counter(cases.values()) for programme, cases in highest.items()}
