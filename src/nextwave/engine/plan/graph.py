"""The plan: what a rulebook says on one date, as a typed graph of small operations.

A `Node` is one operation on other nodes; a `Definition` is one rule in one period, with the variable that
stands for its entity and the node that its value is; a `Slot` is a fact as it stood on one day. Evaluators
read the plan and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nextwave.engine.plan.types import Type
from nextwave.rulebook.model import Entity, Fact, Figure, Programme, Rule, Rulebook
from nextwave.rulebook.problems import Place


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """Stands for one instance of an entity while a rule's body or an aggregate's element is evaluated."""

    entity: str
    number: int

    def __repr__(self) -> str:
        return f"{self.entity.lower()}{self.number}"


@dataclass(slots=True, eq=False)
class Node:
    """One operation. `operation` names a file of `engine.operations`, or is one of the leaves below.

    Leaves: "constant" (`detail` is the exact value: int, Fraction, ordinal of a date, index of a choice),
    "figure" (`detail` is a FigureUse), "fact" (`detail` is a Slot; arguments are the indices),
    "read" (`detail` is a Definition; arguments are the indices), "variable" (`detail` is a Variable),
    "parent" (a job's person; `detail` is the child's entity), "group" (a person's unit: `detail` is the
    partition's name), "aggregate" (`detail` is an AggregateUse).
    """

    number: int
    operation: str
    arguments: tuple[Node, ...]
    type: Type
    place: Place
    detail: Any = None
    free: frozenset[Variable] = frozenset()
    _below: tuple[Node, ...] | None = field(default=None, init=False, repr=False)

    def walk(self) -> tuple[Node, ...]:
        """This node and everything below it, each once, arguments first. Looked at once: a plan that is built stays
        as it is."""
        if self._below is None:
            self._below = tuple(self._walk())
        return self._below

    def _walk(self) -> Iterator[Node]:
        seen: set[int] = set()
        stack: list[tuple[Node, bool]] = [(self, False)]
        while stack:
            node, done = stack.pop()
            if done:
                yield node
                continue
            if node.number in seen:
                continue
            seen.add(node.number)
            stack.append((node, True))
            stack.extend((a, False) for a in reversed(node.arguments) if a.number not in seen)


@dataclass(frozen=True, slots=True, eq=False)
class FigureUse:
    """A figure read as of a day; a table is read as a whole and looked up by an operation. `choices` are the
    members of the choice that a list of the law names; `keys` those of each choice that names the rows of a table,
    nothing of a number."""

    figure: Figure
    as_of: date
    choices: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class AggregateUse:
    """`kind` of the element (argument 0) where the condition (argument 1) holds, for `variable` over `domain`.

    `domain` is "all" (every instance of the variable's entity), "children" (argument 2 is the parent) or
    "members" (argument 2 is the group). min and max have their default as the last argument.
    """

    kind: str
    variable: Variable
    domain: str


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A fact as it stood on a day. A flow has two slots: `part` is "amount" or "per". A fact that is
    worked out where it is not stated has one more, which says whether it is: `part` is "stated". A fact of type people
    is asked pairwise: for two people, whether the second is among those named for the first."""

    fact: Fact
    as_of: date
    part: str
    number: int
    type: Type
    choices: tuple[str, ...] = ()

    @property
    def pairwise(self) -> bool:
        return self.fact.type == "people"


@dataclass(slots=True, eq=False)
class Definition:
    """A rule (or the rule of a partition, or a constraint) in one period, ready to be evaluated."""

    name: str
    rule: Rule
    variables: tuple[Variable, ...]
    start: date
    body: Node
    type: Type
    number: int
    own_period: bool

    def __repr__(self) -> str:
        return f"<{self.name}@{self.start}>"


@dataclass(slots=True)
class Structure:
    """A partition of the people that rules define: its entity and the definition of `together`."""

    entity: Entity
    together: Definition


@dataclass(slots=True)
class Outcome:
    """What a programme concludes for each of those it concerns. `kind` is the entity's: a result for a
    household is for everyone in it. Those for whom `applies` is false have no result. Of a tier `level` is the choice
    that says which level it is, and `levels` for each of its members, the lowest first, whether it is that one."""

    programme: Programme
    entity: str
    kind: str
    eligible: Definition
    amount: Definition | None
    applies: Definition | None = None
    level: Definition | None = None
    levels: tuple[Definition, ...] = ()

    @property
    def decisive(self) -> list[Definition]:
        """The rules that decide what comes out, without the one that says whether there is a result."""
        return [d for d in (self.eligible, self.amount, self.level) if d is not None]


def units_read(plan: Plan, node: Node) -> str:
    """The partition whose units a node asks for: someone's unit, a unit's people, or all units; empty where none."""
    if node.operation == "group":
        return str(node.detail)
    if node.operation == "aggregate":
        if node.detail.domain == "members":
            return node.arguments[2].type.detail
        entity = plan.rulebook.entities[node.detail.variable.entity]
        return entity.name if entity.kind == "partition" else ""
    return ""


@dataclass(slots=True)
class Implied:
    """What may be assumed of an unknown fact: it applies, or has the stated value (for each instance).

    `stated` is that value as `engine.situations.stating` counts it."""

    slot: Slot
    condition: Definition
    stated: int


@dataclass(slots=True)
class Plan:
    """A compiled rulebook for the period that contains `on`. Definitions stand in the order of evaluation.

    `by_day` says that a rule reckons with `on` itself. Otherwise the plan holds for the days of its month before
    `on` too, save the first (which other rules may read as the start of a period): only facts are then read as of
    that day."""

    rulebook: Rulebook
    on: date
    definitions: list[Definition] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    structures: dict[str, Structure] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    constraints: list[Definition] = field(default_factory=list)
    implied: list[Implied] = field(default_factory=list)
    by_day: bool = False

    def nodes(self) -> Iterator[Node]:
        """Every node, each once, arguments first, definitions in order."""
        seen: set[int] = set()
        for definition in self.definitions:
            for node in definition.body.walk():
                if node.number not in seen:
                    seen.add(node.number)
                    yield node


def closure(plan: Plan, definitions: Iterable[Definition]) -> set[int]:
    """The numbers of these definitions and of all that they read."""
    found: set[int] = set()
    stack = list(definitions)
    while stack:
        definition = stack.pop()
        if definition.number in found:
            continue
        found.add(definition.number)
        for node in definition.body.walk():
            if node.operation == "read":
                stack.append(node.detail)
            group = units_read(plan, node)
            if group:
                stack.append(plan.structures[group].together)
    return found


#: How a stated flow may be stated, from the smallest to the largest amount of a month for the same number.
PERIODS = ("year", "month", "half_month", "two_weeks", "week")
