"""A stock of money set beside what comes in in a month or a year, where the law adds or compares the two ("combined
monthly income and savings") or charges a share of what something is worth for a year."""

from __future__ import annotations

from nextwave.engine.operations.operation import Measure, Operation
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import MONTHLY, STOCK, WEEKLY, YEARLY, Mismatch, Type


def _beside(period: str, type_: Type, weeks: str) -> Operation:
    name = f"in_{period}"

    def _type(arguments: tuple[Node, ...]) -> Type:
        if len(arguments) == 1 and arguments[0].type == WEEKLY:
            what = f"money by week has no {period} of its own"
            raise Mismatch(what, f"say how many weeks a {period} has: {name}(x, weeks={weeks})", "unit")
        if len(arguments) != 1 or arguments[0].type != STOCK:
            raise Mismatch(f"{name} takes a stock of money", f"give it savings or the like: {name}(person.savings)")
        return type_

    return Operation(
        name=name,
        type=_type,
        measure=_measure,
        exact=lambda t, *_: t[0],
        bounds=lambda t, *_: t[0],
        reference=lambda v, _: v[0],
        wording=f"{{0}}, beside a {period}'s money",
        call=True,
    )


def _measure(measures: tuple[Measure | None, ...], _: Node) -> Measure | None:
    return measures[0]


OPERATIONS = (_beside("month", MONTHLY, "52 / 12"), _beside("year", YEARLY, "52"))
