"""The smaller and the larger of two values of one unit."""

from __future__ import annotations

from nextwave.engine.operations.operation import Measure, Operation, Range, common_quantum
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import Mismatch, Type, same_unit


def _type(arguments: tuple[Node, ...]) -> Type:
    if len(arguments) != 2:
        raise Mismatch("min and max take two or more values", "give at least two", "arguments")
    a, b = (argument.type for argument in arguments)
    if not ((a.numeric and b.numeric) or a.kind == b.kind == "date"):
        raise Mismatch(f"cannot take the smaller of {a} and {b}", "use numbers, amounts or dates")
    return same_unit(a, b, "compare")


def _minimum(measures: tuple[Measure | None, ...], _: Node) -> Measure:
    a, b = measures
    assert a and b
    return Measure(common_quantum(a.quantum, b.quantum), min(a.low, b.low), min(a.high, b.high))


def _maximum(measures: tuple[Measure | None, ...], _: Node) -> Measure:
    a, b = measures
    assert a and b
    return Measure(common_quantum(a.quantum, b.quantum), max(a.low, b.low), max(a.high, b.high))


def minimum_bounds(a: Range, b: Range) -> Range:
    if a[1] <= b[0]:
        return a
    if b[1] <= a[0]:
        return b
    return (
        a[0] if a[0] < b[0] else b[0],
        a[1] if a[1] < b[1] else b[1],
        a[2] | b[2],
        a[3] | b[3],
    )


def maximum_bounds(a: Range, b: Range) -> Range:
    if a[0] >= b[1]:
        return a
    if b[0] >= a[1]:
        return b
    return (
        a[0] if a[0] > b[0] else b[0],
        a[1] if a[1] > b[1] else b[1],
        a[2] | b[2],
        a[3] | b[3],
    )


OPERATIONS = (
    Operation(
        name="minimum",
        type=_type,
        measure=_minimum,
        exact=lambda t, *_: f"min({t[0]}, {t[1]})",
        columns=lambda t, *_: f"np.minimum({t[0]}, {t[1]})",
        bounds=lambda t, *_: f"minimum_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: min(v[0], v[1]),
        wording="the smaller of {0} and {1}",
        scaling="result",
        same_unit=True,
        call=True,
        runtime=(minimum_bounds,),
    ),
    Operation(
        name="maximum",
        type=_type,
        measure=_maximum,
        exact=lambda t, *_: f"max({t[0]}, {t[1]})",
        columns=lambda t, *_: f"np.maximum({t[0]}, {t[1]})",
        bounds=lambda t, *_: f"maximum_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: max(v[0], v[1]),
        wording="the larger of {0} and {1}",
        scaling="result",
        same_unit=True,
        call=True,
        runtime=(maximum_bounds,),
    ),
)
