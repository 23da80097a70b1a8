"""The tables of the board, by month up to today: the service as it is, not protected for publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nextwave.casework.law.in_force import assessor, delegations, short_limits
from nextwave.casework.models import Event
from nextwave.casework.statistics import performance
from nextwave.casework.statistics.performance import Decided, Timeliness, Waiting, month_of, next_month, timeliness
from nextwave.rulebook.model import Choice
from nextwave.web.localization.areas import leading
from nextwave.web.localization.languages import current, say
from nextwave.web.public.bars import Point
from nextwave.web.public.counted import Table, month_said, month_short, number, percent

#: So many months are shown, this one included.
MONTHS = 13
#: Of so many cases or fewer no share is shown.
FEW = 5


@dataclass(frozen=True, slots=True)
class Board:
    """What was counted for the board, on one day."""

    on: date
    months: tuple[date, ...]
    applications: Counter[tuple[date, str]]
    decided: list[Decided]
    waiting: list[Waiting]
    decisions: Counter[tuple[date, str]]
    levels: Counter[tuple[date, str, str]]
    filed_today: int
    decided_today: int


def board(on: date) -> Board:
    """Everything as it is now: it is counted anew only when something was done since, or on another day."""
    last = Event.objects.order_by("-pk").values_list("pk", "key", "at").first()
    return _counted(on, last)


@lru_cache(maxsize=1)
def _counted(on: date, last: object) -> Board:
    """Counts everything: a handful of queries, however many cases there are."""
    months = [month_of(on)]
    while len(months) < MONTHS:
        months.insert(0, performance.month_before(months[0]))
    since, until = months[0], next_month(on)
    return Board(
        on=on,
        months=tuple(months),
        applications=performance.applications(since, until),
        decided=performance.decided(since, until),
        waiting=performance.waiting(on),
        decisions=performance.decisions(since, until),
        levels=performance.levels(since, until, _tiers()),
        filed_today=performance.filed_on(on),
        decided_today=performance.decided_on(on),
    )


def tables(board: Board) -> list[Table]:
    levels = [_levels(board, programme, scale) for programme, scale in _tiers().items()]
    return [_applications(board), _timeliness(board), _backlog(board), *levels, _deviations(board), _reasons(board)]


def _tiers() -> dict[str, Choice]:
    """The levels of each programme that has any."""
    book = assessor().rulebook
    return {name: scale for name in book.programmes if (scale := book.scale(name))}


#: Whether expedited, as files name it.
PLAIN = {"yes": "expedited", "open": "unsettled", "no": "other"}


def kinds(board: Board) -> dict[str, str]:
    """Whether expedited, in words: what is not settled is neither. Where the law has no short limit, and had none for
    what is counted, there is one kind, without a name."""
    waiting = any(w.expedited or w.unsettled for w in board.waiting)
    counted = {kind for _month, kind in board.applications} | {row.expedited for row in board.decided}
    if not (short_limits() or waiting or counted - {"no"}):
        return {"no": ""}
    return {"yes": _("Expedited"), "open": _("Not settled"), "no": _("Other")}


def _said_month(board: Board, month: date) -> str:
    """A month; the running one is marked, as it is not complete."""
    said = month_said(month)
    return _("%(month)s, so far") % {"month": said} if month == board.months[-1] else said


def _short_month(board: Board, month: date) -> str:
    said = month_short(month)
    return _("%(month)s, so far") % {"month": said} if month == board.months[-1] else said


def share(part: int, whole: int) -> str:
    """A share in percent; of few cases, of which a share says nothing, how many of how many."""
    if 0 < whole <= FEW:
        return _("%(part)s of %(whole)s") % {"part": number(part), "whole": number(whole)}
    return percent(part, whole)


def _latest(board: Board) -> Iterable[date]:
    return reversed(board.months)


def _applications(board: Board) -> Table:
    title, named = _("Applications"), kinds(board)
    counts = [(m, [board.applications[m, kind] for kind in named]) for m in _latest(board)]
    points = []
    for month, each in reversed(counts):
        at = _short_month(board, month)
        points += [Point(at, kind, count, "") for kind, count in reversed(list(zip(named.values(), each, strict=True)))]
    said = list(filter(None, named.values()))
    return Table(
        name="applications",
        title=title,
        head=(_("Month"), _("All"), *said),
        rows=tuple((_said_month(board, m), number(sum(c)), *map(number, c[: len(said)])) for m, c in counts),
        plain_head=("month", "applications", *(PLAIN[kind] for kind in named)),
        plain=tuple((f"{m:%Y-%m}", sum(c), *c) for m, c in counts),
        points=tuple(points),
        alternative=_ends(board, title, [(m, number(sum(c))) for m, c in counts]),
    )


def _timeliness(board: Board) -> Table:
    title, named = _("Time to decision"), kinds(board)
    found = [(m, [_of(board, m, kind) for kind in named]) for m in _latest(board)]
    points = []
    for month, each in reversed(found):
        for name, one in reversed(list(zip(named.values(), each, strict=True))):
            value = one.in_time / one.decided if one.decided > FEW else None
            points.append(Point(_short_month(board, month), name, value, ""))
    in_time, median = _("in time"), _("median days")
    return Table(
        name="timeliness",
        title=title,
        head=(
            _("Month"),
            *(
                f"{kind}: {what}" if kind else leading(what)
                for kind in named.values()
                for what in (_("decided"), in_time, median)
            ),
        ),
        rows=tuple((_said_month(board, m), *(text for one in each for text in _said(one))) for m, each in found),
        plain_head=(
            "month",
            *(f"{kind}_{what}" for kind in map(PLAIN.get, named) for what in ("decided", "in_time", "median_days")),
        ),
        plain=tuple((f"{m:%Y-%m}", *(value for one in each for value in _plain(one))) for m, each in found),
        points=tuple(points) if any(p.value is not None for p in points) else (),
        kind="share",
        alternative=_ends(
            board, _("Share decided in time"), [(m, share(each[-1].in_time, each[-1].decided)) for m, each in found]
        ),
    )


def _of(board: Board, month: date, kind: str) -> Timeliness:
    return timeliness(r for r in board.decided if r.month == month and r.expedited == kind)


def _said(one: Timeliness) -> tuple[str, str, str]:
    median = "–" if one.median is None else number(one.median)
    return number(one.decided), share(one.in_time, one.decided), median


def _plain(one: Timeliness) -> tuple[int, int, str]:
    return one.decided, one.in_time, "" if one.median is None else f"{float(one.median):g}"


def _backlog(board: Board) -> Table:
    title = _("To be decided, by how long it has waited")
    every = [(_band(w), w.expedited + w.unsettled + w.other, w) for w in board.waiting]
    named = kinds(board)
    said = list(filter(None, named.values()))
    plain = [(count, *_split(w, named), w.late) for _b, count, w in every]
    # Of one kind alone all is said by their sum.
    parts = [(first, *between[: len(said)], late) for first, *between, late in plain]
    last = (_("All"), *(sum(n) for n in zip(*parts, strict=True)))
    rows = [(band, *map(number, each)) for (band, _c, _w), each in zip(every, parts, strict=True)]
    drawn = ", ".join(f"{band}: {count}" for band, count, _w in every)
    return Table(
        name="backlog",
        title=title,
        head=(_("Waiting for"), _("All"), *said, _("Past the time limit")),
        rows=(*rows, (last[0], *map(number, last[1:]))),
        plain_head=("days_from", "days_to", "applications", *(PLAIN[kind] for kind in named), "late"),
        plain=tuple(
            (w.least, "" if w.most is None else w.most, *each) for (_b, _c, w), each in zip(every, plain, strict=True)
        ),
        points=tuple(Point(band, "", count, number(count)) for band, count, _w in every),
        kind="kind",
        alternative=f"{title}: {drawn}",
    )


def _split(band: Waiting, named: Iterable[str]) -> list[int]:
    """How many wait of each kind."""
    each = {"yes": band.expedited, "open": band.unsettled, "no": band.other}
    return [each[kind] for kind in named]


def _band(band: Waiting) -> str:
    if band.most is None:
        return ngettext("%(days)s day or more", "%(days)s days or more", band.least) % {"days": band.least}
    words = {"least": band.least, "days": band.most}
    return ngettext("%(least)s to %(days)s day", "%(least)s to %(days)s days", band.most) % words


def _levels(board: Board, programme: str, scale: Choice) -> Table:
    """Decisions on a tier by the level that is granted, the lowest first; what the rulebook has no more stands behind."""
    past = sorted({level for _m, name, level in board.levels if name == programme and level} - set(scale.members))
    called = {name: say(scale.labels[name]) for name in scale.members} | {name: name for name in past}
    called[""] = _("Denied")
    counts = [(m, [board.levels[m, programme, level] for level in called]) for m in _latest(board)]
    points = [
        Point(_short_month(board, month), name, count, "")
        for month, each in reversed(counts)
        for name, count in zip(called.values(), each, strict=True)
    ]
    title = _("Decisions on %(program)s by level") % {"program": say(assessor().rulebook.programmes[programme].title)}
    return Table(
        name=f"levels_{programme}",
        title=title,
        head=(_("Month"), _("Decisions"), *called.values()),
        rows=tuple((_said_month(board, m), number(sum(c)), *map(number, c)) for m, c in counts),
        plain_head=("month", "decisions", *(name or "denied" for name in called)),
        plain=tuple((f"{m:%Y-%m}", sum(c), *c) for m, c in counts),
        points=tuple(points),
        alternative=_ends(board, title, [(m, number(sum(c))) for m, c in counts]),
    )


def _deviations(board: Board) -> Table:
    title, other = _("Decisions other than assessed"), _("Other than assessed")
    found = []
    for month in _latest(board):
        assessed = board.decisions[month, ""]
        every = sum(count for (of, _reason), count in board.decisions.items() if of == month)
        found.append((month, every, every - assessed))
    points = []
    for month, every, deviating in reversed(found):
        points += [
            Point(_short_month(board, month), _("As assessed"), every - deviating, ""),
            Point(_short_month(board, month), other, deviating, ""),
        ]
    return Table(
        name="deviations",
        title=title,
        head=(_("Month"), _("Decisions"), other, _("Share")),
        rows=tuple((_said_month(board, m), number(e), number(d), share(d, e)) for m, e, d in found),
        plain_head=("month", "decisions", "other_than_assessed"),
        plain=tuple((f"{m:%Y-%m}", e, d) for m, e, d in found),
        points=tuple(points),
        alternative=_ends(board, title, [(m, number(d)) for m, _every, d in found]),
    )


def _reasons(board: Board) -> Table:
    title = _("Reasons for deciding otherwise")
    known = delegations().reasons
    codes = list(dict.fromkeys((*known, *(code for _m, code in board.decisions if code))))
    totals = {code: sum(board.decisions[m, code] for m in board.months) for code in codes}

    def says(code: str) -> str:
        return known[code].says.get(current(), code) if code in known else code

    rows = [(says(c), number(board.decisions[board.months[-1], c]), number(totals[c])) for c in codes]
    return Table(
        name="reasons",
        title=title,
        head=(_("Reason"), _("This month"), _("All months shown")),
        rows=tuple(rows),
        plain_head=("month", "reason", "decisions"),
        plain=tuple((f"{m:%Y-%m}", code, board.decisions[m, code]) for m in _latest(board) for code in codes),
    )


def _ends(board: Board, title: str, months: list[tuple[date, str]]) -> str:
    """What a chart over months says at its two ends."""
    (last, then), (first, since) = months[0], months[-1]
    words = {"title": title, "first": month_said(first), "since": since, "last": _said_month(board, last), "then": then}
    return _("%(title)s by month: %(first)s %(since)s, %(last)s %(then)s. The table has every month.") % words
