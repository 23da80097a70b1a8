"""The tables of the public statistics, made from frozen releases alone."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from django.utils.translation import gettext as _

from nextwave.casework.law.in_force import assessor, short_limits
from nextwave.casework.models import Release
from nextwave.casework.models.case import Channel
from nextwave.casework.models.decision import Outcome
from nextwave.casework.statistics.releasing import LEVELS, NO_LEVEL, UNKNOWN, tables_of
from nextwave.openness.disclosure import Protected
from nextwave.rulebook.area import TAKEN
from nextwave.web.localization.areas import area_called, areas, within
from nextwave.web.localization.languages import offered, say
from nextwave.web.public.bars import Point
from nextwave.web.public.counted import HIDDEN, Table, month_said, month_short, number, percent

#: So many bars a chart can hold and still be read.
MOST_BARS = 12


#: The start of the name of a table of applications, before what they are counted by.
APPLICATIONS = "applications_by_"


def is_by_area(table: str) -> bool:
    """Whether a table counts applications by where the home is; it is named for a fact of the rulebook that was in
    force when it was released."""
    return table.startswith(APPLICATIONS) and table.removeprefix(APPLICATIONS) not in TAKEN


def title(table: str) -> str:
    """What a table of a release is called."""
    if is_by_area(table):
        return _("Applications by %(area)s") % {"area": within(_area_called(table.removeprefix(APPLICATIONS)))}
    if table.startswith(LEVELS):
        return _("Granted %(program)s, by level") % {"program": _programme(table)}
    return {
        "applications_by_channel": _("Applications by how they came"),
        "applications_by_language": _("Applications by language"),
        "decisions_by_outcome": _("Decisions by outcome"),
        "decisions_by_timeliness": _("Decisions by time limit"),
    }[table]


def _programme(table: str) -> str:
    """What the programme is called whose levels a table counts; one that there is no more, by its name."""
    name = table.removeprefix(LEVELS)
    found = assessor().rulebook.programmes.get(name)
    return say(found.title) if found else name.replace("_", " ")


def _area_called(fact: str) -> str:
    return area_called() if fact == assessor().rulebook.jurisdiction.area else fact.replace("_", " ")


def _names(table: str, cells: Container[str]) -> dict[str, str]:
    """What the cells of a table are called, of which it has these."""
    if is_by_area(table):
        return areas() if table.removeprefix(APPLICATIONS) == assessor().rulebook.jurisdiction.area else {}
    if table == "applications_by_channel":
        return {
            Channel.ONLINE: _("Online"),
            Channel.PHONE: _("By phone"),
            Channel.PAPER: _("On paper"),
            Channel.API: _("Through another system"),
        }
    if table == "applications_by_language":
        return offered()
    if table.startswith(LEVELS):
        scale = assessor().rulebook.scale(table.removeprefix(LEVELS))
        named = {name: say(scale.labels[name]) for name in scale.members} if scale else {}
        return {**named, NO_LEVEL: _("Something else was granted")}
    if table == "decisions_by_timeliness" and "expedited_in_time" not in cells:
        return {"other_in_time": _("In time"), "other_late": _("Late")}
    return {
        Outcome.GRANTED: _("Granted"),
        Outcome.DENIED: _("Denied"),
        "expedited_in_time": _("Expedited, in time"),
        "expedited_late": _("Expedited, late"),
        "other_in_time": _("Other, in time"),
        "other_late": _("Other, late"),
    }


def of_month(made: Release) -> list[Table]:
    """A release's tables."""
    return [_one_way(name, table) for name, table in tables_of(made).items()]


def _one_way(name: str, table: Protected) -> Table:
    """Zeros of many are left to the CSV: a place without applications needs no line on the page."""
    names = {**_names(name, table.cells), UNKNOWN: _("Not known")}
    shown = {cell: count for cell, count in table.cells.items() if count != 0 or len(table.cells) <= MOST_BARS}
    rows = [(names.get(cell, cell), number(count)) for cell, count in shown.items()]
    drawn = [(cell, count) for cell, count in shown.items() if count is not None or len(shown) <= MOST_BARS]
    points = tuple(Point(names.get(cell, cell), "", count, number(count)) for cell, count in drawn[:MOST_BARS])
    if not any(point.value for point in points):
        points = ()
    plain = [(cell, _plain(count)) for cell, count in table.cells.items()]
    said = ", ".join(f"{p.at} {p.says}" for p in points)
    return Table(
        name=name,
        title=title(name),
        head=(_("Group"), _("Number")),
        rows=(*rows, (_("All"), number(table.total))),
        plain_head=("group", "count"),
        plain=(*plain, ("all", _plain(table.total))),
        points=points,
        kind="kind",
        alternative=_("%(title)s: %(said)s. The table has every number.") % {"title": title(name), "said": said},
    )


def _plain(count: int | None) -> int | str:
    return HIDDEN if count is None else count


def over_time(releases: list[Release]) -> list[Table]:
    """Applications, decisions and timeliness of every month that is released, the latest first."""
    months = [(made.month, tables_of(made)) for made in releases]
    tiers = dict.fromkeys(name for _month, tables in months for name in tables if name.startswith(LEVELS))
    return [_applications(months), _decisions(months), *(_levels(months, name) for name in tiers), _timeliness(months)]


Months = list[tuple[date, dict[str, Protected]]]


def _applications(months: Months) -> Table:
    counts = [(m, tables["applications_by_channel"].total) for m, tables in months]
    title = _("Applications")
    return Table(
        name="applications",
        title=title,
        head=(_("Month"), title),
        rows=tuple((month_said(m), number(count)) for m, count in counts),
        plain_head=("month", "applications"),
        plain=tuple((f"{m:%Y-%m}", _plain(count)) for m, count in counts),
        points=tuple(Point(month_short(m), "", c, "" if c is not None else number(c)) for m, c in reversed(counts)),
        alternative=_alternative(title, [(month_said(m), number(c)) for m, c in counts]),
    )


