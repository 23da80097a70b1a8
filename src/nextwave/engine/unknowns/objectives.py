"""What a search looks for: the status, the amount or a level of a result, of one completion or over its ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from nextwave.engine.evaluators.exact import Values
from nextwave.engine.operations.conditions.logic import and_bounds, or_bounds
from nextwave.engine.operations.operation import Range
from nextwave.engine.plan.graph import Outcome
from nextwave.engine.unknowns.units import Units

#: Given the ranges of a region and its units, the range of what is sought.
Objective = Callable[[Any, Units], Range]


def at_values(objective: Objective, values: Values) -> int:
    """What an objective comes to where everything is known."""
    units: Units = {name: (index_of(members), members) for name, members in values.units.items()}
    return objective(_Points(values.definitions), units)[0]


def index_of(members: Sequence[Sequence[int]]) -> list[int]:
    """The unit of each person, from the people of each unit."""
    of = [0] * sum(len(m) for m in members)
    for number, people in enumerate(members):
        for person in people:
            of[person] = number
    return of


class _Points:
    """Exact values in the form of ranges, made where an objective reads them."""

    __slots__ = ("columns",)

    def __init__(self, columns: list[list[Any]]) -> None:
        self.columns = columns

    def __getitem__(self, number: int) -> list[Range]:
        return [(int(v), int(v), 0, 0) for v in self.columns[number]]


def outcome_instances(outcome: Outcome, people: frozenset[int], units: Units) -> list[int]:
    """Which instances of the outcome's entity these people are: their units, the household, or themselves."""
    if outcome.entity in units:
        return [i for i, members in enumerate(units[outcome.entity][1]) if members[0] in people]
    return [0] if outcome.kind == "group" else sorted(people)


def for_units(outcome: Outcome, people: frozenset[int], what: str) -> Objective:
    """The objective of a result: what all units (or persons) of these people come to together.

    `what` is "amount" (their sum), "all" (every one eligible) or "any" (at least one).
    """
    eligible, amount = outcome.eligible.number, outcome.amount.number if outcome.amount else None

    def objective(ranges: Any, units: Units) -> Range:
        instances = outcome_instances(outcome, people, units)
        yes, sums = ranges[eligible], ranges[amount] if amount is not None else None
        lo = hi = up = dn = 0
        if what == "amount" and sums is not None:
            for i in instances:
                e, a = yes[i], sums[i]
                if e[1]:
                    lo += a[0] if e[0] else min(a[0], 0)
                    hi += a[1]
                    up |= a[2] | (0 if e[0] else e[2])
                    dn |= a[3] | (0 if e[0] else e[3])
            return (lo, hi, up, dn)
        lo, hi = (1, 1) if what == "all" else (0, 0)
        for i in instances:
            e = yes[i]
            lo, hi = (min(lo, e[0]), min(hi, e[1])) if what == "all" else (max(lo, e[0]), max(hi, e[1]))
            up |= e[2]
            dn |= e[3]
        return (lo, hi, up, dn)

    return objective


def for_level(outcome: Outcome, people: frozenset[int], member: int) -> Objective:
    """The objective of a level: whether it comes, for any unit (or person) of these people, to this member."""
    eligible, level = outcome.eligible.number, outcome.levels[member].number

    def objective(ranges: Any, units: Units) -> Range:
        found: Range = (0, 0, 0, 0)
        for i in outcome_instances(outcome, people, units):
            found = or_bounds(found, and_bounds(ranges[eligible][i], ranges[level][i]))
        return found

    return objective
