"""Rows of a table of figures: by number, or by the highest threshold not above a value."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.engine.operations.operation import (
    Measure,
    Operation,
    Range,
    common_quantum,
    counted,
    counted_bounds,
    scale_bounds,
)
from nextwave.engine.plan.figures import row_of, rows_of, unit_type, value_of
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import DATE, Mismatch, Type
from nextwave.rulebook.parsing.rows import written

#: A table read by an index wider than this is refused: nothing in law needs one.
WIDEST = 2_000


def _table(node: Node, position: int) -> Node:
    table = node.arguments[position]
    assert table.operation == "figure"
    return table


def _row_type(arguments: tuple[Node, ...]) -> Type:
    table, index = arguments
    if index.type.kind != "int":
        raise Mismatch(f"rows are numbered; this is {index.type}", "use a whole number, such as a count of people")
    return unit_type(table.detail.figure)


def step(node: Node, position: int, values: list[Fraction]) -> Fraction:
    """The step of which the rows of a table are multiples."""
    figure = _table(node, position).detail.figure
    if unit_type(figure).whole:
        return Fraction(1)
    return common_quantum(*(v for v in (figure.step, *values) if v)) if figure.step or any(values) else Fraction(1)


def row_values(node: Node, index: Measure) -> list[Fraction]:
    """The value of every row that the index can name, the lowest first (a row below the first is the first)."""
    low, high = int(index.low), int(index.high)
    if high - low > WIDEST:
        raise Mismatch("the row's number is not bounded", "give the fact a minimum and maximum, or use min and max")
    return [row_of(_table(node, 0).detail, i) for i in range(low, high + 1)]


def possible(node: Node, measure: Measure) -> list[Fraction] | None:
    """All values that a row of a table can have within its ends, sorted; None for what is no row."""
    if node.operation not in ("row", "cell", "bracket"):
        return None
    use = _table(node, 1 if node.operation == "bracket" else 0).detail
    rows = rows_of(use)
    found = set(rows.values())
    if node.operation == "row" and use.figure.beyond not in ("last", "refuse", None):
        last = max(rows)
        found.update(row_of(use, i) for i in range(last + 1, last + WIDEST))
    return sorted(v for v in found if measure.low <= v <= measure.high)


def _row_measure(measures: tuple[Measure | None, ...], node: Node) -> Measure:
    index = measures[1]
    assert index
    values = row_values(node, index)
    return Measure(step(node, 0, values), min(values), max(values))


def _rows(node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> tuple[tuple[int, ...], str]:
    index = measures[1]
    assert index and result
    values = tuple(int(v / result.quantum) for v in row_values(node, index))
    offset = int(index.low)
    return values, f" - {offset}" if offset > 0 else f" + {-offset}" if offset else ""


def _row_exact(t: list[str], node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> str:
    values, offset = _rows(node, measures, result)
    return f"{values!r}[{counted(t[1], measures[1])}{offset}]"


def _row_columns(t: list[str], node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> str:
    values, offset = _rows(node, measures, result)
    return f"taken({values!r}, {counted(t[1], measures[1])}{offset})"


def _row_bounds(t: list[str], node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> str:
    values, _ = _rows(node, measures, result)
    assert measures[1]
    return f"row_bounds({counted_bounds(t[1], measures[1])}, {values!r}, {int(measures[1].low)})"


def row_bounds(index: Range, values: tuple[int, ...], offset: int) -> Range:
    lo, hi, up, dn = index
    if lo == hi:
        value = values[lo - offset]
        return (value, value, 0, 0)
    part = values[lo - offset : hi - offset + 1]
    if all(a <= b for a, b in zip(part, part[1:], strict=False)):
        return (part[0], part[-1], up, dn)
    if all(a >= b for a, b in zip(part, part[1:], strict=False)):
        return (part[-1], part[0], dn, up)
    return (min(part), max(part), up | dn, up | dn)


def _bracket_type(arguments: tuple[Node, ...]) -> Type:
    if len(arguments) != 2:
        raise Mismatch("bracket takes a value and a table", "write bracket(x, law.table)", "arguments")
    value, table = arguments
    if table.operation != "figure" or not table.detail.figure.table:
        raise Mismatch("bracket takes a table of figures", "write bracket(x, law.table)")
    rows = value_of(table.detail)
    if any(isinstance(row, str | tuple) for row in rows):
        raise Mismatch(f"{table.detail.figure.full_name} is a table by choices", "write law.table[choice]", "table")
    if any(isinstance(row, date) for row in rows):
        if value.type != DATE:
            raise Mismatch(f"these thresholds are days; this is {value.type}", "use a date")
    elif not value.type.numeric:
        raise Mismatch(f"these thresholds are numbers; this is {value.type}", "use a number or money")
    return unit_type(table.detail.figure)


def thresholds(node: Node, value: Measure) -> tuple[list[int], list[Fraction]]:
    """The first value of each bracket, in the value's quanta, and what each comes to. Raises Mismatch where the value
    may lie below all of them."""
    use = _table(node, 1).detail
    rows = rows_of(use)
    if value.low < min(rows):
        first = min(value_of(use))
        what = f"this may be below {written(first)}, the first row of {use.figure.full_name}"
        raise Mismatch(what, "add a row from which on the law has a value, or bound what is looked up", "table")
    starts = sorted(rows)
    return [-(-Fraction(s) // value.quantum) for s in starts], [rows[s] for s in starts]


def _bracket_measure(measures: tuple[Measure | None, ...], node: Node) -> Measure:
    value = measures[0]
    assert value
    _, values = thresholds(node, value)
    return Measure(step(node, 1, values), min(values), max(values))


def _brackets(node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> str:
    assert measures[0] and result
    starts, values = thresholds(node, measures[0])
    return f"{tuple(starts[1:])!r}, {tuple(int(v / result.quantum) for v in values)!r}"


def bracket_of(value: int, starts: tuple[int, ...], values: tuple[int, ...]) -> int:
    return values[bisect_right(starts, value)]


def bracket_bounds(value: Range, starts: tuple[int, ...], values: tuple[int, ...]) -> Range:
    first, last = bisect_right(starts, value[0]), bisect_right(starts, value[1])
    return row_bounds((first, last, value[2], value[3]), values, 0)


def _bracket_reference(v: tuple[Any, ...], node: Node) -> Any:
    rows = rows_of(_table(node, 1).detail)
    return rows[max(start for start in rows if start <= v[0])]


OPERATIONS = (
    Operation(
        name="row",
        type=_row_type,
        measure=_row_measure,
        exact=_row_exact,
        columns=_row_columns,
        bounds=_row_bounds,
        reference=lambda v, node: row_of(_table(node, 0).detail, int(v[1])),
        wording="the figure for {1}",
        runtime=(row_bounds, scale_bounds),
    ),
    Operation(
        name="bracket",
        type=_bracket_type,
        measure=_bracket_measure,
        exact=lambda t, node, m, r: f"bracket_of({t[0]}, {_brackets(node, m, r)})",
        columns=lambda t, node, m, r: f"banded({t[0]}, {_brackets(node, m, r)})",
        bounds=lambda t, node, m, r: f"bracket_bounds({t[0]}, {_brackets(node, m, r)})",
        reference=_bracket_reference,
        wording="the figure for {0}",
        call=True,
        runtime=(bracket_of, bracket_bounds, row_bounds),
    ),
)
