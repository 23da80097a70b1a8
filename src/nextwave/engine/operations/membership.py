"""Whether a choice is one of several, and whether a relationship names nobody."""

from __future__ import annotations

from nextwave.engine.operations.comparison import TRUTH
from nextwave.engine.operations.operation import Alternatives, Operation, Range
from nextwave.engine.plan.figures import value_of
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import BOOL, Mismatch, Type


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
        raise Mismatch(f"{arguments[0].type} is never none", "only a relationship may name nobody; leave the test out")
    return BOOL


def in_bounds(a: Alternatives, mask: int) -> Range:
    if not a[0] & mask:
        return (0, 0, 0, 0)
    if not a[0] & ~mask:
        return (1, 1, 0, 0)
    return (0, 1, a[1], a[1])


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
        exact=lambda t, *_: f"({t[0]} < 0)",
        bounds=lambda t, *_: f"in_bounds({t[0]}, 1)",
        reference=lambda v, _: v[0] == -1,
        wording="{0} is nobody",
        runtime=(in_bounds,),
    ),
)
