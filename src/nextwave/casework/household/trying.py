"""What would come out if an open fact were nothing, or an amount that a person could have: found by working it out."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.budget import REQUEST, Budget
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.model import Fact

#: What is tried after nothing, in the units of the fact: round amounts that many people have, the smallest first.
AMOUNTS = (250, 500, 1_000, 1_500, 2_000, 3_000, 4_500, 6_000, 10_000)
NUMBERS = (1, 2, 3, 4, 10, 20, 30, 40)


@dataclass(frozen=True, slots=True)
class Tried:
    """What the result of a programme comes to with a value: `low` and `high` by the period `per`, which differ while
    other facts are open, both None where nothing can be got; or the `levels` of a tier that it may be, none where
    nothing can be got."""

    value: Any
    low: str | None
    high: str | None
    per: str
    levels: tuple[str, ...] = ()
    programme: str = ""


def tried(assessor: Assessor, request: dict[str, Any], declared: Fact, of: str) -> tuple[Tried, ...]:
    """Nothing, and the smallest usual amount with which the result is another; empty where none makes a difference
    that was seen with one budget for all of them, or the fact is no amount."""
    if declared.type == "money":
        values = [_amount(declared, v) for v in (0, *AMOUNTS) if _possible(declared, v)]
    elif declared.type == "int":
        values = [v for v in (0, *NUMBERS) if _possible(declared, v)]
    else:
        return ()
    first: Tried | None = None
    budget = Budget(REQUEST)
    for k, value in enumerate(values):
        with budget.share(budget.left // (len(values) - k)):
            found = _with(assessor, request, declared.name, of, value, budget)
        if found is None:
            continue
        if first is None:
            first = found
        elif (found.low, found.high, found.levels) != (first.low, first.high, first.levels):
            return first, found
    return ()


def _possible(declared: Fact, value: int) -> bool:
    low, high = declared.minimum, declared.maximum
    return not (isinstance(low, int | Fraction) and value < low) and not (
        isinstance(high, int | Fraction) and value > high
    )


def _amount(declared: Fact, value: int) -> Any:
    return {"amount": f"{value}.00", "per": "month"} if declared.flow else f"{value}.00"


def _with(assessor: Assessor, request: dict[str, Any], fact: str, of: str, value: Any, budget: Budget) -> Tried | None:
    """What the first result for whom it is comes to; None where the facts cannot be so, or not everything was looked
    at."""
    changed = copy.deepcopy(request)
    situation = changed["situation"]
    situation.setdefault("household", {})
    record = next((p for p in situation["people"] if p["id"] == of), situation["household"])
    record[fact] = value
    try:
        answer = assessor.assess(changed, budget)
    except SituationError:
        return None
    results = [(name, r) for name, p in answer["programmes"].items() for r in p["results"]]
    programme, mine = next((one for one in results if of in one[1]["for"]), results[0] if results else ("", None))
    if mine is None or "everything_looked_at" in mine:
        return None
    if "levels" in mine:
        return Tried(value, None, None, "", tuple(mine["levels"]), programme)
    if "amount" not in mine:
        return None
    if mine["status"] == "ineligible":
        return Tried(value, None, None, mine["amount"]["per"])
    return Tried(value, mine["amount"]["low"], mine["amount"]["high"], mine["amount"]["per"])
