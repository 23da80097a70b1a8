"""A flow of money as stated (by week, two weeks, half month, month or year) brought to a week, a month or a year.

Arguments: the amount, how it is stated, then the law's factor for each of `plan.PERIODS`, in that order.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from nextwave.engine.operations.operation import Alternatives, Measure, Operation, Range, common_quantum
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import MONTHLY, WEEKLY, YEARLY, Mismatch, Type


def _type(type_: Type) -> Callable[[tuple[Node, ...]], Type]:
    def check(arguments: tuple[Node, ...]) -> Type:
        for factor in arguments[2:]:
            if factor.type.kind not in ("int", "rate"):
                raise Mismatch(f"a factor of conversion is a number, not {factor.type}", "give a number or a figure")
        return type_

    return check


def _factors(measures: tuple[Measure | None, ...]) -> list[Fraction]:
    factors = []
    for measure in measures[2:]:
        assert measure
        if measure.low != measure.high or measure.low <= 0:
            raise Mismatch("a factor of conversion is one number above zero", "give a number or a figure", "conversion")
        factors.append(measure.low)
    return factors


def _measure(measures: tuple[Measure | None, ...], node: Node) -> Measure:
    amount = measures[0]
    assert amount
    factors = _factors(measures)
    ends = [f * end for f in factors for end in (amount.low, amount.high)]
    return Measure(amount.quantum * common_quantum(*factors), min(ends), max(ends))


def _counts(measures: tuple[Measure | None, ...], result: Measure | None) -> tuple[int, ...]:
    assert measures[0] and result
    step = result.quantum / measures[0].quantum
    return tuple(int(f / step) for f in _factors(measures))


def flow_bounds(amount: Range, per: Alternatives, factors: tuple[int, ...]) -> Range:
    lo, hi, up, dn = amount
    mask, bits = per
    if not mask & (mask - 1):
        factor = factors[mask.bit_length() - 2]
        return (lo * factor, hi * factor, up, dn)
    possible = [f for i, f in enumerate(factors) if mask >> (i + 1) & 1]
    least, most = min(possible), max(possible)
    low, high = lo * (least if lo >= 0 else most), hi * (most if hi >= 0 else least)
    if low == high:
        return (low, high, 0, 0)
    if lo >= 0 and possible == sorted(possible):
        return (low, high, up | bits, dn)
    return (low, high, up | bits, dn | bits)


OPERATIONS = tuple(
    Operation(
        name=name,
        type=_type(type_),
        measure=_measure,
        exact=lambda t, node, m, r: f"({t[0]} * {_counts(m, r)!r}[{t[1]}])",
        columns=lambda t, node, m, r: f"({t[0]} * taken({_counts(m, r)!r}, {t[1]}))",
        bounds=lambda t, node, m, r: f"flow_bounds({t[0]}, {t[1]}, {_counts(m, r)!r})",
        reference=lambda v, _: Fraction(v[0]) * v[2 + int(v[1])],
        wording="{0}, brought to " + words,
        runtime=(flow_bounds,),
    )
    for name, type_, words in (
        ("per_week", WEEKLY, "a week"),
        ("per_month", MONTHLY, "a month"),
        ("per_year", YEARLY, "a year"),
    )
)
