"""Order and equality. Ends are compared in one common step, so equality is exact."""

from __future__ import annotations

from fractions import Fraction

from nextwave.engine.operations.operation import Alternatives, Measure, Operation, Range
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import BOOL, Mismatch, Type, same_unit

TRUTH = Measure(Fraction(1), Fraction(0), Fraction(1))


def _order(arguments: tuple[Node, ...]) -> Type:
    a, b = (argument.type for argument in arguments)
    if not ((a.numeric and b.numeric) or a.kind == b.kind == "date"):
        raise Mismatch(f"cannot compare {a} with {b}", "compare two numbers, amounts or dates of one unit", "unit")
    same_unit(a, b, "compare")
    return BOOL


def _equality(arguments: tuple[Node, ...]) -> Type:
    a, b = (argument.type for argument in arguments)
    if a.kind == b.kind == "one" and a.detail == b.detail:
        return BOOL
    same_unit(a, b, "compare")
    return BOOL


def less_bounds(a: Range, b: Range) -> Range:
    if a[1] < b[0]:
        return (1, 1, 0, 0)
    if a[0] >= b[1]:
        return (0, 0, 0, 0)
    return (0, 1, a[3] | b[2], a[2] | b[3])


def less_or_equal_bounds(a: Range, b: Range) -> Range:
    if a[1] <= b[0]:
        return (1, 1, 0, 0)
    if a[0] > b[1]:
        return (0, 0, 0, 0)
    return (0, 1, a[3] | b[2], a[2] | b[3])


def equal_bounds(a: Range, b: Range) -> Range:
    if a[1] < b[0] or b[1] < a[0]:
        return (0, 0, 0, 0)
    if a[0] == a[1] == b[0] == b[1]:
        return (1, 1, 0, 0)
    mixed = a[2] | a[3] | b[2] | b[3]
    return (0, 1, mixed, mixed)


def same_bounds(a: Alternatives, b: Alternatives) -> Range:
    """Equality of two choices or people."""
    if not a[0] & b[0]:
        return (0, 0, 0, 0)
    if a[0] == b[0] and not a[0] & (a[0] - 1):
        return (1, 1, 0, 0)
    return (0, 1, a[1] | b[1], a[1] | b[1])


def _equal(t: list[str], node: Node, *_: object) -> str:
    name = "same_bounds" if node.arguments[0].type.sets else "equal_bounds"
    return f"{name}({t[0]}, {t[1]})"


OPERATIONS = (
    Operation(
        name="less",
        type=_order,
        measure=lambda *_: TRUTH,
        exact=lambda t, *_: f"({t[0]} < {t[1]})",
        bounds=lambda t, *_: f"less_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: v[0] < v[1],
        wording="{0} is less than {1}",
        scaling="common",
        same_unit=True,
        runtime=(less_bounds,),
    ),
    Operation(
        name="less_or_equal",
        type=_order,
        measure=lambda *_: TRUTH,
        exact=lambda t, *_: f"({t[0]} <= {t[1]})",
        bounds=lambda t, *_: f"less_or_equal_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: v[0] <= v[1],
        wording="{0} is at most {1}",
        scaling="common",
        same_unit=True,
        runtime=(less_or_equal_bounds,),
    ),
    Operation(
        name="equal",
        type=_equality,
        measure=lambda *_: TRUTH,
        exact=lambda t, *_: f"({t[0]} == {t[1]})",
        bounds=_equal,
        reference=lambda v, _: v[0] == v[1],
        wording="{0} is {1}",
        scaling="common",
        same_unit=True,
        runtime=(equal_bounds, same_bounds),
    ),
)
