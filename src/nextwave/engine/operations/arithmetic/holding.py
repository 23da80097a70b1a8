"""A stock of money set beside what comes in in a month, where the law adds or compares the two
("combined monthly income and savings")."""

from __future__ import annotations

from nextwave.engine.operations.operation import Measure, Operation
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import MONTHLY, STOCK, WEEKLY, Mismatch, Type


def _type(arguments: tuple[Node, ...]) -> Type:
    if len(arguments) == 1 and arguments[0].type == WEEKLY:
        what = "money by week has no month of its own"
        raise Mismatch(what, "say how many weeks a month has: in_month(x, weeks=52 / 12)", "unit")
    if len(arguments) != 1 or arguments[0].type != STOCK:
        raise Mismatch("in_month takes a stock of money", "give it savings or the like: in_month(person.savings)")
    return MONTHLY


def _measure(measures: tuple[Measure | None, ...], _: Node) -> Measure | None:
    return measures[0]


OPERATION = Operation(
    name="in_month",
    type=_type,
    measure=_measure,
    exact=lambda t, *_: t[0],
    bounds=lambda t, *_: t[0],
    reference=lambda v, _: v[0],
    wording="{0}, beside a month's money",
    call=True,
)
