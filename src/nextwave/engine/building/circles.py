"""Rules that go round in a circle, and months that lead to the month before without an end: where it begins, and what
would break it."""

from __future__ import annotations

from datetime import date

from nextwave.engine.building.lowering.scope import refuse
from nextwave.rulebook.model import Rule
from nextwave.rulebook.problems import RulebookError

#: A rule that is being built, and the day that names its period.
Making = tuple[Rule, date]
#: So many ways to break a circle are told.
MOST_WAYS = 4


def circle(around: list[Rule]) -> RulebookError:
    """Rules of which each reads the next, and the last the first: any of them may read what is received instead."""
    if len(around) == 1:
        what = f"{around[0].full_name} reads itself"
        remedy = "let it read a fact there, or itself in another month that ends somewhere"
        return refuse("cycle", what, around[0].place, remedy)
    following = [*around[1:], around[0]]
    path = " -> ".join(rule.full_name for rule in (*around, around[0]))
    ways = [
        f"{rule.full_name} ({rule.cites or 'no citation'}) in the place of {other.full_name}"
        for rule, other in zip(around, following, strict=True)
    ]
    told = ", or ".join(ways[:MOST_WAYS]) + (f", or one of {len(ways) - MOST_WAYS} more" if ways[MOST_WAYS:] else "")
    remedy = f"let one of them read what is received, a fact that is stated: {told}"
    return refuse("cycle", f"these rules go round in a circle: {path}", around[0].place, remedy)


def endless(making: list[Making], rule: Rule) -> RulebookError | None:
    """What is wrong where a rule is built for a month because it was already being built for another; None where it was
    not."""
    months = [day for one, day in making if one.full_name == rule.full_name]
    if not months:
        return None
    began = months[0]
    what = f"{rule.full_name} for {began:%Y-%m} reads itself for another month, and so on without an end"
    chain = [one.full_name for one, _ in making]
    through = [n for n in dict.fromkeys(chain[chain.index(rule.full_name) :]) if n != rule.full_name]
    if through:
        what += f" (by way of {', '.join(through)})"
    remedy = "state what held before: let it read a fact in the place of itself in the month before"
    return refuse("endless", what, rule.place, remedy)
