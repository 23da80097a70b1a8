"""The levels of a tier as truths: for each of them a definition that says whether it is the one.

A level is a member of a choice, and what a choice may be is known as a set. Whether it is this member or not is a
truth, which a search can look for as it does for a status: the `if`s of the rule become `and`, `or` and `not`, so that
where a level is lost by more of something only, that is seen.
"""

from __future__ import annotations

from nextwave.engine.building.lowering.interfaces import Lowers
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import BOOL


def is_member(low: Lowers, node: Node, member: int) -> Node:
    """Whether a node that is a choice comes to the member of that number."""
    made: dict[int, Node] = {}

    def truth(of: Node) -> Node:
        if of.number not in made:
            made[of.number] = _alternatives(of) if of.operation == "if" else _equal(of)
        return made[of.number]

    def _equal(of: Node) -> Node:
        if of.operation == "constant":
            return low.make("constant", (), of.place, BOOL, int(of.detail == member))
        return low.make("equal", (of, low.make("constant", (), of.place, of.type, member)), of.place)

    def _alternatives(of: Node) -> Node:
        condition, a, b = of.arguments[0], truth(of.arguments[1]), truth(of.arguments[2])
        if a is b:
            return a
        if b.operation == "constant":
            if b.detail:
                return low.make("or", (_not(condition), a), of.place) if a.operation != "constant" else _not(condition)
            return low.make("and", (condition, a), of.place) if a.operation != "constant" else condition
        if a.operation == "constant":
            if a.detail:
                return low.make("or", (condition, b), of.place)
            return low.make("and", (_not(condition), b), of.place)
        return low.make("if", (condition, a, b), of.place)

    def _not(of: Node) -> Node:
        return of.arguments[0] if of.operation == "not" else low.make("not", (of,), of.place)

    return truth(node)
