"""The same plan over ranges: what each rule can come to while some facts are unknown.

Every number is a `Range` (see `engine.operations.operation`): its ends, and the unknown facts in which it may rise or
fall. Units of people are given, not worked out: `engine.unknowns.units` looks for the ways people may fall into units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nextwave.compiling import code
from nextwave.engine.building.quanta import Measures, aligned
from nextwave.engine.evaluators.emitting import INDICES, Block, Emitter
from nextwave.engine.evaluators.linear import Term, leaves, terms
from nextwave.engine.operations import OPERATIONS, RUNTIME
from nextwave.engine.operations.arithmetic.addition import add_bounds, negate_bounds
from nextwave.engine.operations.arithmetic.multiplication import multiply_bounds
from nextwave.engine.operations.conditions.logic import and_bounds
from nextwave.engine.operations.operation import Alternatives, Range, scale_bounds
from nextwave.engine.plan.graph import Definition, Node, Plan

CERTAIN: Range = (1, 1, 0, 0)

#: An operation over ranges takes as long as so many exact ones.
BOUND = 20


@dataclass(slots=True)
class Ranges:
    """A household as the bounds evaluator reads it: like `exact.Facts`, with a Range or Alternatives for each
    value, as a box has them. `unknown[slot][i]` is whether a fact that may not apply was left unstated.
    `copies[entity][i]` is how many instances i may stand for, `present[entity][i]` whether it exists. `found` is
    what the rules came to, once that was worked out.
    """

    box: Mapping[Any, Any]
    counts: dict[str, int]
    parents: dict[str, list[int]]
    children: dict[str, list[list[int]]]
    slots: list[list[Any]]
    copies: dict[str, list[int]]
    present: dict[str, list[Range]]
    unknown: dict[int, list[bool]]
    units: dict[str, tuple[list[int], list[list[int]]]] = field(default_factory=dict)
    #: Truths of rules that are assumed, by definition and instance; what contradicts one stands in `contradicted`.
    assumed: dict[int, dict[int, int]] = field(default_factory=dict)
    contradicted: list[int] = field(default_factory=list)
    found: list[list[Any]] = field(default_factory=list)
    #: What that took.
    steps: int = 0


def linear_bounds(start: int, parts: Iterable[tuple[int, Range]]) -> Range:
    lo = hi = start
    up = dn = 0
    for factor, part in parts:
        if factor >= 0:
            lo += factor * part[0]
            hi += factor * part[1]
            up |= part[2]
            dn |= part[3]
        else:
            lo += factor * part[1]
            hi += factor * part[0]
            up |= part[3]
            dn |= part[2]
    return (lo, hi, up, dn) if lo != hi else (lo, hi, 0, 0)


def at_alternatives(values: list[Range], at: Alternatives) -> Range:
    """The value for one of several people (bit 0, nobody, stands in a branch that is not taken)."""
    mask, bits = at
    possible = [v for i, v in enumerate(values) if mask >> (i + 1) & 1]
    if not possible:
        return (0, 0, 0, 0)
    if len(possible) == 1:
        return possible[0]
    lo, hi = min(v[0] for v in possible), max(v[1] for v in possible)
    up = dn = bits
    for v in possible:
        up |= v[2]
        dn |= v[3]
    return (lo, hi, up, dn)


def among_alternatives(values: list[Alternatives], at: Alternatives) -> Alternatives:
    """The same for choices and people."""
    mask, bits = at
    found = 0
    for i, v in enumerate(values):
        if mask >> (i + 1) & 1:
            found |= v[0]
            bits |= v[1]
    return (found or 1, bits)


def assume(found: list[Range], wanted: dict[int, int], contradicted: list[int]) -> None:
    """Takes rules of some instances to be true or false: what follows is sound where that is so."""
    for i, value in wanted.items():
        if not found[i][0] <= value <= found[i][1]:
            contradicted.append(i)
        found[i] = (value, value, 0, 0)


def sum_bounds(total: Range, condition: Range, element: Range, copies: int) -> Range:
    if not condition[1]:
        return total
    lo, hi, up, dn = element
    if copies != 1:
        lo, hi = lo * copies, hi * copies
    if not condition[0]:
        if lo >= 0:
            up |= condition[2]
            dn |= condition[3]
        elif hi <= 0:
            up |= condition[3]
            dn |= condition[2]
        else:
            up |= condition[2] | condition[3]
            dn |= condition[2] | condition[3]
        lo = min(lo, 0)
        hi = max(hi, 0)
    if lo == hi:
        up = dn = 0
    return (total[0] + lo, total[1] + hi, total[2] | up, total[3] | dn)


def extreme_bounds(total: Range | None, condition: Range, element: Range, sign: int, some: int) -> Range | None:
    """A step of min (sign 1) or max (sign -1): the least over those for whom the condition holds. `some` is whether it
    surely held for someone before; else all that `total` holds may not count."""
    if not condition[1]:
        return total
    if sign < 0:
        mirrored = extreme_bounds(negate_bounds(total) if total else None, condition, negate_bounds(element), 1, some)
        return negate_bounds(mirrored) if mirrored else None
    doubt = 0 if condition[0] else condition[2] | condition[3]
    if total is None:
        return (element[0], element[1], element[2] | doubt, element[3] | doubt)
    lo = min(total[0], element[0])
    if some:
        hi = min(total[1], element[1]) if condition[0] else total[1]
    else:
        hi = element[1] if condition[0] else max(total[1], element[1])
    return (lo, hi, total[2] | element[2] | doubt, total[3] | element[3] | doubt)


_RUNTIME = (
    assume,
    scale_bounds,
    linear_bounds,
    at_alternatives,
    among_alternatives,
    sum_bounds,
    extreme_bounds,
    add_bounds,
    and_bounds,
    multiply_bounds,
    negate_bounds,
)


class Bounds:
    """A plan compiled for ranges. `definitions` limits it to those (and all they read)."""

    def __init__(self, plan: Plan, measures: Measures, only: set[int] | None = None) -> None:
        self.plan = plan
        writer = Writer(plan, measures, only)
        self.changes = writer.changes
        self.source = writer.ranges()
        space: dict[str, Any] = {**RUNTIME, **{f.__name__: f for f in _RUNTIME}, "CERTAIN": CERTAIN}
        # The source is made of the plan's operations only: no text of a rulebook or a user reaches it.
        exec(code(self.source, "<plan over ranges>"), space)  # noqa: S102
        self._run = space["run"]

    def run(self, household: Ranges, since: Ranges | None = None) -> list[list[Any]]:
        """For each definition the range of every instance (empty for those left out); kept in `found` too.

        `since` is the same household with other ranges, for which this was run: what hangs on nothing that
        differs is taken from there.
        """
        if since is None or not since.found:
            household.found, steps = self._run(household, 0, ())
        else:
            household.found, steps = self._run(household, self._changed(household, since), since.found)
        household.steps = BOUND * steps
        return household.found

    def _changed(self, one: Ranges, other: Ranges) -> int:
        changes = self.changes
        mask = changes.columns(one.slots, other.slots)
        mask |= changes.named(one.present, other.present) | changes.named(one.units, other.units)
        if one.assumed is not other.assumed:
            for number in one.assumed.keys() | other.assumed.keys():
                if one.assumed.get(number) != other.assumed.get(number):
                    mask |= changes.definitions[number]
        return mask


class Writer(Emitter):
    """Writes the evaluator over ranges."""

    parts: list[Node]

    def ranges(self) -> str:
        lines = [self.head(), *self.prelude()]
        for name, i in self.entities.items():
            declared = self.plan.rulebook.entities[name]
            if declared.kind == "entity" and declared.of:
                lines += [f"    k{i} = s.copies[{name!r}]", f"    x{i} = s.present[{name!r}]"]
            if name in self.plan.structures:
                lines += [f"    if {name!r} in s.units:", f"        g{i}, m{i} = s.units[{name!r}]"]
                lines += [f"        n{i} = len(m{i})"]
        lines += [f"    o{i.slot.number} = s.unknown[{i.slot.number}]" for i in self.plan.implied]
        for definition in self.plan.definitions:
            if not self.wanted(definition):
                lines.append(f"    d{definition.number} = ()")
                continue
            made = self.definition(definition)
            lines += self.where_changed(made, definition, [f"l{part.number}" for part in self.parts])
        lines.append(f"    return [{', '.join(self.kept)}], steps")
        return "\n".join(lines)

    def text(self, node: Node) -> str:
        match node.operation:
            case "constant" | "figure":
                return self.fixed(node)
            case "variable" | "parent" | "group":
                return f"(2 << {self.index(node)}, 0)"
            case "fact":
                return self.indexed(f"f{node.detail.number}", node)
            case "read":
                return self.indexed(f"d{node.detail.number}", node)
            case "aggregate":
                return self.aggregate(node)
        collected = self.collected(node)
        if collected is not None:
            return collected
        if node.operation == "applied":
            return self.applied(node)
        measures = tuple(self.measures[a.number] for a in node.arguments)
        texts = []
        for argument, factor in zip(node.arguments, aligned(node, self.measures), strict=True):
            text = "" if argument.type.kind in ("table", "choices") else self.emit(argument)
            texts.append(text if factor == 1 else f"scale_bounds({text}, {factor})")
        return OPERATIONS[node.operation].bounds(texts, node, measures, self.measures[node.number])

    def applied(self, node: Node) -> str:
        """A fact where it applies; whether it was stated stands in o<slot>."""
        measures = tuple(self.measures[a.number] for a in node.arguments)
        fact = node.arguments[1]
        texts = []
        for argument, factor in zip(node.arguments, aligned(node, self.measures), strict=True):
            text = self.emit(argument)
            texts.append(text if factor == 1 else f"scale_bounds({text}, {factor})")
        index = fact.arguments[0]
        known = f"o{fact.detail.number}[{self.index(index)}]" if index.operation in INDICES else "False"
        return OPERATIONS["applied"].bounds([*texts, known], node, measures, self.measures[node.number])

    def definition(self, definition: Definition) -> list[str]:
        """The loop of a definition, with a list of its own for each part of a sum that others build on."""
        self.parts = leaves(definition, self.measures)
        lines = super().definition(definition)
        if definition.type.kind == "bool" and len(definition.variables) == 1:
            n = definition.number
            lines.append(f"    if {n} in s.assumed: assume(d{n}, s.assumed[{n}], s.contradicted)")
        return [f"    l{part.number} = []" for part in self.parts] + lines

    def stored(self, block: Block) -> None:
        for part in self.parts:
            block.line(f"l{part.number}.append({self.emit(part)})")

    def collected(self, node: Node) -> str | None:
        """A sum of multiples in one go."""
        found = terms(node, self.measures)
        result = self.measures[node.number]
        if found is None or result is None:
            return None
        parts = []
        for term in found[0]:
            measure = self.measures[term.leaf.number]
            if measure is None:
                return None
            count = term.factor * measure.quantum / result.quantum
            if count.denominator != 1:
                return None
            parts.append(f"({count.numerator}, {self.leaf(term)})")
        start = found[1] / result.quantum
        if start.denominator != 1:
            return None
        return f"linear_bounds({start.numerator}, ({', '.join(parts)},))" if parts else f"({start}, {start}, 0, 0)"

    def leaf(self, term: Term) -> str:
        if term.index is None:
            return self.emit(term.leaf)
        letter = {"fact": "f", "read": "d"}.get(term.leaf.operation)
        if letter and len(term.leaf.arguments) == 1 and term.leaf.arguments[0].operation == "variable":
            text = f"{letter}{term.leaf.detail.number}"
        else:
            text = f"l{term.leaf.number}"
        if term.index.operation in INDICES:
            return f"{text}[{self.index(term.index)}]"
        return f"at_alternatives({text}, {self.emit(term.index)})"

    def fixed(self, node: Node) -> str:
        measure = self.measures[node.number]
        if measure is None:
            return f"({1 << (int(node.detail) + 1)}, 0)"
        value = int(measure.low / measure.quantum)
        return f"({value}, {value}, 0, 0)"

    def indexed(self, text: str, node: Node) -> str:
        choose = "among_alternatives" if node.type.sets else "at_alternatives"
        if all(index.operation in INDICES for index in node.arguments):
            return text + "".join(f"[{self.index(index)}]" for index in node.arguments)
        first = node.arguments[0]
        if len(node.arguments) == 1:
            return f"{choose}({text}, {self.emit(first)})"
        second = node.arguments[1]
        if first.operation in INDICES:
            return f"{choose}({text}[{self.index(first)}], {self.emit(second)})"
        if second.operation in INDICES:
            return f"{choose}([r[{self.index(second)}] for r in {text}], {self.emit(first)})"
        inner = f"[{choose}(r, {self.emit(second)}) for r in {text}]"
        return f"{choose}({inner}, {self.emit(first)})"

    def aggregate(self, node: Node) -> str:
        use, result = node.detail, self.local()
        outer = self.block_of(node)
        factors = aligned(node, self.measures)
        extreme = use.kind in ("min", "max")
        default = f"scale_bounds({self.emit(node.arguments[-1])}, {factors[-1]})" if extreme else ""
        block = Block(frozenset({use.variable}), outer.depth + 1)
        self.blocks.append(block)
        domain = self.domain(node)
        condition = self.emit(node.arguments[1])
        element = self.emit(node.arguments[0])
        self.blocks.pop()
        if factors[0] != 1:
            element = f"scale_bounds({element}, {factors[0]})"
        copies = "1"
        entity = self.plan.rulebook.entities[use.variable.entity]
        if entity.of is not None and entity.kind == "entity":
            i, v = self.entities[entity.name], self.variable(use.variable)
            condition = f"and_bounds(x{i}[{v}], {condition})"
            copies = f"k{i}[{v}]"
        start = {"sum": "(0, 0, 0, 0)", "any": "(0, 0, 0, 0)", "all": "CERTAIN"}.get(use.kind, "None")
        step = {
            "sum": f"sum_bounds({result}, {condition}, {element}, {copies})",
            "any": f"or_bounds({result}, and_bounds({condition}, {element}))",
            "all": f"and_bounds({result}, or_bounds(not_bounds({condition}), {element}))",
            "min": f"extreme_bounds({result}, {condition}, {element}, 1, {result}_any[0])",
            "max": f"extreme_bounds({result}, {condition}, {element}, -1, {result}_any[0])",
        }[use.kind]
        if extreme:
            # The default counts among the values wherever nobody may satisfy the condition.
            outer.line(f"{result}_any = (0, 0, 0, 0)")
        outer.line(f"{result} = {start}")
        outer.line(f"for {self.variable(use.variable)} in {domain}:")
        outer.lines += block.lines
        indent = "    " * (outer.depth + 1)
        outer.lines.append(f"{indent}{result} = {step}")
        if extreme:
            outer.lines.append(f"{indent}{result}_any = or_bounds({result}_any, {condition})")
            outer.line(f"{result} = {default} if {result} is None else if_bounds({result}_any, {result}, {default}, 0)")
        return result
