"""Where a rule asks something of a single fact: the ages, amounts and lists at which an answer changes.

Splitting a box there separates the cases that the law separates.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from nextwave.engine.building.quanta import Measures
from nextwave.engine.operations.conditions.membership import members
from nextwave.engine.operations.days.calendar import moved
from nextwave.engine.operations.tables.rows import thresholds
from nextwave.engine.plan.graph import Node, Plan

#: By the number of a slot: for choices bit masks of alternatives, otherwise first values of the upper part.
Cuts = dict[int, list[Any]]


def cuts_of(found: Cuts, cell: tuple[int, ...]) -> list[Any]:
    """Where rules cut an unknown; for a job that may be there, between there and not."""
    return found[cell[0]] if cell[0] >= 0 else [1]


def cuts(plan: Plan, measures: Measures) -> Cuts:
    """The cuts of every slot of the plan."""
    found: dict[int, set[Any]] = {slot.number: set() for slot in plan.slots}
    for node in plan.nodes():
        if node.operation == "in" and node.arguments[0].operation == "fact":
            found[node.arguments[0].detail.number].add(sum(1 << (i + 1) for i in members(node)))
        elif node.operation == "is_none" and _bare(node.arguments[0]).operation == "fact":
            found[_bare(node.arguments[0]).detail.number].add(node.detail or 1)
        elif node.operation == "month_begins" and _bare(node.arguments[0]).operation == "fact":
            # The months of the days before the assessment's begin on every day that there is.
            on = node.detail[0]
            found[_bare(node.arguments[0]).detail.number].update(range(on - 31, on + 1))
        elif node.operation == "bracket":
            fact, own = _bare(node.arguments[0]), measures[node.arguments[0].number]
            if fact.operation == "fact" and own is not None:
                found[fact.detail.number].update(thresholds(node, own)[0][1:])
        elif node.operation in ("equal", "less", "less_or_equal"):
            _comparison(node, measures, found)
    return {number: sorted(values) for number, values in found.items()}


def _comparison(node: Node, measures: Measures, found: dict[int, set[Any]]) -> None:
    for side in (0, 1):
        other = measures[node.arguments[1 - side].number]
        one = _bare(node.arguments[side])
        if node.operation == "equal" and one.operation == "fact" and one.type.kind == "choice":
            if node.arguments[1 - side].operation == "constant":
                found[one.detail.number].add(1 << (int(node.arguments[1 - side].detail) + 1))
            continue
        if other is None or other.low != other.high:
            continue
        if one.operation == "fact" and one.type.kind != "one":
            own = measures[one.number]
            if own is not None:
                threshold = -(-other.low // own.quantum)
                found[one.detail.number].update({int(threshold), int(threshold) + 1})
        elif one.operation == "later":
            _later(one, int(other.low), measures, found)
        elif one.operation in ("age", "months_between"):
            _date(one, int(-(-other.low // 1)), measures, found)


def _bare(node: Node) -> Node:
    """The fact behind an `applies` condition, and behind a condition that a date is not none."""
    if node.operation == "day_there":
        return _bare(node.arguments[0])
    return node.arguments[1] if node.operation == "applied" else node


def _date(node: Node, count: int, measures: Measures, found: dict[int, set[Any]]) -> None:
    """First birth dates that are younger than `count` years (and than one more) on a fixed day."""
    first, last = (_bare(a) for a in node.arguments)
    day = measures[last.number]
    if first.operation != "fact" or day is None or day.low != day.high:
        return
    on = date.fromordinal(int(day.low))
    for years in (count, count + 1) if node.operation == "age" else ():
        if 0 <= years < on.year - 1:
            found[first.detail.number].add(_birthday(on, years) + 1)


def _later(node: Node, day: int, measures: Measures, found: dict[int, set[Any]]) -> None:
    """First dates that a fixed length of time brings to a day, and past it."""
    fact, count = _bare(node.arguments[0]), measures[node.arguments[1].number]
    unit, missing = node.detail
    if fact.operation != "fact" or count is None or count.low != count.high or unit == "days":
        return
    months, last = int(count.low) * (12 if unit == "years" else 1), missing == "last_day"
    for target in (day, day + 1):
        back = moved(target, -months, True)
        near = (d for d in range(back - 4, back + 5) if moved(d, months, last) >= target)
        found[fact.detail.number].add(next(near, back))


def _birthday(on: date, years: int) -> int:
    """The last birth date whose holder is at least `years` old on the day."""
    try:
        return on.replace(year=on.year - years).toordinal()
    except ValueError:
        return date(on.year - years, 2, 28).toordinal()
