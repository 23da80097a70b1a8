"""Looking again at a household that was worked out: any part of a rule, judged from the values that are there."""

from __future__ import annotations

from typing import Any

from nextwave.engine.building.quanta import Measures
from nextwave.engine.evaluators.exact import Facts, Values
from nextwave.engine.evaluators.reference import Reference
from nextwave.engine.plan.graph import Definition, Plan


class Worked(Reference):
    """The parts of rules, node by node, without working out the rules that they read anew."""

    def __init__(self, plan: Plan, measures: Measures, facts: Facts, values: Values) -> None:
        super().__init__(plan, facts)
        self.measures, self.values = measures, values

    def value(self, definition: Definition, *instances: int) -> Any:
        found: Any = self.values.definitions[definition.number]
        for i in instances:
            found = found[i]
        return plain(definition, found, self.measures)

    def units_of(self, name: str) -> list[set[int]]:
        return [set(unit) for unit in self.values.units[name]]


def plain(definition: Definition, count: int, measures: Measures) -> Any:
    """What so many steps of a rule's value are in the units of the law."""
    if definition.type.kind == "bool":
        return bool(count)
    measure = measures[definition.body.number]
    return count * measure.quantum if measure else count
