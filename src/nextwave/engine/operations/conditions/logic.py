"""and, or, not."""

from __future__ import annotations

from nextwave.engine.operations.conditions.comparison import TRUTH
from nextwave.engine.operations.operation import Operation, Range
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import BOOL, Mismatch, Type


def _type(arguments: tuple[Node, ...]) -> Type:
    for argument in arguments:
        if argument.type != BOOL:
            raise Mismatch(f"and, or and not need true or false, not {argument.type}", "compare it with something")
    return BOOL


def and_bounds(a: Range, b: Range) -> Range:
    if a[0]:
        return b
    if b[0]:
        return a
    if not (a[1] and b[1]):
        return (0, 0, 0, 0)
    return (0, 1, a[2] | b[2], a[3] | b[3])


def or_bounds(a: Range, b: Range) -> Range:
    if not a[1]:
        return b
    if not b[1]:
        return a
    if a[0] or b[0]:
        return (1, 1, 0, 0)
    return (0, 1, a[2] | b[2], a[3] | b[3])


def not_bounds(a: Range) -> Range:
    return (1 - a[1], 1 - a[0], a[3], a[2])


# The second part is only worked out where the first does not settle the result already: most conditions on
# which facts apply are settled by an age. One name serves all, since each use reads it before another is made.


def _and_in_turn(t: list[str], *_: object) -> str:
    return f"(first if not (first := {t[0]})[1] else and_bounds(first, {t[1]}))"


def _or_in_turn(t: list[str], *_: object) -> str:
    return f"(first if (first := {t[0]})[0] else or_bounds(first, {t[1]}))"


OPERATIONS = (
    Operation(
        name="and",
        type=_type,
        measure=lambda *_: TRUTH,
        exact=lambda t, *_: f"({t[0]} and {t[1]})",
        columns=lambda t, *_: f"({t[0]} & {t[1]})",
        bounds=_and_in_turn,
        reference=lambda v, _: v[0] and v[1],
        wording="{0} and {1}",
        runtime=(and_bounds,),
    ),
    Operation(
        name="or",
        type=_type,
        measure=lambda *_: TRUTH,
        exact=lambda t, *_: f"({t[0]} or {t[1]})",
        columns=lambda t, *_: f"({t[0]} | {t[1]})",
        bounds=_or_in_turn,
        reference=lambda v, _: v[0] or v[1],
        wording="{0} or {1}",
        runtime=(or_bounds,),
    ),
    Operation(
        name="not",
        type=_type,
        measure=lambda *_: TRUTH,
        exact=lambda t, *_: f"(not {t[0]})",
        columns=lambda t, *_: f"np.logical_not({t[0]})",
        bounds=lambda t, *_: f"not_bounds({t[0]})",
        reference=lambda v, _: not v[0],
        wording="not {0}",
        runtime=(not_bounds,),
    ),
)
