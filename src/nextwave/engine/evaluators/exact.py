"""The exact evaluator: a plan as Python over integers, for a household whose facts are all known.

`Exact(plan, measures).run(facts)` gives the value of every rule for every person, job and unit, in quanta.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nextwave.compiling import code
from nextwave.engine.building.quanta import Measures, aligned
from nextwave.engine.evaluators.emitting import INDICES, Block, Emitter
from nextwave.engine.operations import OPERATIONS, RUNTIME
from nextwave.engine.plan.graph import Definition, Node, Plan


@dataclass(slots=True)
class Facts:
    """The shape of a household and what is known of it, as evaluators read it.

    `slots[k][i]` is the value of slot k for instance i: cents, a count, 0 or 1, a day number, the index of a
    choice or of a person (-1 for nobody); `slots[k][i][j]` for a pairwise one.
    """

    counts: dict[str, int]
    parents: dict[str, list[int]]
    children: dict[str, list[list[int]]]
    slots: list[list[Any]]


@dataclass(slots=True)
class Values:
    """What every rule came to. `definitions[k][i]` is definition k for instance i, in quanta of its measure;
    `units[name]` lists the people of every unit. After the definitions stands what else an evaluation near by
    can take over."""

    definitions: list[list[Any]]
    units: dict[str, list[list[int]]] = field(default_factory=dict)
    #: What working them out took.
    steps: int = field(default=0, compare=False)


def components(together: Sequence[Sequence[Any]]) -> tuple[list[int], list[list[int]]]:
    """The connected components of a symmetric relation: the unit of each person, the people of each unit."""
    of = [-1] * len(together)
    members: list[list[int]] = []
    for first in range(len(together)):
        if of[first] >= 0:
            continue
        unit = [first]
        of[first] = len(members)
        for a in unit:
            for b, other in enumerate(of):
                if other < 0 and b != a and (together[a][b] or together[b][a]):
                    of[b] = len(members)
                    unit.append(b)
        members.append(sorted(unit))
    return of, members


class Exact:
    """A plan compiled once; `run` may be called from several threads."""

    def __init__(self, plan: Plan, measures: Measures, only: set[int] | None = None) -> None:
        """`only` limits it to some definitions and all they read; the others come to nothing."""
        self.plan = plan
        writer = Writer(plan, measures, only)
        self.source, self.changes = writer.source(), writer.changes
        space: dict[str, Any] = {**RUNTIME, "components": components}
        # The source is made of the plan's operations only: no text of a rulebook or a user reaches it.
        exec(code(self.source, "<plan>"), space)  # noqa: S102
        self._run = space["run"]
        self._units = list(plan.structures)

    def run(self, facts: Facts, since: tuple[Facts, Values] | None = None) -> Values:
        """Every rule's value. All facts that apply must be known; facts of others may be any value.

        `since` is the same household with other facts and their values: what hangs on nothing that differs is
        taken from there.
        """
        changed, before = 0, since[1].definitions if since else ()
        if since:
            changed = self.changes.columns(facts.slots, since[0].slots)
            changed |= self.changes.named(facts.parents, since[0].parents)
        definitions, units, steps = self._run(facts, changed, before)
        return Values(definitions, dict(zip(self._units, units, strict=True)), steps)


class Writer(Emitter):
    """Writes the exact evaluator."""

    def source(self) -> str:
        lines = [self.head(), *self.prelude()]
        for definition in self.plan.definitions:
            if not self.wanted(definition):
                lines.append(f"    d{definition.number} = ()")
                continue
            lines += self.where_changed(self.definition(definition), definition, [])
            for name, structure in self.plan.structures.items():
                if structure.together is definition:
                    i = self.entities[name]
                    lines += self.units(definition, name, i)
        units = ", ".join(f"m{self.entities[name]}" for name in self.plan.structures)
        lines.append(f"    return [{', '.join(self.kept)}], [{units}], steps")
        return "\n".join(lines)

    def units(self, together: Definition, name: str, i: int) -> list[str]:
        """The units that `together` makes of people."""
        own, bit = self.changes.definitions[together.number], self.changes.entities[name]
        of, members = (f"before[{len(self.kept) + k}]" for k in (0, 1))
        self.kept += [f"g{i}", f"m{i}"]
        return [
            f"    if not before or changed & {own:#x}:",
            f"        g{i}, m{i} = components(d{together.number})",
            f"        if before and m{i} != {members}: changed |= {bit:#x}",
            f"    else: g{i}, m{i} = {of}, {members}",
            f"    n{i} = len(m{i})",
        ]

    def text(self, node: Node) -> str:
        match node.operation:
            case "constant" | "figure":
                return self.number(node)
            case "variable" | "parent" | "group":
                return self.index(node)
            case "fact":
                return self.indexed(f"f{node.detail.number}", node)
            case "read":
                return self.indexed(f"d{node.detail.number}", node)
            case "aggregate":
                return self.aggregate(node)
        measures = tuple(self.measures[a.number] for a in node.arguments)
        texts = []
        for argument, factor in zip(node.arguments, aligned(node, self.measures), strict=True):
            text = "" if argument.type.kind in ("table", "choices") else self.emit(argument)
            texts.append(text if factor == 1 else f"({text} * {factor})")
        return OPERATIONS[node.operation].exact(texts, node, measures, self.measures[node.number])

    def number(self, node: Node) -> str:
        measure = self.measures[node.number]
        return str(int(node.detail)) if measure is None else str(int(measure.low / measure.quantum))

    def indexed(self, text: str, node: Node) -> str:
        checks = []
        for index in node.arguments:
            if index.operation in INDICES:
                text += f"[{self.index(index)}]"
            else:
                inner = self.emit(index)
                text += f"[{inner}]"
                checks.append(f"{inner} >= 0")
        return f"({text} if {' and '.join(checks)} else 0)" if checks else text

    def aggregate(self, node: Node) -> str:
        use, result = node.detail, self.local()
        outer = self.block_of(node)
        factors = aligned(node, self.measures)
        start = {"sum": "0", "any": "False", "all": "True", "min": "None", "max": "None"}[use.kind]
        default = ""
        if use.kind in ("min", "max"):
            default = f"({self.emit(node.arguments[-1])} * {factors[-1]})"
        block = Block(frozenset({use.variable}), outer.depth + 1)
        self.blocks.append(block)
        domain = self.domain(node)
        condition = self.emit(node.arguments[1])
        element = self.emit(node.arguments[0])
        self.blocks.pop()
        if factors[0] != 1:
            element = f"({element} * {factors[0]})"
        outer.line(f"{result} = {start}")
        outer.line(f"for {self.variable(use.variable)} in {domain}:")
        outer.lines += block.lines
        always = node.arguments[1].operation == "constant" and node.arguments[1].detail == 1
        guard = "" if always else f"if {condition}: "
        match use.kind:
            case "sum":
                block_line = f"{guard}{result} += {element}"
            case "any":
                block_line = f"if {element if always else f'{condition} and {element}'}: {result} = True; break"
            case "all":
                block_line = (
                    f"if {f'not {element}' if always else f'{condition} and not {element}'}: {result} = False; break"
                )
            case _:
                both = f"{result} is None or {element} {'<' if use.kind == 'min' else '>'} {result}"
                block_line = f"if {both if always else f'{condition} and ({both})'}: {result} = {element}"
        outer.lines.append("    " * (outer.depth + 1) + block_line)
        if default:
            outer.line(f"if {result} is None: {result} = {default}")
        return result
