"""The reference evaluator: slow, obvious and independent, to check the others against.

It walks the plan in exact fractions, node by node and instance by instance, with no compiling, no scaling
and no order of its own. Values are truths, fractions (amounts, counts, day numbers), or indices of choices
and people (-1 for nobody).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from nextwave.engine.evaluators.exact import Facts
from nextwave.engine.operations import OPERATIONS
from nextwave.engine.plan.figures import value_of
from nextwave.engine.plan.graph import Definition, Node, Plan, Variable

#: Which instance each variable stands for.
Bound = dict[Variable, int]

CENT = Fraction(1, 100)


@lru_cache(maxsize=100_000)
def _fraction(value: Any) -> Fraction:
    return Fraction(value)


class Reference:
    """One household under one plan."""

    def __init__(self, plan: Plan, facts: Facts) -> None:
        self.plan, self.facts = plan, facts
        self.people = facts.counts[plan.rulebook.person.name]
        self.known: dict[tuple[int, tuple[int, ...]], Any] = {}
        self.units: dict[str, list[set[int]]] = {}

    def value(self, definition: Definition, *instances: int) -> Any:
        """The value of a rule for one person, job or unit (or pair of people)."""
        key = (definition.number, instances)
        if key not in self.known:
            bound = dict(zip(definition.variables, instances, strict=True))
            self.known[key] = self.node(definition.body, bound)
        return self.known[key]

    def units_of(self, name: str) -> list[set[int]]:
        """The units of a partition: people joined until nothing more joins, ordered by their first person."""
        if name not in self.units:
            together = self.plan.structures[name].together
            units = [{person} for person in range(self.people)]
            for a in range(self.people):
                for b in range(self.people):
                    if a != b and self.value(together, a, b):
                        joined = [u for u in units if a in u or b in u]
                        units = [u for u in units if u not in joined] + [set().union(*joined)]
            self.units[name] = sorted(units, key=min)
        return self.units[name]

    def node(self, node: Node, bound: Bound) -> Any:
        match node.operation:
            case "constant":
                return self.plain(node, node.detail)
            case "figure":
                return None if node.type.kind in ("table", "choices") else self.plain(node, value_of(node.detail))
            case "variable":
                return bound[node.detail]
            case "parent":
                below = int(self.node(node.arguments[0], bound))
                of = self.plan.rulebook.entities[node.detail]
                return self.facts.parents[node.detail][below] if of.kind == "entity" else below
            case "group":
                person = self.node(node.arguments[0], bound)
                return next(i for i, unit in enumerate(self.units_of(node.detail)) if person in unit)
            case "fact":
                return self.fact(node, [self.node(a, bound) for a in node.arguments])
            case "read":
                whom = [self.node(a, bound) for a in node.arguments]
                return None if -1 in whom else self.value(node.detail, *whom)
            case "aggregate":
                return self.aggregate(node, bound)
            case "if" | "applied":
                return self.node(node.arguments[1 if self.node(node.arguments[0], bound) else 2], bound)
            case "and":
                return all(self.node(a, bound) for a in node.arguments)
            case "or":
                return any(self.node(a, bound) for a in node.arguments)
        values = tuple(self.node(a, bound) for a in node.arguments)
        return OPERATIONS[node.operation].reference(values, node)

    @staticmethod
    def plain(node: Node, value: Any) -> Any:
        if node.type.kind == "bool":
            return bool(value)
        return int(value) if node.type.sets else _fraction(value)

    def fact(self, node: Node, whom: list[int]) -> Any:
        if -1 in whom:
            return None
        slot = node.detail
        value = self.facts.slots[slot.number][whom[0]]
        if slot.pairwise:
            value = value[whom[1]]
        if slot.type.kind == "money":
            return value * CENT
        if slot.type.kind == "rate":
            return value * (slot.fact.step or Fraction(1, 1000))
        return self.plain(node, value)

    def aggregate(self, node: Node, bound: Bound) -> Any:
        use = node.detail
        found = []
        for instance in self.domain(node, bound):
            inner = {**bound, use.variable: instance}
            if self.node(node.arguments[1], inner):
                found.append(self.node(node.arguments[0], inner))
        if use.kind in ("min", "max"):
            pick = min if use.kind == "min" else max
            return pick(found) if found else self.node(node.arguments[-1], bound)
        if use.kind == "sum":
            return sum(found, Fraction(0))
        return any(found) if use.kind == "any" else all(found)

    def domain(self, node: Node, bound: Bound) -> list[int]:
        use = node.detail
        if use.domain == "members":
            unit = self.node(node.arguments[2], bound)
            return sorted(self.units_of(node.arguments[2].type.detail)[unit])
        if use.domain == "children":
            parent = self.node(node.arguments[2], bound)
            return [i for i, p in enumerate(self.facts.parents[use.variable.entity]) if p == parent]
        entity = self.plan.rulebook.entities[use.variable.entity]
        if entity.kind == "partition":
            return list(range(len(self.units_of(entity.name))))
        return list(range(self.facts.counts.get(entity.name, self.people)))

    def every(self, definition: Definition) -> list[Any]:
        """The rule's value for each instance of its entity."""
        if len(definition.variables) == 2:
            return [[self.value(definition, a, b) for b in range(self.people)] for a in range(self.people)]
        entity = self.plan.rulebook.entities[definition.variables[0].entity]
        if entity.kind == "partition":
            count = len(self.units_of(entity.name))
        else:
            count = self.people if entity.kind == "circle" else self.facts.counts[entity.name]
        return [self.value(definition, i) for i in range(count)]
