"""Of all that is open, the one fact that would settle most."""

from __future__ import annotations

from typing import Any

from nextwave.casework.household.assessing import latest
from nextwave.casework.household.settling import Outcome, Settling, settling
from nextwave.casework.law.in_force import assessor
from nextwave.casework.models import Case
from tests.casework.conftest import Filing


def of_case(case: Case) -> Settling | None:
    made = latest(case)
    return settling(assessor(), made.result, made.request)


def test_nothing_is_to_be_settled_where_nothing_is_open(filed: Filing) -> None:
    assert of_case(filed()) is None


def test_a_single_open_fact_settles_everything_and_its_ends_are_told(filed: Filing) -> None:
    found = of_case(filed(p1__rent=...))
    assert found is not None
    assert (found.fact, found.of, found.alone) == ("rent", "p1", True)
    low, high = found.outcomes
    assert low.amount is not None and high.amount is not None
    assert float(low.amount) < float(high.amount)


def result(needs: list[str], *witnesses: tuple[dict[str, Any], str | None], who: str = "p1") -> dict[str, Any]:
    """An open result: each witness as the facts it supposes of p1, and what comes out (None: nothing)."""
    return {
        "for": [who],
        "status": "open",
        "amount": {"low": "0.00", "high": "400.00", "per": "month"},
        "needs": [{"fact": f, "of": "p1"} for f in needs],
        "witnesses": [
            {
                "facts": [{"fact": f, "of": "p1", "value": v} for f, v in facts.items()],
                "results": [
                    {"for": [who], "status": "ineligible" if amount is None else "eligible", "amount": amount or "0.00"}
                ],
            }
            for facts, amount in witnesses
        ],
    }


def best(*results: dict[str, Any]) -> Settling:
    request = {"on": "2026-11-24", "situation": {"people": [{"id": "p1"}], "household": {}}}
    found = settling(assessor(), {"programmes": {"snap": {"results": list(results)}}}, request)
    assert found is not None
    return found


def test_the_fact_that_more_results_need_comes_first() -> None:
    found = best(result(["savings"]), result(["savings", "rent"], who="p2"))
    assert (found.fact, found.results, found.open_results, found.others) == ("savings", 2, 2, 1)


def test_between_those_the_one_that_changes_more_comes_first() -> None:
    rent = {"amount": "0.00", "per": "month"}, {"amount": "900.00", "per": "month"}
    found = best(
        result(
            ["in_college", "rent"],
            ({"in_college": True, "rent": rent[0]}, "100.00"),
            ({"in_college": True, "rent": rent[1]}, "400.00"),
        )
    )
    assert found.fact == "rent"
    assert found.outcomes == (Outcome(rent[0], "100.00", "month"), Outcome(rent[1], "400.00", "month"))


def test_of_what_is_given_in_kind_no_amounts_are_told() -> None:
    given = result(["pregnant"], ({"pregnant": False}, None), ({"pregnant": True}, "0.00"))
    del given["amount"]
    assert best(given).outcomes == ()


def test_between_equals_the_one_that_costs_people_least_comes_first() -> None:
    costs = {f.name: f.burden for f in assessor().rulebook.facts.values() if f.entity == "Person"}
    assert costs["has_disability"] < costs["medical_costs"]
    assert best(result(["medical_costs", "has_disability"])).fact == "has_disability"


def test_a_witness_that_gets_nothing_counts_as_nothing() -> None:
    found = best(result(["in_college"], ({"in_college": True}, None), ({"in_college": False}, "250.00")))
    assert found.outcomes == (Outcome(True, None, "month"), Outcome(False, "250.00", "month"))
