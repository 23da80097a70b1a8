"""The body of a rule whose months begin on the day of someone's own date: `period=month_from(unit.claimed_on)`.

Which law holds for such a month hangs on the date, which may not be known. The body is therefore built for every law
that can hold on the first day of the month in which the assessment's day lies, and chosen by that day.
"""

from __future__ import annotations

from datetime import date

from nextwave.engine.building.changes import days_of_difference
from nextwave.engine.building.lowering.interfaces import Defines
from nextwave.engine.building.lowering.scope import LawAt, Scope, Value, in_force
from nextwave.engine.building.quanta import of_slot
from nextwave.engine.operations.days.own_months import ends_of, month_begins
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import DATE
from nextwave.rulebook.model import Rule


def body(builder: Defines, versions: tuple[Rule, ...], instances: list[Value]) -> Node:
    """What the versions of a rule come to together. Raises RulebookError."""
    low, on, rule = builder.low, builder.on, versions[0]
    assert rule.own_month
    present = builder.period_of(on, "month")[0]
    day = low.node(rule.own_month.day, Scope(rule.namespace, present, True, "month", _names(rule, instances)))
    detail = (on.toordinal(), rule.own_month.missing)
    begins = low.make("month_begins", (day,), rule.place, detail=detail)
    ends = low.make("month_ends", (day,), rule.place, detail=detail)
    builder.reckoned(Scope(rule.namespace, present, True, "month", {}))
    first, last = _possible(day, on, rule.own_month.missing)
    found: Node | None = None
    for start in (first, *days_of_difference(builder.rulebook, first, last)):
        version = in_force(versions, start)
        law = {p.name: LawAt(start) for p in version.parameters if p.annotation == "Law"}
        names = _names(version, instances) | law
        scope = Scope(version.namespace, start, True, version.period, names, own_month=(begins, ends))
        value = builder.returned(low.node(version.body, scope), version)
        if found is None or found is value:
            found = value
            continue
        threshold = low.make("constant", (), rule.place, DATE, start.toordinal())
        before = low.make("less", (begins, threshold), rule.place)
        found = low.make("if", (before, *low.alike(found, value)), rule.place)
    assert found
    return found


def _names(rule: Rule, instances: list[Value]) -> dict[str, Value]:
    people = [p.name for p in rule.parameters if p.annotation != "Law"]
    return dict(zip(people, instances, strict=True))


def _possible(day: Node, on: date, missing: str) -> tuple[date, date]:
    """The first and last day on which the month that holds can have begun."""
    least, most = date(on.year - 1, 1, 1).toordinal(), on.toordinal()
    if day.operation == "fact" and (measure := of_slot(day.detail, on)):
        least, most = int(measure.low), int(measure.high)
    first, last = ends_of(month_begins, least, most, on.toordinal(), missing)
    return date.fromordinal(first), date.fromordinal(last)
