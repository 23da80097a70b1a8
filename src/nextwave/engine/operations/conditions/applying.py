"""A fact where it applies, else the law's stated value.

Over unknown facts this is tighter than a plain condition: an unknown fact that does not apply may just as
well be taken to have the stated value, since rules see that value either way. `Plan.implied` holds that
condition for the search; under it the fact itself is what rules see.
"""

from __future__ import annotations

from nextwave.engine.operations.conditions import choosing
from nextwave.engine.operations.conditions.choosing import either_bounds, if_bounds
from nextwave.engine.operations.operation import Alternatives, Operation, Range
from nextwave.engine.plan.graph import Node


def applied_bounds(applies: Range, fact: Range, otherwise: Range, unknown: bool) -> Range:
    """`unknown`: whether the fact was not stated (it may have been narrowed since)."""
    return fact if unknown and applies[1] else if_bounds(applies, fact, otherwise, 0)


def applied_alternatives(applies: Range, fact: Alternatives, otherwise: Alternatives, unknown: bool) -> Alternatives:
    """The same for choices and people."""
    return fact if unknown and applies[1] else either_bounds(applies, fact, otherwise)


def _bounds(t: list[str], node: Node, *_: object) -> str:
    name = "applied_alternatives" if node.type.sets else "applied_bounds"
    return f"{name}({', '.join(t)})"


OPERATION = Operation(
    name="applied",
    type=lambda arguments: arguments[1].type,
    measure=choosing.OPERATION.measure,
    exact=choosing.OPERATION.exact,
    columns=choosing.OPERATION.columns,
    bounds=_bounds,
    reference=choosing.OPERATION.reference,
    wording="{1} where {0}",
    scaling="result",
    same_unit=True,
    runtime=(applied_bounds, applied_alternatives),
)
