"""One of two values by a condition."""

from __future__ import annotations

from nextwave.engine.operations.operation import Alternatives, Measure, Operation, Range, common_quantum
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import Type


def _type(arguments: tuple[Node, ...]) -> Type:
    return arguments[1].type


def _measure(measures: tuple[Measure | None, ...], node: Node) -> Measure | None:
    _, a, b = measures
    if a is None or b is None:
        return None
    return Measure(common_quantum(a.quantum, b.quantum), min(a.low, b.low), max(a.high, b.high))


def never_less(a: Node, b: Node) -> bool:
    """Whether a >= b whatever the facts, seen from their form: x >= min(x, y) and max(x, y) >= x."""
    if a is b:
        return True
    if b.operation == "minimum" and any(never_less(a, part) for part in b.arguments):
        return True
    return a.operation == "maximum" and any(never_less(part, b) for part in a.arguments)


def if_bounds(condition: Range, a: Range, b: Range, order: int) -> Range:
    """`order` is 1 where a is never less than b, -1 where it is never more, else 0."""
    clo, chi, cup, cdn = condition
    if clo:
        return a
    if not chi:
        return b
    up = a[2] | b[2]
    dn = a[3] | b[3]
    if order > 0 or a[0] >= b[1]:
        up |= cup
        dn |= cdn
    elif order < 0 or a[1] <= b[0]:
        up |= cdn
        dn |= cup
    else:
        up |= cup | cdn
        dn |= cup | cdn
    lo = a[0] if a[0] < b[0] else b[0]
    hi = a[1] if a[1] > b[1] else b[1]
    return (lo, hi, up, dn) if lo != hi else (lo, hi, 0, 0)


def either_bounds(condition: Range, a: Alternatives, b: Alternatives) -> Alternatives:
    """The same for choices and people."""
    if condition[0]:
        return a
    if not condition[1]:
        return b
    return (a[0] | b[0], a[1] | b[1] | condition[2] | condition[3])


def _bounds(t: list[str], node: Node, *rest: object) -> str:
    if node.type.sets:
        return f"either_bounds({t[0]}, {t[1]}, {t[2]})"
    a, b = node.arguments[1:]
    order = 1 if never_less(a, b) else -1 if never_less(b, a) else 0
    return f"if_bounds({t[0]}, {t[1]}, {t[2]}, {order})"


OPERATION = Operation(
    name="if",
    type=_type,
    measure=_measure,
    exact=lambda t, *_: f"({t[1]} if {t[0]} else {t[2]})",
    columns=lambda t, *_: f"np.where({t[0]}, {t[1]}, {t[2]})",
    bounds=_bounds,
    reference=lambda v, _: v[1] if v[0] else v[2],
    wording="{1} because {0}",
    scaling="result",
    same_unit=True,
    runtime=(if_bounds, either_bounds),
)
