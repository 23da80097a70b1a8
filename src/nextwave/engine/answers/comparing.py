"""By what a condition failed: the two figures that it compares.

"The income is not above the limit: no" tells nobody how far above it is. For each condition that failed this finds the
comparisons that decided it, with the name and the value of both sides: what a rule or a fact is called, or the title
of a figure. A side that is reckoned on the spot has no name, and a comparison with such a side is left out. So is one
with a side that is not known (an answer may be settled while much is open), and one of the same figure of two people,
which does not say whose is whose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.engine.answers.explanation import money
from nextwave.engine.building.quanta import Measures
from nextwave.engine.evaluators.exact import Facts
from nextwave.engine.evaluators.reference import Bound, Reference
from nextwave.engine.evaluators.worked import plain
from nextwave.engine.plan.graph import Definition, Node, Plan
from nextwave.engine.situations.household import Household
from nextwave.engine.unknowns.region import Region

#: So deep conditions that rest on others are looked into where nothing nearer compares anything.
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison. `value` is an amount with two decimals, a day or a number, as `kind` (a type of the
    language) says."""

    says: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared, the household's own side first where the other is a figure of the law."""

    rule: str
    left: Side
    right: Side


class Unknown(Exception):
    """Something that nobody stated, and that does not come to the same whatever it is."""


class Settled(Reference):
    """A household of which something is not known: what comes to the same in all completions; the rest is unknown."""

    def __init__(self, plan: Plan, measures: Measures, household: Household, region: Region) -> None:
        facts = Facts(household.counts, household.parents, household.children, household.slots)
        super().__init__(plan, facts)
        self.measures, self.open, self.region = measures, household.open, region

    def value(self, definition: Definition, *instances: int) -> Any:
        found: Any = self.region.ranges[definition.number]
        if not found:
            raise Unknown
        for i in instances:
            found = found[i]
        if found[0] != found[1]:
            raise Unknown
        return plain(definition, found[0], self.measures)

    def units_of(self, name: str) -> list[set[int]]:
        return [set(unit) for unit in self.region.units[name][1]]

    def fact(self, node: Node, whom: list[int]) -> Any:
        cell = (node.detail.number, *whom)
        if cell in self.open:
            raise Unknown
        return super().fact(node, whom)


def comparisons(there: Reference, failed: Definition, instance: int) -> list[Comparison]:
    """The comparisons that decided that a condition does not hold of an instance, of a household that was worked out
    (`Worked`) or of which something is open (`Settled`); those of the rule itself, else of what it rests on."""
    level = [(failed, False)]
    for _ in range(DEEPEST):
        found: list[Comparison] = []
        below: list[tuple[Definition, bool]] = []
        for definition, wanted in level:
            bound = dict.fromkeys(definition.variables, instance)
            for node, truth in _deciding(there, definition.body, bound, wanted):
                if node.operation != "read":
                    one = _compared(there, definition, node, bound)
                    found += [one] if one else []
                elif _of_the_same(node):
                    below.append((node.detail, truth))
        if found:
            return list(dict.fromkeys(found))
        level = below
    return []


def fails(there: Reference, condition: Definition, instance: int) -> bool:
    """Whether it is known that a condition does not hold of an instance."""
    try:
        return not there.value(condition, instance)
    except Unknown:
        return False


def _of_the_same(node: Node) -> bool:
    """Whether a rule is read of the very one that the reading rule is about."""
    return len(node.arguments) == 1 and node.arguments[0].operation == "variable"


def _deciding(there: Reference, node: Node, bound: Bound, wanted: bool) -> Iterator[tuple[Node, bool]]:
    """The comparisons, and the conditions of other rules, by which a condition is true or not as `wanted`, each with
    what it is itself."""
    match node.operation:
        case "and" | "or":
            every = wanted == (node.operation == "and")
            for argument in node.arguments:
                if every or _known(there, argument, bound) in (wanted, None):
                    yield from _deciding(there, argument, bound, wanted)
        case "not":
            yield from _deciding(there, node.arguments[0], bound, not wanted)
        case "if" | "applied":
            taken = _known(there, node.arguments[0], bound)
            if taken is not None:
                yield from _deciding(there, node.arguments[1 if taken else 2], bound, wanted)
        case "read" | "less" | "less_or_equal" if node.type.kind == "bool" and _known(there, node, bound) == wanted:
            yield node, wanted


def _known(there: Reference, node: Node, bound: Bound) -> Any:
    """The value of a node; None where it is not known."""
    try:
        return there.node(node, bound)
    except Unknown:
        return None


def _compared(there: Reference, definition: Definition, node: Node, bound: Bound) -> Comparison | None:
    left, right = (_side(there, a, bound) for a in node.arguments)
    if left is None or right is None or left.kind != right.kind:
        return None
    if left.says == right.says:
        # The same of two people: the names of the sides do not tell whose is whose.
        return None
    if _named(node.arguments[0]).operation == "figure":
        left, right = right, left
    return Comparison(definition.name, left, right)


def _named(node: Node) -> Node:
    """The node that has a name: of a row that is looked up, its table."""
    return next((a for a in node.arguments if a.type.kind == "table"), node)


def _side(there: Reference, node: Node, bound: Bound) -> Side | None:
    named, value = _named(node), _known(there, node, bound)
    match named.operation:
        case "read":
            says = named.detail.rule.summary
        case "figure":
            says = named.detail.figure.title
        case "fact":
            says = named.detail.fact.label
        case _:
            return None
    if not says or value is None:
        return None
    kind = node.type.kind
    if kind == "money":
        return Side(says, kind, money(Fraction(value)))
    if kind == "date":
        return Side(says, kind, date.fromordinal(int(value)).isoformat())
    return Side(says, kind, str(Fraction(value))) if kind == "int" else None
