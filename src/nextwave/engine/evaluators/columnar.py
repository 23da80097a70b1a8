"""The columnar evaluator: a plan as NumPy over int64, for blocks of households whose facts are all known.

It computes the same integers as the exact evaluator, with the household as the last axis of every array. A
variable of a rule or an aggregate has an axis of its own, further in front the deeper it is nested, so arrays
line up by themselves (those of a shallower variable are broadcast).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nextwave.compiling import code
from nextwave.engine.building.quanta import Measures, aligned
from nextwave.engine.evaluators.columns import RUNTIME, Array, Block, path, shape
from nextwave.engine.operations import OPERATIONS
from nextwave.engine.plan.graph import Definition, Node, Plan, Variable


@dataclass(slots=True)
class ColumnValues:
    """What every rule came to. `definitions[k]` has the shape of its entity's facts, in quanta; of a
    partition one row for each person, of which those count for whom `first[name]` holds: they name a unit.
    `label[name]` is the unit of each person, as its first person."""

    definitions: list[Array]
    label: dict[str, Array] = field(default_factory=dict)
    first: dict[str, Array] = field(default_factory=dict)


class Columnar:
    """A plan compiled once; `run` may be called from several threads."""

    def __init__(self, plan: Plan, measures: Measures, only: set[int] | None = None) -> None:
        """With `only`, the numbers of definitions, others are left out (their values are empty)."""
        self.plan = plan
        self.source = Writer(plan, measures).source(only)
        space: dict[str, Any] = {**RUNTIME, "np": np}
        # The source is made of the plan's operations only: no text of a rulebook or a user reaches it.
        exec(code(self.source, "<plan over columns>"), space)  # noqa: S102
        self._run = space["run"]

    def run(self, block: Block) -> ColumnValues:
        """Every rule's value for every household of a block."""
        shapes = {name: shape(self.plan, block, name) for name in self.plan.rulebook.entities}
        definitions, label, first = self._run(block, shapes)
        names = list(self.plan.structures)
        return ColumnValues(definitions, dict(zip(names, label, strict=True)), dict(zip(names, first, strict=True)))


def forgetting(lines: list[str]) -> list[str]:
    """The lines with each passing value dropped after its last use, so that the next takes its memory while
    the cache still holds it."""
    last: dict[str, int] = {}
    for number, line in enumerate(lines):
        for name in PASSING.findall(line):
            last[name] = number
    gone: dict[int, list[str]] = {}
    for name, number in last.items():
        gone.setdefault(number, []).append(name)
    found = []
    for number, line in enumerate(lines):
        found.append(line)
        if number in gone:
            found.append(f"    del {', '.join(gone[number])}")
    return found


#: A value that only lines of the evaluator read.
PASSING = re.compile(r"\bt\d+\b")

#: The axes of an instance, from the person down, each counted from the households' axis to the front.
Axes = tuple[int, ...]


