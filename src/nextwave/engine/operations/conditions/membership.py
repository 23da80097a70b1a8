"""Whether a choice is one of several, and whether a relationship names nobody or a date is none."""

from __future__ import annotations

from fractions import Fraction

from nextwave.engine.operations.arithmetic.extremes import maximum_bounds
from nextwave.engine.operations.conditions.comparison import TRUTH, less_bounds
from nextwave.engine.operations.operation import Alternatives, Measure, Operation, Range
from nextwave.engine.plan.figures import value_of
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import BOOL, DATE, Mismatch, Type


def members(node: Node) -> frozenset[int]:
    """The indices a choice is looked for among: written out, or a dated list of the law."""
    if len(node.arguments) == 1:
        return frozenset(node.detail)
    use = node.arguments[1].detail
    return frozenset(use.choices.index(name) for name in value_of(use))


def _in_type(arguments: tuple[Node, ...]) -> Type:
    a, b = (argument.type for argument in arguments)
    if a.kind != "choice" or b.kind != "choices" or a.detail != b.detail:
        raise Mismatch(f"{a} cannot be in {b}", "compare a choice with a list of the same choice")
    return BOOL


def _none_type(arguments: tuple[Node, ...]) -> Type:
    if not arguments[0].type.optional:
        raise Mismatch(
            f"{arguments[0].type} is never none", "only Person | None and date | None may be none; leave the test out"
        )
    return BOOL


def in_bounds(a: Alternatives, mask: int) -> Range:
    if not a[0] & mask:
        return (0, 0, 0, 0)
    if not a[0] & ~mask:
        return (1, 1, 0, 0)
    return (0, 1, a[1], a[1])


def _none_bounds(t: list[str], node: Node, *_: object) -> str:
    """The day before the first that a date can be, `detail`, stands for none."""
    if node.detail is None:
        return f"in_bounds({t[0]}, 1)"
    return f"less_bounds({t[0]}, ({node.detail}, {node.detail}, 0, 0))"


def _there(measures: tuple[Measure | None, ...], node: Node) -> Measure:
    """A date of which a condition says that it is not none: none stands in a branch that is not taken."""
    (a,) = measures
    assert a
    return Measure(Fraction(1), Fraction(node.detail), max(a.high, Fraction(node.detail)))


def _exact(t: list[str], node: Node, *_: object) -> str:
    among = sorted(members(node))
    return f"({t[0]} in {tuple(among)!r})" if among else "False"


def _columns(t: list[str], node: Node, *_: object) -> str:
    among = sorted(members(node))
    return f"({' | '.join(f'({t[0]} == {i})' for i in among)})" if among else f"({t[0]} != {t[0]})"


def _bounds(t: list[str], node: Node, *_: object) -> str:
    return f"in_bounds({t[0]}, {sum(1 << (i + 1) for i in members(node))})"


OPERATIONS = (
    Operation(
        name="in",
        type=_in_type,
        measure=lambda *_: TRUTH,
        exact=_exact,
        columns=_columns,
        bounds=_bounds,
        reference=lambda v, node: v[0] in members(node),
        wording="{0} is one of {1}",
        runtime=(in_bounds,),
    ),
    Operation(
        name="is_none",
        type=_none_type,
        measure=lambda *_: TRUTH,
        exact=lambda t, node, *_: f"({t[0]} < {node.detail or 0})",
        bounds=_none_bounds,
        reference=lambda v, node: v[0] == (-1 if node.detail is None else node.detail - 1),
        wording="{0} is none",
        runtime=(in_bounds, less_bounds),
    ),
    Operation(
        name="day_there",
        type=lambda _: DATE,
        measure=_there,
        exact=lambda t, node, *_: f"max({t[0]}, {node.detail})",
        columns=lambda t, node, *_: f"np.maximum({t[0]}, {node.detail})",
        bounds=lambda t, node, *_: f"maximum_bounds({t[0]}, ({node.detail}, {node.detail}, 0, 0))",
        reference=lambda v, node: max(v[0], Fraction(node.detail)),
        wording="{0}",
        runtime=(maximum_bounds,),
    ),
)
