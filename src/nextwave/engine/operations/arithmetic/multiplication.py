"""Product, and quotient by a divisor that is provably not zero."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from nextwave.engine.operations.operation import (
    Measure,
    Operation,
    Range,
    common_quantum,
    counted,
    counted_bounds,
    scale_bounds,
)
from nextwave.engine.operations.tables.rows import bracket_bounds, bracket_of, possible
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import INT, MONTHLY, RATE, YEARLY, Mismatch, Type


def _product_type(arguments: tuple[Node, ...]) -> Type:
    a, b = (argument.type for argument in arguments)
    for type_ in (a, b):
        if not type_.numeric:
            raise Mismatch(f"cannot multiply {type_}", "use numbers or money")
    if a.kind == b.kind == "money":
        raise Mismatch("cannot multiply money by money", "multiply money by a rate or a number", "unit")
    for money, other in ((a, arguments[1]), (b, arguments[0])):
        if money.kind == "money":
            return YEARLY if money == MONTHLY and _months(other) else money
    if a.kind == b.kind == "int" and not (a.detail and b.detail):
        return a if a.detail else b
    return RATE


def _months(node: Node) -> bool:
    """A literal 12 between a month and a year is the number of its months."""
    return node.operation == "constant" and node.type == INT and node.detail == 12


def _product(measures: tuple[Measure | None, ...], _: Node) -> Measure:
    a, b = measures
    assert a and b
    ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Measure(a.quantum * b.quantum, min(ends), max(ends))


def multiply_bounds(a: Range, b: Range) -> Range:
    if a[0] == a[1] and not (a[2] | a[3]):
        a, b = b, a
    alo, ahi, aup, adn = a
    blo, bhi, bup, bdn = b
    if blo == bhi and not (bup | bdn):
        if blo > 0:
            return (alo * blo, ahi * blo, aup, adn)
        if blo < 0:
            return (ahi * blo, alo * blo, adn, aup)
        return (0, 0, 0, 0)
    if alo >= 0 and blo >= 0:
        return (alo * blo, ahi * bhi, aup | bup, adn | bdn)
    ends = (alo * blo, alo * bhi, ahi * blo, ahi * bhi)
    mixed = aup | adn | bup | bdn
    return (min(ends), max(ends), mixed, mixed)


def quotient_type(arguments: tuple[Node, ...]) -> Type:
    a, b = (argument.type for argument in arguments)
    if not (a.numeric and b.numeric):
        raise Mismatch(f"cannot divide {a} by {b}", "use numbers or money")
    if b.kind == "money":
        if a != b:
            raise Mismatch(f"cannot divide {a} by {b}", "bring both to the same period first", "unit")
        return RATE
    if a == YEARLY and _months(arguments[1]):
        return MONTHLY
    return a if a.kind == "money" else RATE


def largest_divisor(measure: Measure) -> int | None:
    """The largest value of a count that may be divided by; None where it is no small whole number."""
    if measure.quantum.denominator != 1 or measure.low < 0 or measure.high > 20:
        return None
    return int(measure.high)


def _quotient(measures: tuple[Measure | None, ...], node: Node) -> Measure:
    a, b = measures
    assert a and b
    rows = possible(node.arguments[1], b)
    zero = 0 in rows if rows is not None else b.low <= 0 <= b.high
    if not node.detail and zero:
        raise Mismatch(
            "the divisor may be zero" if rows is None else "a row of the divisor is zero",
            "guard it: `x / n if n > 0 else 0`, or return before the division where it is zero",
            "division",
        )
    if b.low == b.high:
        ends = [a.low / b.low, a.high / b.low]
        return Measure(a.quantum / abs(b.low), min(ends), max(ends))
    rows = stepped(node, measures)
    if rows:
        # Each row's share of the dividend, and the step that all of them have.
        shares = [1 / value for value in rows]
        ends = [end * share for end in (a.low, a.high) for share in shares]
        return Measure(a.quantum * common_quantum(*(abs(s) for s in shares)), min(ends), max(ends))
    largest = largest_divisor(b)
    if largest is None:
        raise Mismatch(
            "dividing by something other than a count up to 20 or a figure has no exact step",
            "round the quotient at once: round_down(a / b, unit)",
            "quantum",
        )
    most = max(abs(a.low), abs(a.high))
    return Measure(
        a.quantum / lcm(*range(1, largest + 1)),
        -most if a.low < 0 else Fraction(0),
        most if a.high > 0 else Fraction(0),
    )


def stepped(node: Node, measures: tuple[Measure | None, ...]) -> list[Fraction]:
    """The values of a divisor that is a row of figures, zero left out (it stands in a branch that is not taken);
    none for another divisor."""
    b = measures[1]
    assert b
    return [value for value in possible(node.arguments[1], b) or [] if value] if b.low != b.high else []


def _factors(node: Node, measures: tuple[Measure | None, ...]) -> str:
    """The rows' values after the first, in their step, and what each makes of a quantum of the dividend."""
    b, rows = measures[1], stepped(node, measures)
    assert b
    step = common_quantum(*(abs(1 / value) for value in rows))
    return f"{tuple(int(v / b.quantum) for v in rows[1:])!r}, {tuple(int(1 / v / step) for v in rows)!r}"


