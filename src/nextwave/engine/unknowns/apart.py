"""Programmes whose people fall into other units are searched apart, each over what it reads itself.

Ways into units multiply: four people of whom nothing is known eat together in 15 ways and file taxes in 15, and a search
over both has 225 to look at. A programme that asks nothing of a partition needs none of its ways, and a search that
leaves out the rules it does not read looks at more of the others for the same work. Programmes over the same partitions
share a search, since most of what they read is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from nextwave.engine.budget import Budget
from nextwave.engine.plan.graph import Definition, Implied, Outcome, Plan, closure, units_read
from nextwave.engine.situations.household import Household
from nextwave.engine.unknowns.search import Search, Searcher, explaining, sought


class Searchers:
    """The searches of one plan: one for each set of partitions that programmes read."""

    def __init__(self, whole: Searcher) -> None:
        self.whole = whole

    @cached_property
    def parts(self) -> list[Searcher]:
        plan = self.whole.plan
        found: dict[frozenset[str], list[Outcome]] = {}
        for outcome in plan.outcomes:
            found.setdefault(_partitions(plan, _read(plan, [outcome])[0]), []).append(outcome)
        if len(found) < 2:
            return [self.whole]
        return [self._part(outcomes) for outcomes in found.values()]

    def _part(self, outcomes: list[Outcome]) -> Searcher:
        """The search for some outcomes: over the same definitions, of which only those that are read are worked out."""
        plan = self.whole.plan
        numbers, implied = _read(plan, outcomes)
        partitions = _partitions(plan, numbers)
        structures = {name: s for name, s in plan.structures.items() if name in partitions}
        part = replace(plan, outcomes=outcomes, structures=structures, implied=implied)
        return Searcher(part, self.whole.measures, numbers)

    def search(self, household: Household, budget: Budget) -> list[Search]:
        """The completions of a household, for each part divided by how people fall into its units. None of them has
        more than its share of the work."""
        parts, found = self.parts, []
        for k, searcher in enumerate(parts):
            with budget.share(budget.left if len(parts) == 1 else budget.left // (len(parts) - k)):
                found.append(searcher.search(household, budget))
            if not found[-1].regions:
                return found[-1:]  # what is impossible is so for every programme
        return found


def _read(plan: Plan, outcomes: list[Outcome]) -> tuple[set[int], list[Implied]]:
    """The definitions that outcomes, their reasons and the constraints read, and what may be assumed of the facts that
    these read: the conditions under which those apply are read too."""
    start: list[Definition] = [*sought(outcomes), *explaining(plan, outcomes), *plan.constraints]
    start += [s.together for name, s in plan.structures.items() if any(o.entity == name for o in outcomes)]
    implied: list[Implied] = []
    while True:
        numbers = closure(plan, [*start, *(i.condition for i in implied)])
        slots = {
            node.detail.number
            for d in plan.definitions
            if d.number in numbers
            for node in d.body.walk()
            if node.operation == "fact"
        }
        now = [i for i in plan.implied if i.slot.number in slots]
        if len(now) == len(implied):
            return numbers, implied
        implied = now


def _partitions(plan: Plan, numbers: Iterable[int]) -> frozenset[str]:
    """The partitions whose units definitions ask for, or are about."""
    read = [plan.definitions[number] for number in numbers]
    asked = {units_read(plan, node) for definition in read for node in definition.body.walk()}
    asked |= {variable.entity for definition in read for variable in definition.variables}
    return frozenset(asked & plan.structures.keys())
