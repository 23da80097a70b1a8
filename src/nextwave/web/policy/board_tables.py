"""The tables of the board, by month up to today: the service as it is, not protected for publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nextwave.casework.law.in_force import delegations
from nextwave.casework.models import Event
from nextwave.casework.statistics import performance
from nextwave.casework.statistics.performance import Decided, Timeliness, Waiting, month_of, next_month, timeliness
from nextwave.web.languages import current
from nextwave.web.public.bars import Point
from nextwave.web.public.counted import Table, month_said, month_short, number, percent

#: So many months are shown, this one included.
MONTHS = 13


@dataclass(frozen=True, slots=True)
class Board:
    """What was counted for the board, on one day."""

    on: date
    months: tuple[date, ...]
    applications: Counter[tuple[date, bool]]
    decided: list[Decided]
    waiting: list[Waiting]
    decisions: Counter[tuple[date, str]]
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
        filed_today=performance.filed_on(on),
        decided_today=performance.decided_on(on),
    )


def tables(board: Board) -> list[Table]:
    return [_applications(board), _timeliness(board), _backlog(board), _deviations(board), _reasons(board)]


def _latest(board: Board) -> Iterable[date]:
    return reversed(board.months)


def _applications(board: Board) -> Table:
    slow, fast, title = _("Other"), _("Expedited"), _("Applications")
    counts = [(m, board.applications[m, False], board.applications[m, True]) for m in _latest(board)]
    points = []
    for month, other, expedited in reversed(counts):
        points += [Point(month_short(month), slow, other, ""), Point(month_short(month), fast, expedited, "")]
    return Table(
        name="applications",
        title=title,
        head=(_("Month"), _("All"), fast, slow),
        rows=tuple((month_said(m), number(o + e), number(e), number(o)) for m, o, e in counts),
        plain_head=("month", "applications", "expedited", "other"),
        plain=tuple((f"{m:%Y-%m}", o + e, e, o) for m, o, e in counts),
        points=tuple(points),
        alternative=_ends(title, [(m, number(o + e)) for m, o, e in counts]),
    )


def _timeliness(board: Board) -> Table:
    slow, fast, title = _("Other"), _("Expedited"), _("Time to decision")
    found = [(m, _of(board, m, True), _of(board, m, False)) for m in _latest(board)]
    points = []
    for month, quick, usual in reversed(found):
        for name, one in ((slow, usual), (fast, quick)):
            points.append(Point(month_short(month), name, one.in_time / one.decided if one.decided else None, ""))
    in_time, median = _("in time"), _("median days")
    return Table(
        name="timeliness",
        title=title,
        head=(
            _("Month"),
            *(f"{kind}: {what}" for kind in (fast, slow) for what in (_("decided"), in_time, median)),
        ),
        rows=tuple((month_said(m), *_said(quick), *_said(usual)) for m, quick, usual in found),
        plain_head=(
            "month",
            *(f"{kind}_{what}" for kind in ("expedited", "other") for what in ("decided", "in_time", "median_days")),
        ),
        plain=tuple((f"{m:%Y-%m}", *_plain(quick), *_plain(usual)) for m, quick, usual in found),
        points=tuple(points) if board.decided else (),
        kind="share",
        alternative=_ends(
            _("Share decided in time"), [(m, percent(usual.in_time, usual.decided)) for m, _quick, usual in found]
        ),
    )


def _of(board: Board, month: date, expedited: bool) -> Timeliness:
    return timeliness(r for r in board.decided if r.month == month and r.expedited == expedited)


def _said(one: Timeliness) -> tuple[str, str, str]:
    median = "–" if one.median is None else number(one.median)
    return number(one.decided), percent(one.in_time, one.decided), median


def _plain(one: Timeliness) -> tuple[int, int, str]:
    return one.decided, one.in_time, "" if one.median is None else f"{float(one.median):g}"


def _backlog(board: Board) -> Table:
    title = _("To be decided, by how long it has waited")
    every = [(_band(w), w.expedited + w.other, w) for w in board.waiting]
    last = (_("All"), *(sum(n) for n in zip(*((e, w.expedited, w.other, w.late) for _b, e, w in every), strict=True)))
    rows = [(band, number(count), *map(number, (w.expedited, w.other, w.late))) for band, count, w in every]
    said = ", ".join(f"{band}: {count}" for band, count, _w in every)
    return Table(
        name="backlog",
        title=title,
        head=(_("Waiting for"), _("All"), _("Expedited"), _("Other"), _("Past the time limit")),
        rows=(*rows, (last[0], *map(number, last[1:]))),
        plain_head=("days_from", "days_to", "applications", "expedited", "other", "late"),
        plain=tuple((w.least, "" if w.most is None else w.most, c, w.expedited, w.other, w.late) for _b, c, w in every),
        points=tuple(Point(band, "", count, number(count)) for band, count, _w in every),
        kind="kind",
        alternative=f"{title}: {said}",
    )


def _band(band: Waiting) -> str:
    if band.most is None:
        return ngettext("%(days)s day or more", "%(days)s days or more", band.least) % {"days": band.least}
    words = {"least": band.least, "days": band.most}
    return ngettext("%(least)s to %(days)s day", "%(least)s to %(days)s days", band.most) % words


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
            Point(month_short(month), _("As assessed"), every - deviating, ""),
            Point(month_short(month), other, deviating, ""),
        ]
    return Table(
        name="deviations",
        title=title,
        head=(_("Month"), _("Decisions"), other, _("Share")),
        rows=tuple((month_said(m), number(e), number(d), percent(d, e)) for m, e, d in found),
        plain_head=("month", "decisions", "other_than_assessed"),
        plain=tuple((f"{m:%Y-%m}", e, d) for m, e, d in found),
        points=tuple(points),
        alternative=_ends(title, [(m, number(d)) for m, _every, d in found]),
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


def _ends(title: str, months: list[tuple[date, str]]) -> str:
    """What a chart over months says at its two ends."""
    (last, then), (first, since) = months[0], months[-1]
    words = {"title": title, "first": month_said(first), "since": since, "last": month_said(last), "then": then}
    return _("%(title)s by month: %(first)s %(since)s, %(last)s %(then)s. The table has every month.") % words
