"""Frozen releases of the public statistics: a month's counts, protected, some days after the month has ended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from nextwave.casework.clock import today
from nextwave.casework.law.in_force import all_notice_rules, assessor, notice_rules, short_limits
from nextwave.casework.law.notice_rules import NoticeRules
from nextwave.casework.law.time_limit import UNITS, TimeLimit
from nextwave.casework.models import Docket, Release
from nextwave.casework.models.case import Channel
from nextwave.casework.models.decision import Outcome
from nextwave.casework.refusals import refused
from nextwave.casework.statistics.performance import (
    decided,
    filed_by,
    granted_levels,
    month_of,
    next_month,
    outcomes,
)
from nextwave.openness.disclosure import VERSION, Protected, corrected, part, protect, withheld
from nextwave.rulebook.area import area_of

#: So many days after a month has ended its release is made, so that what was filed on paper is entered by then.
DELAY = timedelta(days=10)
#: A place that is none of those which the rulebook knows.
UNKNOWN = "unknown"
#: The cells of the table of timeliness: whether the short limit held, and whether it was kept.
IN_TIME = {
    (True, True): "expedited_in_time",
    (True, False): "expedited_late",
    (False, True): "other_in_time",
    (False, False): "other_late",
}
#: Tables of the same applications begin with the one, of the same decisions with the other.
APPLICATIONS, DECISIONS = "applications_by_", "decisions_by_"
#: Tables of those that were granted, of whom the table by outcome tells how many: by the levels of each tier.
LEVELS, OUTCOMES = "grants_by_level_of_", "decisions_by_outcome"
#: Who was granted something, and no level of this tier. No level is called so: it is no name.
NO_LEVEL = "no-level"


def counted(month: date) -> dict[str, dict[str, int]]:
    """A month's tables as they are, for no one's eyes: each holds every application filed, or decided, or granted,
    once. The one by area is named for the rulebook's fact; without such a fact there is none. Of each tier there is one
    by level."""
    book = assessor().rulebook
    area = area_of(book)
    by_area = {area.table: _among(filed_by(month, "area"), area.choice.members)} if area else {}
    rows = decided(month, next_month(month))
    # Where the law has no short limit nothing is expedited, unless it was by the law of that time.
    split = short_limits() or any(row.expedited == "yes" for row in rows)
    timely = {cell: 0 for (expedited, _kept), cell in IN_TIME.items() if split or not expedited}
    for row in rows:
        timely[IN_TIME[row.expedited == "yes", row.in_time]] += row.count
    return {
        **by_area,
        "applications_by_channel": _among(filed_by(month, "case__channel"), Channel.values),
        "applications_by_language": _among(filed_by(month, "language"), book.languages),
        OUTCOMES: dict(outcomes(month)),
        **_by_level(month),
        "decisions_by_timeliness": timely,
    }


def _by_level(month: date) -> dict[str, dict[str, int]]:
    """Of each tier the table of its levels, the lowest first. Levels that the rulebook has no more stand behind, and
    last who has none, where something else can be granted."""
    book = assessor().rulebook
    scales = {name: scale.members for name in book.programmes if (scale := book.scale(name))}
    found = {}
    for programme, counts in granted_levels(month, scales).items():
        none = counts.pop("", 0)
        cells = {level: counts.pop(level, 0) for level in scales[programme]} | dict(sorted(counts.items()))
        found[LEVELS + programme] = cells | ({NO_LEVEL: none} if none or len(book.programmes) > 1 else {})
    return found


def _among(counts: Mapping[str, int], names: Any) -> dict[str, int]:
    """Every name with its count, also of none, so that a table's rows say nothing; what is none of them is last."""
    found = {name: counts.get(name, 0) for name in names}
    return {**found, UNKNOWN: sum(counts.values()) - sum(found.values())}


def due(on: date) -> Iterator[date]:
    """The months whose release is due and not made, the earliest first."""
    first = Docket.objects.order_by("filed_on").values_list("filed_on", flat=True).first()
    made = set(Release.objects.values_list("month", flat=True))
    month = month_of(first or on)
    while released_from(month) <= on:
        if month not in made:
            yield month
        month = next_month(month)


def released_from(month: date) -> date:
    """The day from which a month's release is made."""
    return next_month(month) + DELAY


