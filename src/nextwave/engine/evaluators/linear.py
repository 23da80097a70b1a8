"""Sums of multiples, collected: `gross - 0.2 * earned` with `gross = earned + other` is 0.8 earned + other.

Without this a range of the difference would be as loose as if the two had nothing to do with each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from nextwave.engine.building.quanta import Measures
from nextwave.engine.plan.graph import Definition, Node

_LINEAR = ("add", "subtract", "negate", "multiply")


@dataclass(frozen=True, slots=True)
class Term:
    """A multiple of a leaf. `index` is for whom a leaf of another rule's body is read; None for one of this
    body. `factor` is in units of values, not of quanta."""

    leaf: Node
    index: Node | None
    factor: Fraction


def constant(node: Node, measures: Measures) -> Fraction | None:
    """The value of a node that is the same whatever the facts."""
    measure = measures[node.number]
    if node.operation in ("constant", "figure") and measure is not None:
        return measure.low
    return None


def linear(node: Node, measures: Measures) -> bool:
    """Whether a node is a sum, a difference or a fixed multiple."""
    if node.operation == "multiply":
        return any(constant(a, measures) is not None for a in node.arguments)
    return node.operation in _LINEAR


def leaves(definition: Definition, measures: Measures) -> list[Node]:
    """The parts of a rule's own sum: what other rules that build on the sum read of it."""
    found: list[Node] = []

    def visit(node: Node) -> None:
        if constant(node, measures) is not None:
            return
        if linear(node, measures):
            for argument in node.arguments:
                visit(argument)
        elif not _plain(node) and node not in found:
            found.append(node)

    if len(definition.variables) == 1 and linear(definition.body, measures):
        visit(definition.body)
    return found


def terms(node: Node, measures: Measures) -> tuple[list[Term], Fraction] | None:
    """A sum as multiples and a constant; None where the node is no sum.

    A read of a rule that is itself a sum is replaced by that sum's terms.
    """
    if not linear(node, measures):
        return None
    found: dict[tuple[str, int, int], Term] = {}
    rest = _collect(node, Fraction(1), None, found, measures)
    return [t for t in found.values() if t.factor], rest


def _collect(
    node: Node,
    factor: Fraction,
    index: Node | None,
    found: dict[tuple[str, int, int], Term],
    measures: Measures,
) -> Fraction:
    """Adds the node's terms to `found` and returns its constant part."""
    fixed = constant(node, measures)
    if fixed is not None:
        return fixed * factor
    if linear(node, measures):
        a, b = (*node.arguments, None)[:2]
        assert a is not None
        if node.operation == "negate" or b is None:
            return _collect(a, -factor, index, found, measures)
        if node.operation == "multiply":
            by, of = (a, b) if constant(a, measures) is not None else (b, a)
            return _collect(of, factor * (constant(by, measures) or Fraction(0)), index, found, measures)
        sign = 1 if node.operation == "add" else -1
        first = _collect(a, factor, index, found, measures)
        return first + _collect(b, factor * sign, index, found, measures)
    if node.operation == "read" and len(node.arguments) == 1:
        body = node.detail.body
        if (linear(body, measures) or _plain(body)) and (index is None or node.arguments[0].operation == "variable"):
            return _collect(body, factor, node.arguments[0] if index is None else index, found, measures)
    if _plain(node):
        at = node.arguments[0] if index is None else index
        key = (node.operation, node.detail.number, at.number)
    else:
        key = ("node", node.number, -1 if index is None else index.number)
    old = found.get(key)
    found[key] = Term(node, index, factor + (old.factor if old else 0))
    return Fraction(0)


def _plain(node: Node) -> bool:
    """A fact or rule of the very instance a body is about: it can be read from anywhere by an index."""
    return node.operation in ("read", "fact") and len(node.arguments) == 1 and node.arguments[0].operation == "variable"