class Writer:
    """Writes the columnar evaluator, one definition after the other, each operation on a line of its own."""

    def __init__(self, plan: Plan, measures: Measures) -> None:
        self.plan, self.measures = plan, measures
        self.entities = {name: i for i, name in enumerate(plan.rulebook.entities)}
        self.lines: list[str] = []
        self.names: dict[int, str] = {}
        self.axes: dict[Variable, Axes] = {}
        self.locals = 0
        #: What was worked out already, by its text: lines have no effect but their value, and names are never
        #: assigned again, so the same text is the same value wherever it stands.
        self.made: dict[str, str] = {}

    def source(self, only: set[int] | None = None) -> str:
        self.lines = ["def run(s, shapes):", "    n = s.people", "    person = np.arange(n)[:, None]"]
        self.lines += [f"    f{slot.number} = s.slots[{slot.number}]" for slot in self.plan.slots]
        for name, i in self.entities.items():
            if len(path(self.plan, name)) > 1:
                self.lines.append(f"    x{i} = s.present[{name!r}]")
        made: set[str] = set()
        for definition in self.plan.definitions:
            if only is not None and definition.number not in only:
                self.lines.append(f"    d{definition.number} = NONE")
                continue
            self.definition(definition)
            for name, structure in self.plan.structures.items():
                if structure.together is definition and name not in made:
                    made.add(name)
                    i = self.entities[name]
                    self.lines.append(f"    g{i}, e{i} = labelled(d{definition.number})")
        values = ", ".join(f"d{d.number}" for d in self.plan.definitions)
        labels = ", ".join(f"g{self.entities[name]}" for name in self.plan.structures)
        firsts = ", ".join(f"e{self.entities[name]}" for name in self.plan.structures)
        return "\n".join([*forgetting(self.lines), f"    return [{values}], [{labels}], [{firsts}]"])

    def local(self, text: str) -> str:
        if text not in self.made:
            self.locals += 1
            self.lines.append(f"    t{self.locals} = {text}")
            self.made[text] = f"t{self.locals}"
        return self.made[text]

    def definition(self, definition: Definition) -> None:
        self.names, self.axes = {}, {}
        depth = 0
        for variable in definition.variables:
            steps = len(path(self.plan, variable.entity))
            self.axes[variable] = tuple(range(depth, depth + steps))
            depth += steps
        text = self.emit(definition.body, depth)
        entity = definition.variables[0].entity
        shape_ = f"shapes[{entity!r}]" if len(definition.variables) == 1 else f"(n, *shapes[{entity!r}])"
        kind = "np.bool_" if definition.type.kind == "bool" else "np.int64"
        self.lines.append(f"    d{definition.number} = column({text}, {shape_}, {kind})")

    def emit(self, node: Node, depth: int) -> str:
        """The name of a node's value; `depth` is how many axes are in use around it."""
        if node.number not in self.names:
            text = self.text(node, depth)
            plain = node.operation in ("constant", "figure") or text.isidentifier()
            self.names[node.number] = text if plain else self.local(text)
        return self.names[node.number]

    def text(self, node: Node, depth: int) -> str:
        match node.operation:
            case "constant" | "figure":
                measure = self.measures[node.number]
                return str(int(node.detail)) if measure is None else str(int(measure.low / measure.quantum))
            case "variable" | "parent":
                axes = self.direct(node)
                assert axes is not None
                return self.spread("person", (axes[0],)) if axes else "0"
            case "group":
                return self.value(f"g{self.entities[node.detail]}", [node.arguments[0]], depth)
            case "fact":
                return self.value(f"f{node.detail.number}", list(node.arguments), depth)
            case "read":
                return self.value(f"d{node.detail.number}", list(node.arguments), depth)
            case "aggregate":
                return self.aggregate(node, depth)
        operation = OPERATIONS[node.operation]
        texts = []
        for argument, factor in zip(node.arguments, aligned(node, self.measures), strict=True):
            text = "" if argument.type.kind in ("table", "choices") else self.emit(argument, depth)
            texts.append(text if factor == 1 else f"({text} * {factor})")
        measures = tuple(self.measures[a.number] for a in node.arguments)
        return (operation.columns or operation.exact)(texts, node, measures, self.measures[node.number])

    def direct(self, node: Node) -> Axes | None:
        """The axes of an instance that a variable (or its parent) names; None where it is worked out."""
        match node.operation:
            case "variable":
                return self.axes[node.detail]
            case "constant":
                return ()
            case "parent":
                axes = self.direct(node.arguments[0])
                is_entity = self.plan.rulebook.entities[node.detail].kind == "entity"
                return axes[:-1] if is_entity and axes is not None else axes
        return None

    @staticmethod
    def spread(text: str, axes: Axes) -> str:
        """A column with its axes brought to their places: axis 0 is next to the households."""
        places = ["None"] * ((max(axes) + 1) if axes else 0)
        for axis in axes:
            places[-1 - axis] = ":"
        return text if places == [":"] * len(places) else f"{text}[{', '.join([*places, ':'])}]"

    def value(self, column: str, indices: list[Node], depth: int) -> str:
        """A column read for the instances that nodes name."""
        found = [self.direct(index) for index in indices]
        if len(indices) == 1 and found[0] is not None:
            return self.spread(column, found[0])
        if len(indices) == 2 and found[0] and found[1] and found[0] != found[1]:
            (a,), (b,) = found[0], found[1]
            return self.spread(column if a < b else f"{column}.swapaxes(0, 1)", (min(a, b), max(a, b)))
        return f"gathered({column}, {', '.join(self.emit(index, depth) for index in indices)})"

    def aggregate(self, node: Node, depth: int) -> str:
        use = node.detail
        conditions: list[str] = []
        entity = self.plan.rulebook.entities[use.variable.entity]
        steps = len(path(self.plan, entity.name))
        new = tuple(range(depth, depth + steps))
        if use.domain == "children":
            above = self.direct(node.arguments[2])
            if above is None:
                above, new = new[:-1], new
                parent = self.spread("person", (above[0],))
                conditions.append(f"({parent} == {self.emit(node.arguments[2], depth)})")
            else:
                new = (depth,)
            self.axes[use.variable] = (*above, new[-1])
        else:
            self.axes[use.variable] = new
        if steps > 1:
            conditions.append(self.spread(f"x{self.entities[entity.name]}", self.axes[use.variable]))
        if entity.kind == "partition":
            conditions.append(self.spread(f"e{self.entities[entity.name]}", new))
        if use.domain == "members":
            of = node.arguments[2]
            label = self.spread(f"g{self.entities[of.type.detail]}", new)
            conditions.append(self.local(f"({label} == {self.emit(of, depth)})"))
        inner = new[-1] + 1 if new else depth
        stated = node.arguments[1]
        always = stated.operation == "constant" and stated.detail == 1
        if not always:
            conditions.append(self.emit(stated, inner))
        factors = aligned(node, self.measures)
        element = self.emit(node.arguments[0], inner)
        if factors[0] != 1:
            element = f"({element} * {factors[0]})"
        condition = " & ".join(conditions)
        shape_ = f"({'n, ' if entity.kind != 'group' else ''}" + "1, " * new[0] + "1)" if new else "(1,)"
        if not condition:
            # Everyone counts; an element that is the same for all is counted as often.
            condition = f"np.ones({shape_}, dtype=np.bool_)" if new else "True"
        return self.reduced(use.kind, condition, element, new, node, factors, depth)

    def reduced(
        self, kind: str, condition: str, element: str, new: Axes, node: Node, factors: list[int], depth: int
    ) -> str:
        axes = tuple(-2 - axis for axis in new)
        over = f"axis={axes!r}" if len(axes) != 1 else f"axis={axes[0]}"
        match kind:
            case "sum":
                if not new:
                    return f"np.where({condition}, {element}, 0)"
                return f"np.where({condition}, {element}, 0).sum({over})"
            case "any":
                return f"(({condition}) & {element}).any({over})" if new else f"(({condition}) & {element})"
            case "all":
                return f"(np.logical_not({condition}) | {element}).all({over})" if new else element
        default = self.emit(node.arguments[-1], depth)
        if factors[-1] != 1:
            default = f"({default} * {factors[-1]})"
        pick, worst = ("min", "2**63 - 1") if kind == "min" else ("max", "-(2**63)")
        name = self.local(f"np.where({condition}, {element}, {worst}).{pick}({over})")
        return f"np.where(({condition}).any({over}), {name}, {default})"
