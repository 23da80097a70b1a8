"""Rows of a table of figures by the members of a choice, or by two keys: two choices, or a choice and a number."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise, product

from nextwave.engine.operations.operation import Measure, Operation, Range, counted, counted_bounds, scale_bounds
from nextwave.engine.operations.tables.rows import WIDEST, step
from nextwave.engine.plan.figures import row_of, unit_type
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import Mismatch, Type

#: What is written where a rule looks a row up by something else.
_WRITTEN = "write law.table[a], or law.table[a, b] where it has two keys"


def _type(arguments: tuple[Node, ...]) -> Type:
    table, *given = arguments
    figure = table.detail.figure
    if len(given) != len(figure.table):
        wanted = " and ".join(figure.table)
        raise Mismatch(f"the rows of {figure.full_name} are named by {wanted}", _WRITTEN, "table")
    for kind, key in zip(figure.table, given, strict=True):
        fits = key.type.kind == "int" if kind == "int" else key.type == Type("choice", kind)
        if not fits:
            wanted = "a number" if kind == "int" else f"a choice of {kind}"
            raise Mismatch(f"the rows of {figure.full_name} are named by {wanted}; this is {key.type}", _WRITTEN)
    return unit_type(figure)


def _axes(measures: tuple[Measure | None, ...], node: Node) -> list[tuple[int | None, int]]:
    """Of each key the lowest number (None of a choice), and how many there are."""
    axes: list[tuple[int | None, int]] = []
    for members, measure in zip(node.arguments[0].detail.keys, measures[1:], strict=True):
        if measure is None:
            axes.append((None, len(members)))
        else:
            axes.append((int(measure.low), int(measure.high) - int(measure.low) + 1))
    if any(size > WIDEST for _, size in axes):
        raise Mismatch("the row's number is not bounded", "give the fact a minimum and maximum, or use min and max")
    return axes


def _values(measures: tuple[Measure | None, ...], node: Node) -> list[Fraction]:
    """The value of every row that can be named, the last key the fastest."""
    use = node.arguments[0].detail
    names: list[Iterable[int | str]] = [
        members if low is None else range(low, low + size)
        for members, (low, size) in zip(use.keys, _axes(measures, node), strict=True)
    ]
    return [row_of(use, *key) for key in product(*names)]


def _measure(measures: tuple[Measure | None, ...], node: Node) -> Measure:
    values = _values(measures, node)
    return Measure(step(node, 0, values), min(values), max(values))


def _counts(node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> tuple[int, ...]:
    assert result
    return tuple(int(v / result.quantum) for v in _values(measures, node))


def _place(t: list[str], node: Node, measures: tuple[Measure | None, ...]) -> str:
    """Where the row stands among all."""
    text = ""
    for key, measure, (low, size) in zip(t[1:], measures[1:], _axes(measures, node), strict=True):
        one = key if low is None else f"({counted(key, measure)} - {low})"
        text = f"({text} * {size} + {one})" if text else one
    return text


def _bounds(t: list[str], node: Node, measures: tuple[Measure | None, ...], result: Measure | None) -> str:
    axes = _axes(measures, node)
    keys = [
        key if low is None else counted_bounds(key, measure)
        for key, measure, (low, _) in zip(t[1:], measures[1:], axes, strict=True)
    ]
    return f"cell_bounds({_counts(node, measures, result)!r}, {tuple(axes)!r}, ({', '.join(keys)},))"


def cell_bounds(values: tuple[int, ...], axes: tuple[tuple[int | None, int], ...], keys: tuple[Range, ...]) -> Range:
    """The least and most of the rows that can be meant, and the unknown facts in which they may rise or fall: those of
    a choice both ways, those of a number as the rows by it do."""
    chosen = [_chosen(axis, key) for axis, key in zip(axes, keys, strict=True)]
    found = [values[_at(axes, place)] for place in product(*chosen)]
    lo, hi = min(found), max(found)
    if lo == hi:
        return (lo, hi, 0, 0)
    up = dn = 0
    for number, ((low, _), key, places) in enumerate(zip(axes, keys, chosen, strict=True)):
        if len(places) == 1:
            continue
        if low is None:
            up, dn = up | key[1], dn | key[1]
            continue
        others = product(*chosen[:number], *chosen[number + 1 :])
        steps = [
            values[_at(axes, (*other[:number], b, *other[number:]))]
            - values[_at(axes, (*other[:number], a, *other[number:]))]
            for other in others
            for a, b in pairwise(places)
        ]
        if max(steps) > 0:
            up, dn = up | key[2], dn | key[3]
        if min(steps) < 0:
            up, dn = up | key[3], dn | key[2]
    return (lo, hi, up, dn)


def _chosen(axis: tuple[int | None, int], key: Range) -> list[int]:
    """Which of its places a key may have; of nobody, in a branch that is not taken, all."""
    low, size = axis
    if low is None:
        return [i for i in range(size) if key[0] >> (i + 1) & 1] or list(range(size))
    return list(range(key[0] - low, key[1] - low + 1))


def _at(axes: tuple[tuple[int | None, int], ...], place: tuple[int, ...]) -> int:
    found = 0
    for (_, size), one in zip(axes, place, strict=True):
        found = found * size + one
    return found


def _plainly(values: tuple[object, ...], node: Node) -> Fraction:
    use = node.arguments[0].detail
    key = [members[int(v)] if members else int(v) for members, v in zip(use.keys, values[1:], strict=True)]  # type: ignore[call-overload]
    return row_of(use, *key)


OPERATION = Operation(
    name="cell",
    type=_type,
    measure=_measure,
    exact=lambda t, node, m, r: f"{_counts(node, m, r)!r}[{_place(t, node, m)}]",
    columns=lambda t, node, m, r: f"taken({_counts(node, m, r)!r}, {_place(t, node, m)})",
    bounds=_bounds,
    reference=_plainly,
    wording="the figure for {1}",
    runtime=(cell_bounds, scale_bounds),
)
