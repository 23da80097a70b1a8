"""All that is tried for a fact has one budget, and what was not looked at whole is not told."""

from __future__ import annotations

from typing import Any

from nextwave.casework.household.trying import tried
from nextwave.casework.law.in_force import assessor
from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.budget import REQUEST, Budget

REQUEST_OF_ONE = {"on": "2026-11-01", "situation": {"people": [{"id": "p1"}], "household": {}}}
RENT = next(fact for fact in assessor().rulebook.facts.values() if fact.name == "rent")


class Counting(Assessor):
    """Answers with an amount that falls with each try, and spends all that it is given."""

    def __init__(self, cut_short: bool) -> None:
        self.cut_short, self.spent, self.asked = cut_short, 0, 0

    def assess(self, request: Any, budget: Budget | None = None) -> dict[str, Any]:
        budget = budget or Budget()
        self.asked += 1
        self.spent += budget.left
        budget.spend(budget.left)
        amount = "100.00" if self.asked < 9 else "90.00"
        result: dict[str, Any] = {
            "for": ["p1"],
            "status": "open",
            "amount": {"low": amount, "high": amount, "per": "week"},
        }
        if self.cut_short:
            result["everything_looked_at"] = False
        return {"programmes": {"any": {"results": [result]}}}


def test_what_would_settle_most_is_tried_with_one_budget_for_all_of_it() -> None:
    counting = Counting(cut_short=False)
    found = tried(counting, REQUEST_OF_ONE, RENT, "p1")
    assert [(one.low, one.per) for one in found] == [("100.00", "week"), ("90.00", "week")]
    assert counting.asked == 9
    assert counting.spent <= REQUEST


def test_amounts_that_were_not_looked_at_whole_are_not_told() -> None:
    counting = Counting(cut_short=True)
    assert tried(counting, REQUEST_OF_ONE, RENT, "p1") == ()
    assert counting.asked > 1
