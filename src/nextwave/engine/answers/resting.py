"""Which figures a result rests on that are not confirmed for the day they are read for.

A figure counts where the rules come past it for the facts at hand: only the branch that is taken, only those
over whom a sum goes. For open results every figure counts that some completion may come past.
"""

from __future__ import annotations

from nextwave.engine.building.quanta import Measures
from nextwave.engine.evaluators.exact import Facts, Values
from nextwave.engine.evaluators.reference import Bound
from nextwave.engine.evaluators.worked import Worked
from nextwave.engine.plan.graph import Definition, Node, Outcome, Plan, closure

#: A figure as results name it: figure, title, confirmed_through.
Named = dict[str, str]


def named(node: Node) -> Named | None:
    """A figure that is read as of a day after the last for which its reference is known to hold."""
    figure, as_of = node.detail.figure, node.detail.as_of
    through = figure.confirmed_through
    if through is None or as_of <= through:
        return None
    return {"figure": figure.full_name, "title": figure.title, "confirmed_through": through.isoformat()}


class Resting:
    """For the results of one programme; made once a plan."""

    def __init__(self, plan: Plan, measures: Measures, outcome: Outcome) -> None:
        self.plan, self.measures = plan, measures
        self.roots = outcome.decisive
        #: By node number: the figures below it that are not confirmed.
        self.below: dict[int, dict[str, Named]] = {}
        reached = closure(plan, self.roots)
        for definition in plan.definitions:
            if definition.number in reached:
                self._collect(definition)
        every = {k: v for d in plan.definitions if d.number in reached for k, v in self.below[d.body.number].items()}
        #: Those that decide who belongs together: every result rests on them.
        together = [s.together for s in plan.structures.values() if s.together.number in reached]
        self.shared = {k: v for d in together for k, v in self.below[d.body.number].items()}
        self.possible: list[Named] = [every[name] for name in sorted(every)]

    def _collect(self, definition: Definition) -> None:
        for node in definition.body.walk():
            if node.number in self.below:
                continue
            found: dict[str, Named] = {}
            if node.operation == "figure":
                one = named(node)
                if one is not None:
                    found[one["figure"]] = one
            if node.operation == "read":
                found.update(self.below[node.detail.body.number])
            for argument in node.arguments:
                found.update(self.below[argument.number])
            self.below[node.number] = found

    def given(self, facts: Facts, values: Values, i: int) -> list[Named]:
        """The figures that a settled result for instance i rests on."""
        if not self.possible:
            return []
        walk = _Walk(self, facts, values)
        walk.found.update(self.shared)
        for definition in self.roots:
            walk.definition(definition, (i,))
        return [walk.found[name] for name in sorted(walk.found)]


class _Walk(Worked):
    """Goes along the branches that one household takes."""

    def __init__(self, resting: Resting, facts: Facts, values: Values) -> None:
        super().__init__(resting.plan, resting.measures, facts, values)
        self.resting = resting
        self.found: dict[str, Named] = {}
        self.seen: set[tuple[int, tuple[int, ...]]] = set()

    def definition(self, definition: Definition, instances: tuple[int, ...]) -> None:
        if (definition.number, instances) in self.seen:
            return
        self.seen.add((definition.number, instances))
        if self.resting.below[definition.body.number]:
            self.walk(definition.body, dict(zip(definition.variables, instances, strict=True)))

    def walk(self, node: Node, bound: Bound) -> None:
        below = self.resting.below[node.number]
        if not below or below.keys() <= self.found.keys():
            return
        match node.operation:
            case "figure":
                self.found.update(below)
            case "read":
                whom = [self.node(a, bound) for a in node.arguments]
                if -1 not in whom:
                    self.definition(node.detail, tuple(whom))
            case "if" | "applied":
                self.walk(node.arguments[0], bound)
                self.walk(node.arguments[1 if self.node(node.arguments[0], bound) else 2], bound)
            case "and" | "or":
                for argument in node.arguments:
                    self.walk(argument, bound)
                    if bool(self.node(argument, bound)) == (node.operation == "or"):
                        return
            case "aggregate":
                self.over(node, bound)
            case _:
                for argument in node.arguments:
                    self.walk(argument, bound)

    def over(self, node: Node, bound: Bound) -> None:
        found = False
        for instance in self.domain(node, bound):
            inner = {**bound, node.detail.variable: instance}
            self.walk(node.arguments[1], inner)
            if self.node(node.arguments[1], inner):
                found = True
                self.walk(node.arguments[0], inner)
        if node.detail.kind in ("min", "max") and not found:
            self.walk(node.arguments[-1], bound)