def _decisions(months: Months) -> Table:
    granted, denied = _("Granted"), _("Denied")
    found = [(m, tables["decisions_by_outcome"]) for m, tables in months]
    counts = [(m, t.total, t.cells[Outcome.GRANTED], t.cells[Outcome.DENIED]) for m, t in found]
    points = []
    for month, total, yes, no in reversed(counts):
        at, whole = month_short(month), None if None not in (yes, no) else total
        says = number(None) if total is None else ""
        points += [Point(at, granted, yes if whole is None else None, says)]
        points += [
            Point(at, denied, no if whole is None else None, ""),
            Point(at, _("Outcome hidden"), whole, "", quiet=True),
        ]
    title = _("Decisions by outcome")
    return Table(
        name="decisions",
        title=title,
        head=(_("Month"), _("Decided"), granted, denied),
        rows=tuple((month_said(m), *(number(n) for n in row)) for m, *row in counts),
        plain_head=("month", "decided", "granted", "denied"),
        plain=tuple((f"{m:%Y-%m}", *(_plain(n) for n in row)) for m, *row in counts),
        points=tuple(points),
        alternative=_alternative(title, [(month_said(m), number(total)) for m, total, *_rest in counts]),
    )


def _levels(months: Months, name: str) -> Table:
    """The levels of a tier by month; a month that was released without them has none."""
    found = [(m, tables[name]) for m, tables in months if name in tables]
    cells = list(dict.fromkeys(cell for _month, table in reversed(found) for cell in table.cells))
    called = _names(name, cells)
    counts = [(m, t.total, [t.cells.get(cell, 0) for cell in cells]) for m, t in found]
    # Where it is never told that something else was granted a chart has no colour for it.
    drawn = [n for n, cell in enumerate(cells) if cell != NO_LEVEL or any(each[n] for _m, _t, each in counts)]
    points = []
    for month, total, each in reversed(counts):
        at, told = month_short(month), None not in each
        says = number(None) if total is None else ""
        points += [
            Point(at, called.get(cells[n], cells[n]), each[n] if told else None, "" if n else says) for n in drawn
        ]
        points += [] if told else [Point(at, _("Level hidden"), total, "", quiet=True)]
    said = title(name)
    return Table(
        name=name,
        title=said,
        head=(_("Month"), _("Granted"), *(called.get(cell, cell) for cell in cells)),
        rows=tuple((month_said(m), number(total), *map(number, each)) for m, total, each in counts),
        plain_head=("month", "granted", *cells),
        plain=tuple((f"{m:%Y-%m}", _plain(total), *map(_plain, each)) for m, total, each in counts),
        points=tuple(points),
        alternative=_alternative(said, [(month_said(m), number(total)) for m, total, _each in counts]),
    )


def _timeliness(months: Months) -> Table:
    title, slow, fast = _("Share decided in time"), _("Other applications"), _("Expedited applications")
    timely = [(month, tables["decisions_by_timeliness"]) for month, tables in months]
    # Where the law has no short limit, and had none, there is one kind of application.
    split = short_limits() or any(table.cells.get(f"expedited_{how}", 0) != 0 for _m, table in timely for how in KEPT)
    named = {"other": slow, "expedited": fast} if split else {"other": ""}
    found = [(month, [_kind(table, kind) for kind in named]) for month, table in timely]
    points = []
    for month, pairs in reversed(found):
        gone = any(share is None and not empty for share, empty in pairs)
        for name, (share, _empty) in zip(named.values(), pairs, strict=True):
            value = share[0] / share[1] if share else None
            points.append(Point(month_short(month), name, value, _("hidden") if gone and value is None else ""))
    return Table(
        name="timeliness",
        title=title,
        head=(_("Month"), *(said or title for said in named.values())),
        rows=tuple((month_said(m), *(_share(*pair) for pair in pairs)) for m, pairs in found),
        plain_head=("month", *(f"{kind}_{what}" for kind in named for what in ("in_time", "decided"))),
        plain=tuple((f"{m:%Y-%m}", *(n for s, e in pairs for n in _parts(s, e))) for m, pairs in found),
        # One month alone is told by the table.
        points=tuple(points) if sum(p.value is not None for p in points) > 1 else (),
        kind="share",
        alternative=_alternative(title, [(month_said(m), _share(*pairs[0])) for m, pairs in found]),
    )


#: Within the time limit, and not.
KEPT = ("in_time", "late")


def _kind(table: Protected, kind: str) -> tuple[tuple[int, int] | None, bool]:
    """The share in time of a kind of application, and whether none was decided."""
    cells = [f"{kind}_{how}" for how in KEPT]
    empty = all(table.cells.get(cell, 0) == 0 for cell in cells)
    return None if empty else table.share(*cells), empty


def _share(share: tuple[int, int] | None, empty: bool) -> str:
    if empty:
        return _("none decided")
    return percent(*share) if share else number(None)


def _parts(share: tuple[int, int] | None, empty: bool) -> tuple[int | str, int | str]:
    if empty:
        return (0, 0)
    return share or (HIDDEN, HIDDEN)


def _alternative(title: str, months: list[tuple[str, str]]) -> str:
    """What a chart over months says at its two ends."""
    if not months:
        return title
    (last, then), (first, since) = months[0], months[-1]
    words = {"title": title, "first": first, "since": since, "last": last, "then": then}
    return _("%(title)s by month: %(first)s %(since)s, %(last)s %(then)s. The table has every month.") % words