def release(month: date, reason: str = "") -> Release:
    """Freezes a month's statistics; with a reason, corrects what was released. Raises Refused."""
    where, reason = f"{month:%Y-%m}", reason.strip()
    if today() < released_from(month):
        what = f"the month is not complete, or its delay of {DELAY.days} days is not over"
        raise refused("month", what, where, f"release it from {released_from(month)} on")
    with transaction.atomic():
        earlier = list(Release.objects.filter(month=month).order_by("number"))
        before = earlier[-1] if earlier else None
        if before and not reason:
            raise refused("released", "it is released, and a release never changes", where, "correct it: say why")
        if reason and not before:
            raise refused("reason", "there is nothing to correct: it is not released", where, "leave the reason out")
        if len(reason) > 500:
            raise refused("reason", "the reason has more than 500 characters", where, "say it in fewer")
        if before:
            tables = _corrected(counted(month), [tables_of(one) for one in earlier])
            if tables == tables_of(before):
                raise refused("released", "nothing would differ from what is released", where, "leave it as it is")
        else:
            tables = _first(counted(month))
        number = before.number + 1 if before else 1
        content = _content(month, number, reason, tables)
        return Release.objects.create(
            month=month,
            number=number,
            content=content,
            sha256=hashlib.sha256(content.encode()).hexdigest(),
            rules=VERSION,
            reason=reason,
        )


def _first(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Protected]:
    """A month's tables for the first time; those by level beside what the one by outcome tells."""
    told = protect(counts[OUTCOMES]).cells[Outcome.GRANTED] is not None
    return {name: part(cells, told) if name.startswith(LEVELS) else protect(cells) for name, cells in counts.items()}


def _granted(tables: Mapping[str, Protected]) -> int | None:
    """How many were granted something, where tables tell it."""
    return tables[OUTCOMES].cells[Outcome.GRANTED]


def _corrected(
    counts: Mapping[str, Mapping[str, int]], earlier: Sequence[Mapping[str, Protected]]
) -> dict[str, Protected]:
    """A month's tables once more: each beside its earlier versions, and beside every total that was told of those
    whom it counts."""
    made = {}
    for same in (APPLICATIONS, DECISIONS):
        told = {t.total for tables in earlier for n, t in tables.items() if n.startswith(same) and t.total is not None}
        for name in (n for n in counts if n.startswith(same)):
            before = [tables[name] for tables in earlier if name in tables]
            made[name] = corrected(counts[name], before, told)
    told = {count for tables in earlier if (count := _granted(tables)) is not None}
    for name in (n for n in counts if n.startswith(LEVELS)):
        before = [tables[name] for tables in earlier if name in tables]
        hidden = _granted(made) is None
        made[name] = withheld(counts[name], None) if hidden else corrected(counts[name], before, told)
    return {name: made[name] for name in counts}


def _content(month: date, number: int, reason: str, tables: Mapping[str, Protected]) -> str:
    rules = notice_rules()
    written = {
        "month": f"{month:%Y-%m}",
        "release": number,
        "reason": reason,
        "measured_on": today().isoformat(),
        "limits": {**_limits(rules), "cites": rules.cites},
        **_limits_of_each(),
        "rules": VERSION,
        "tables": {
            name: {"total": table.total, "withheld": table.withheld, "cells": dict(table.cells)}
            for name, table in tables.items()
        },
    }
    return json.dumps(written, ensure_ascii=False, indent=1)


def _limits_of_each() -> dict[str, object]:
    """The limits of each programme, where they are not the same for all."""
    each = {name: {**_limits(rules), "cites": rules.cites} for name, rules in all_notice_rules().items()}
    return {"limits_of": each} if len({tuple(found.items()) for found in each.values()}) > 1 else {}


def _limits(rules: NoticeRules) -> dict[str, int]:
    """The limit for a decision by its unit, and the short one where the law has one."""
    usual, short = rules.decision_limit, rules.short_limit
    return {usual.unit: usual.count} | ({f"expedited_{short.unit}": short.count} if short else {})


def limits_of(made: Release) -> tuple[TimeLimit, TimeLimit | None]:
    """The limit for a decision that a release names, and the short one. Where the law had none, earlier releases say
    the same of both."""
    limits = read(made)["limits"]
    usual, short = (
        next((TimeLimit(limits[name + unit], unit) for unit in UNITS if name + unit in limits), None)
        for name in ("", "expedited_")
    )
    assert usual is not None, "every release names it"
    return usual, short if short != usual else None


def read(made: Release) -> dict[str, Any]:
    """What a release says."""
    content: dict[str, Any] = json.loads(made.content)
    return content


def tables_of(made: Release) -> dict[str, Protected]:
    """A release's tables."""
    found = read(made)["tables"]
    return {name: Protected(t["total"], t["cells"], t["withheld"]) for name, t in found.items()}


def latest() -> list[Release]:
    """The release that holds of every month, the latest month first."""
    found: dict[date, Release] = {}
    for made in Release.objects.order_by("-month", "-number"):
        found.setdefault(made.month, made)
    return list(found.values())
