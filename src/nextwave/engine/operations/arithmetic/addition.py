"""Sum, difference and sign of numbers of one unit."""

from __future__ import annotations

from nextwave.engine.operations.operation import Measure, Operation, Range, common_quantum
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import Mismatch, Type, same_unit


def _type(arguments: tuple[Node, ...]) -> Type:
    for argument in arguments:
        if not argument.type.numeric:
            raise Mismatch(f"cannot add or subtract {argument.type}", "use numbers or money")
    return same_unit(arguments[0].type, arguments[1].type, "add or subtract")


def _negative_type(arguments: tuple[Node, ...]) -> Type:
    if not arguments[0].type.numeric:
        raise Mismatch(f"{arguments[0].type} has no sign", "use a number or money")
    return arguments[0].type


def _sum(measures: tuple[Measure | None, ...], _: Node) -> Measure:
    a, b = measures
    assert a and b
    return Measure(common_quantum(a.quantum, b.quantum), a.low + b.low, a.high + b.high)


def _difference(measures: tuple[Measure | None, ...], _: Node) -> Measure:
    a, b = measures
    assert a and b
    return Measure(common_quantum(a.quantum, b.quantum), a.low - b.high, a.high - b.low)


def _negative(measures: tuple[Measure | None, ...], _: Node) -> Measure:
    (a,) = measures
    assert a
    return Measure(a.quantum, -a.high, -a.low)


def add_bounds(a: Range, b: Range) -> Range:
    return (a[0] + b[0], a[1] + b[1], a[2] | b[2], a[3] | b[3])


def subtract_bounds(a: Range, b: Range) -> Range:
    return (a[0] - b[1], a[1] - b[0], a[2] | b[3], a[3] | b[2])


def negate_bounds(a: Range) -> Range:
    return (-a[1], -a[0], a[3], a[2])


OPERATIONS = (
    Operation(
        name="add",
        type=_type,
        measure=_sum,
        exact=lambda t, *_: f"({t[0]} + {t[1]})",
        bounds=lambda t, *_: f"add_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: v[0] + v[1],
        wording="{0} plus {1}",
        scaling="result",
        same_unit=True,
        runtime=(add_bounds,),
    ),
    Operation(
        name="subtract",
        type=_type,
        measure=_difference,
        exact=lambda t, *_: f"({t[0]} - {t[1]})",
        bounds=lambda t, *_: f"subtract_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: v[0] - v[1],
        wording="{0} minus {1}",
        scaling="result",
        same_unit=True,
        runtime=(subtract_bounds,),
    ),
    Operation(
        name="negate",
        type=_negative_type,
        measure=_negative,
        exact=lambda t, *_: f"(-{t[0]})",
        bounds=lambda t, *_: f"negate_bounds({t[0]})",
        reference=lambda v, _: -v[0],
        wording="minus {0}",
        scaling="result",
        runtime=(negate_bounds,),
    ),
)
