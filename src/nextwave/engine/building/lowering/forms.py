"""Forms that mean the same brought to one, where ranges of the other would be loose.

`x - min(x, c)` over a range of x has x twice, as if the two had nothing to do with each other; `max(0, x - c)`, which
is the same number, has it once.
"""

from __future__ import annotations

from collections.abc import Callable

from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import Type
from nextwave.rulebook.problems import Place

#: Gives the node for its parts, made once.
Share = Callable[[str, tuple[Node, ...], Type, Place, object], Node]


def normal(
    share: Share, operation: str, arguments: tuple[Node, ...], type_: Type, place: Place, detail: object
) -> Node:
    """The node for an operation, in the form whose ranges are tight."""
    if operation == "subtract":
        found = _excess(share, arguments[0], arguments[1], type_, place)
        if found is not None:
            return found
    return share(operation, arguments, type_, place, detail)


def _excess(share: Share, left: Node, right: Node, type_: Type, place: Place) -> Node | None:
    """What is left of a value beside the smaller or larger of itself and others; None for other differences.

    x - min(x, c) is max(0, x - c), x - max(x, c) is min(0, x - c); min(x, c) - x is min(0, c - x), and so on.
    """
    for operation, other in (("minimum", "maximum"), ("maximum", "minimum")):
        for whole, extreme, of in ((left, right, other), (right, left, operation)):
            rest = _without(share, extreme, whole, operation, place)
            if rest is not None:
                sides = (whole, rest) if whole is left else (rest, whole)
                difference = share("subtract", sides, type_, place, None)
                zero = share("constant", (), type_, place, 0)
                return share(of, (zero, difference), type_, place, None)
    return None


def _without(share: Share, extreme: Node, whole: Node, operation: str, place: Place) -> Node | None:
    """What stands beside a value in min(…) or max(…); None where the value does not, or nothing else does."""
    if extreme.operation != operation:
        return None
    parts = _parts(extreme, operation)
    rest = [part for part in parts if part is not whole]
    if len(rest) == len(parts) or not rest:
        return None
    found = rest[0]
    for part in rest[1:]:
        found = share(operation, (found, part), extreme.type, place, None)
    return found


def _parts(node: Node, operation: str) -> list[Node]:
    if node.operation != operation:
        return [node]
    return [part for argument in node.arguments for part in _parts(argument, operation)]
