"""Nodes, variables, figures and slots of one plan, each made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nextwave.engine.building.lowering.names import period_of
from nextwave.engine.building.lowering.scope import Scope
from nextwave.engine.plan.figures import unit_type
from nextwave.engine.plan.graph import (
    PERIODS,
    FigureUse,
    Node,
    Plan,
    Slot,
    Variable,
)
from nextwave.engine.plan.types import Type
from nextwave.rulebook.model import Fact, Rulebook
from nextwave.rulebook.problems import Place


class Nodes:
    """The plan as it grows, and what it is made of."""

    def __init__(self, rulebook: Rulebook, on: date) -> None:
        self.rulebook = rulebook
        self.on = on
        self.result = Plan(rulebook, on)
        self.nodes: dict[tuple[object, ...], Node] = {}
        self.slots: dict[tuple[str, str, date, str], Slot] = {}
        self.variables = 0
        self.namespaces = frozenset(rulebook.programmes)

    def next_variable(self) -> int:
        self.variables += 1
        return self.variables

    def share(self, operation: str, arguments: tuple[Node, ...], type_: Type, place: Place, detail: object) -> Node:
        """The node for these parts, made once. Aggregates are never shared: each has a variable of its own."""
        key = (operation, tuple(a.number for a in arguments), type_, detail)
        node = self.nodes.get(key)
        if node is None:
            free = frozenset().union(*(a.free for a in arguments)) if arguments else frozenset()
            if operation == "variable":
                assert isinstance(detail, Variable)
                free = frozenset({detail})
            elif operation == "aggregate":
                free -= {detail.variable}  # type: ignore[attr-defined]
            node = Node(len(self.nodes), operation, arguments, type_, place, detail, free)
            self.nodes[key] = node
        return node

    def figure(self, use: FigureUse, place: Place) -> Node:
        type_ = unit_type(use.figure)
        if use.figure.choice:
            use = replace(use, choices=self.rulebook.choices[use.figure.choice].members)
        if use.figure.table:
            type_ = Type("table", use.figure.full_name)
            choices = self.rulebook.choices
            use = replace(use, keys=tuple(choices[k].members if k in choices else () for k in use.figure.table))
        key = ("figure", use.figure.full_name, use.as_of)
        if key not in self.nodes:
            self.nodes[key] = Node(len(self.nodes), "figure", (), type_, place, use)
        return self.nodes[key]

    def day(self, scope: Scope) -> date:
        """The day whose facts count: the assessment's own in its period, the first of any other."""
        return self.on if scope.own_period else scope.start

    def period_of(self, start: date, period: str) -> tuple[date, date]:
        """First and last day of the period that contains a day. Where one of the assessment's month begins within it,
        the plan holds for no other day."""
        begins = self.rulebook.jurisdiction.year_begins
        first, last = period_of(start, period, begins)
        if period == "tax_year" and begins and begins[0] == self.on.month and begins[1] > 1:
            self.result.by_day = True
        return first, last

    def reckoned(self, scope: Scope) -> None:
        """A rule reckons with that day itself: where it is the assessment's, the plan holds for no other."""
        self.result.by_day = self.result.by_day or scope.own_period

    def slot(self, fact: Fact, day: date, part: str, type_: Type) -> Slot:
        key = (fact.entity, fact.name, day, part)
        if key not in self.slots:
            choices: tuple[str, ...] = ()
            if type_.kind == "choice":
                choices = PERIODS if part == "per" else self.rulebook.choices[type_.detail].members
            self.slots[key] = Slot(fact, day, part, len(self.slots), type_, choices)
            self.result.slots.append(self.slots[key])
        return self.slots[key]