def _steps(node: Node, measures: tuple[Measure | None, ...]) -> int | None:
    b = measures[1]
    assert b
    if stepped(node, measures):
        return 1
    return None if b.low == b.high else lcm(*range(1, int(b.high) + 1))


def _exact(t: list[str], node: Node, measures: tuple[Measure | None, ...], _: Measure | None) -> str:
    steps = _steps(node, measures)
    if steps is None:
        assert measures[1]
        return f"(-{t[0]})" if measures[1].low < 0 else t[0]
    if stepped(node, measures):
        return f"({t[0]} * bracket_of({t[1]}, {_factors(node, measures)}))"
    by = counted(t[1], measures[1])
    return f"({t[0]} * ({steps} // {by}) if {by} else 0)"


def _columns(t: list[str], node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> str:
    steps = _steps(node, measures)
    if steps is None:
        return _exact(t, node, measures, result)
    if stepped(node, measures):
        return f"({t[0]} * banded({t[1]}, {_factors(node, measures)}))"
    return f"divided({t[0]}, {counted(t[1], measures[1])}, {steps})"


def _bounds(t: list[str], node: Node, measures: tuple[Measure | None, ...], _: Measure | None) -> str:
    steps = _steps(node, measures)
    if steps is None:
        assert measures[1]
        return f"negate_bounds({t[0]})" if measures[1].low < 0 else t[0]
    if stepped(node, measures):
        return f"multiply_bounds({t[0]}, bracket_bounds({t[1]}, {_factors(node, measures)}))"
    return f"divide_bounds({t[0]}, {counted_bounds(t[1], measures[1])}, {steps})"


def divide_bounds(a: Range, b: Range, steps: int) -> Range:
    """a / b for a count b; a zero divisor stands in a branch that is not taken."""
    blo, bhi, bup, bdn = b
    blo = blo or 1
    bhi = bhi or 1
    factor = (steps // bhi, steps // blo, bdn, bup)
    return multiply_bounds(a, factor)


OPERATIONS = (
    Operation(
        name="multiply",
        type=_product_type,
        measure=_product,
        exact=lambda t, *_: f"({t[0]} * {t[1]})",
        bounds=lambda t, *_: f"multiply_bounds({t[0]}, {t[1]})",
        reference=lambda v, _: v[0] * v[1],
        wording="{0} times {1}",
        runtime=(multiply_bounds,),
    ),
    Operation(
        name="divide",
        type=quotient_type,
        measure=_quotient,
        exact=_exact,
        columns=_columns,
        bounds=_bounds,
        reference=lambda v, _: Fraction(v[0]) / v[1] if v[1] else Fraction(0),
        wording="{0} divided by {1}",
        runtime=(divide_bounds, multiply_bounds, bracket_of, bracket_bounds, scale_bounds),
    ),
)
