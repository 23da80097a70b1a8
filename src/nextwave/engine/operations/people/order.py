"""The order in which people are stated, and an amount split among several of them without losing a cent.

Of 706.00 among three the first in the stated order gets 235.34, the others 235.33.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from nextwave.engine.operations.conditions.comparison import TRUTH
from nextwave.engine.operations.operation import Alternatives, Measure, Operation, Range, counted, counted_bounds
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import BOOL, Mismatch, Type

CENT = Fraction(1, 100)


def _before_type(arguments: tuple[Node, ...]) -> Type:
    a, b = (argument.type for argument in arguments)
    if a.kind != "one" or a.detail != b.detail:
        raise Mismatch(f"{a} and {b} have no order", "name two people")
    return BOOL


def before_bounds(a: Alternatives, b: Alternatives) -> Range:
    (first, last), (low, high) = (((m[0] & -m[0]).bit_length(), m[0].bit_length()) for m in (a, b))
    if last < low:
        return (1, 1, 0, 0)
    if first >= high:
        return (0, 0, 0, 0)
    return (0, 1, a[1] | b[1], a[1] | b[1])


def _share_type(arguments: tuple[Node, ...]) -> Type:
    amount = arguments[0].type
    if amount.kind != "money":
        raise Mismatch(f"split takes money, not {amount}", "write split(amount, among=unit.people, to=person)")
    return amount


def _measure(measures: tuple[Measure | None, ...], _: Node) -> Measure:
    amount = measures[0]
    assert amount
    if (amount.quantum / CENT).denominator != 1:
        raise Mismatch("this amount may have parts of a cent", "round it as the law does, and then split it", "quantum")
    if amount.low < 0:
        raise Mismatch("this amount may be below zero", "split what is never below zero: max(0, …)", "bounds")
    return Measure(CENT, Fraction(0), amount.high)


def _cents(text: str, measures: tuple[Measure | None, ...]) -> str:
    assert measures[0]
    count = int(measures[0].quantum / CENT)
    return text if count == 1 else f"({text} * {count})"


def share_of(cents: int, among: int, before: int) -> int:
    """What one gets of so many cents among so many, with so many before them: who is earlier gets the odd cents."""
    return max(0, -((before - cents) // among)) if among > 0 else 0


def share_bounds(cents: Range, among: Range, before: Range, count: int) -> Range:
    low = share_of(cents[0] * count, max(1, among[1]), before[1])
    high = share_of(cents[1] * count, max(1, among[0]), before[0])
    up, down = cents[2] | among[3] | before[3], cents[3] | among[2] | before[2]
    return (low, high, up, down) if low != high else (low, high, 0, 0)


def _share_bounds(t: list[str], node: Node, measures: tuple[Measure | None, ...], _: Measure | None) -> str:
    assert measures[0]
    people = ", ".join(counted_bounds(text, m) for text, m in zip(t[1:], measures[1:], strict=True))
    return f"share_bounds({t[0]}, {people}, {int(measures[0].quantum / CENT)})"


def _plainly(v: tuple[Any, ...], _: Node) -> Fraction:
    """Cent by cent: each gets the same whole cents, and the odd ones go to those who come first."""
    amount, among, before = v
    if among <= 0:
        return Fraction(0)
    each, odd = divmod(int(amount / CENT), int(among))
    return Fraction(each + (before < odd)) * CENT


OPERATIONS = (
    Operation(
        name="before",
        type=_before_type,
        measure=lambda *_: TRUTH,
        exact=lambda t, *_: f"({t[0]} < {t[1]})",
        bounds=lambda t, *_: f"before_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: v[0] < v[1],
        wording="{0} is stated before {1}",
        runtime=(before_bounds,),
    ),
    Operation(
        name="share",
        type=_share_type,
        measure=_measure,
        exact=lambda t, node, m, _: f"share_of({_cents(t[0], m)}, {counted(t[1], m[1])}, {counted(t[2], m[2])})",
        columns=lambda t, node, m, _: (
            f"np.where({counted(t[1], m[1])} > 0, "
            f"-(({counted(t[2], m[2])} - {_cents(t[0], m)}) // nonzero({counted(t[1], m[1])})), 0)"
        ),
        bounds=_share_bounds,
        reference=_plainly,
        wording="the share of {0} among {1}",
        runtime=(share_of, share_bounds),
    ),
)
