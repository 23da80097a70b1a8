"""Rounding to a stated unit: down, up, and half up (towards the larger number).

With three arguments a quotient is rounded together with its division, in whole numbers: so one unknown may
be divided by another, which has no exact step of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from nextwave.engine.operations.arithmetic.multiplication import quotient_type
from nextwave.engine.operations.operation import Measure, Operation, Range
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import INT, Mismatch, Type


def _type(arguments: tuple[Node, ...]) -> Type:
    if len(arguments) not in (2, 3):
        raise Mismatch("rounding takes a value and a unit", "write round_down(x, 1)", "arguments")
    unit = arguments[-1]
    type_ = arguments[0].type if len(arguments) == 2 else quotient_type(arguments[:2])
    if not type_.numeric:
        raise Mismatch(f"cannot round {type_}", "round a number or an amount")
    if unit.operation not in ("constant", "figure") or not unit.type.numeric:
        raise Mismatch("the unit of rounding is a number written out, or a figure", "write round_down(x, 1)")
    if unit.operation == "constant" and unit.detail <= 0:
        raise Mismatch("the unit of rounding is not above zero", "write round_down(x, 1)")
    if type_.kind == "rate" and unit.type == INT and unit.operation == "constant":
        return INT
    return type_


def _measure(measures: tuple[Measure | None, ...], node: Node) -> Measure:
    value, unit = measures[0], measures[-1]
    assert value and unit
    if unit.low <= 0:
        raise Mismatch("the unit of rounding may be zero", "give the figure a minimum above zero", "division")
    step, low, high = unit.low, value.low, value.high
    if len(measures) == 3:
        by = measures[1]
        assert by
        if by.low < 0:
            raise Mismatch("the divisor may be below zero", "divide by something that is never below zero", "division")
        if not node.detail and by.low <= 0:
            raise Mismatch(
                "the divisor may be zero",
                "guard it: `x / n if n > 0 else 0`, or return before the division where it is zero",
                "division",
            )
        least = max(by.low, by.quantum)
        low, high = min(low / least, Fraction(0)), max(high / least, Fraction(0))
    return Measure(step, low // step * step, -(-high // step) * step)


def _ratio(measures: tuple[Measure | None, ...], result: Measure | None) -> tuple[int, int]:
    assert measures[0] and result
    ratio = measures[0].quantum / result.quantum
    if len(measures) == 3:
        assert measures[1]
        ratio /= measures[1].quantum
    return ratio.numerator, ratio.denominator


def _times(x: str, n: int) -> str:
    return x if n == 1 else f"{x} * {n}"


def _down(x: str, d: str) -> str:
    return f"({x} // {d})"


def _up(x: str, d: str) -> str:
    return f"(-(-{x} // {d}))"


def _half_up(x: str, d: str) -> str:
    return f"(({x} + {d} // 2) // {d})"


def _exact(form: Callable[[str, str], str]) -> Callable[..., str]:
    def exact(t: list[str], node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> str:
        n, d = _ratio(measures, result)
        if len(t) == 3:
            by = f"({_times(t[1], d)})"
            return f"({form(_times(t[0], n), by)} if {t[1]} else 0)"
        return f"({_times(t[0], n)})" if d == 1 else form(_times(t[0], n), str(d))

    return exact


def _columns(form: Callable[[str, str], str]) -> Callable[..., str]:
    exact = _exact(form)

    def columns(t: list[str], node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> str:
        if len(t) == 2:
            return exact(t, node, measures, result)
        n, d = _ratio(measures, result)
        by = f"(nonzero({t[1]}) * {d})"
        return f"np.where({t[1]} != 0, {form(_times(t[0], n), by)}, 0)"

    return columns


def _lanes(measures: tuple[Measure | None, ...], _: Node, result: Measure | None) -> Fraction:
    n, d = _ratio(measures, result)
    value, unit = measures[0], measures[1]
    assert value and unit
    by = d * (max(abs(unit.low), abs(unit.high)) / unit.quantum if len(measures) == 3 else 1)
    return max(abs(value.low), abs(value.high)) / value.quantum * n + by


def _bounds(form: Callable[[str, str], str]) -> Callable[..., str]:
    def bounds(t: list[str], node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> str:
        n, d = _ratio(measures, result)
        if len(t) == 3:
            text = form(_times("x", n), f"({_times('y', d)})")
            return f"round_quotient_bounds({t[0]}, {t[1]}, lambda x, y: {text})"
        if (n, d) == (1, 1):
            return t[0]
        text = _times("x", n) if d == 1 else form(_times("x", n), str(d))
        return f"round_bounds({t[0]}, lambda x: {text})"

    return bounds


def round_bounds(a: Range, rounded: Callable[[int], int]) -> Range:
    lo, hi = rounded(a[0]), rounded(a[1])
    return (lo, hi, a[2], a[3]) if lo != hi else (lo, hi, 0, 0)


def round_quotient_bounds(a: Range, b: Range, rounded: Callable[[int, int], int]) -> Range:
    """A zero divisor stands in a branch that is not taken; the least is then the next step above."""
    least, most = b[0] or 1, b[1] or 1
    ends = [rounded(x, y) for x in (a[0], a[1]) for y in (least, most)]
    lo, hi = min(ends), max(ends)
    if lo == hi:
        return (lo, hi, 0, 0)
    if a[0] >= 0:
        return (lo, hi, a[2] | b[3], a[3] | b[2])
    if a[1] <= 0:
        return (lo, hi, a[2] | b[2], a[3] | b[3])
    doubt = b[2] | b[3]
    return (lo, hi, a[2] | doubt, a[3] | doubt)


def _floor(v: Fraction, unit: Fraction) -> Fraction:
    return (v / unit).__floor__() * unit


def _value(v: tuple[Fraction, ...]) -> Fraction:
    """What is rounded: the first argument, or the quotient of the first two."""
    if len(v) == 2:
        return Fraction(v[0])
    return Fraction(v[0]) / v[1] if v[1] else Fraction(0)


OPERATIONS = (
    Operation(
        name="round_down",
        type=_type,
        measure=_measure,
        exact=_exact(_down),
        columns=_columns(_down),
        lanes=_lanes,
        bounds=_bounds(_down),
        reference=lambda v, _: _floor(_value(v), Fraction(v[-1])),
        wording="{0} rounded down",
        call=True,
        runtime=(round_bounds, round_quotient_bounds),
    ),
    Operation(
        name="round_up",
        type=_type,
        measure=_measure,
        exact=_exact(_up),
        columns=_columns(_up),
        lanes=_lanes,
        bounds=_bounds(_up),
        reference=lambda v, _: -_floor(-_value(v), Fraction(v[-1])),
        wording="{0} rounded up",
        call=True,
        runtime=(round_bounds, round_quotient_bounds),
    ),
    Operation(
        name="round_half_up",
        type=_type,
        measure=_measure,
        exact=_exact(_half_up),
        columns=_columns(_half_up),
        lanes=_lanes,
        bounds=_bounds(_half_up),
        reference=lambda v, _: _floor(_value(v) + Fraction(v[-1]) / 2, Fraction(v[-1])),
        wording="{0} rounded",
        call=True,
        runtime=(round_bounds, round_quotient_bounds),
    ),
)
