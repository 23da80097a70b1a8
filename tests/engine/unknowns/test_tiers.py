"""The levels of a tier: every evaluator comes to the same one, and while facts are open those that are still possible
are named, each with a way in which it comes to it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor, Compiled, compiled
from nextwave.engine.answers.refusal import why_not_higher
from nextwave.engine.budget import Budget
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook
from tests.clinic import clinic
from tests.engine.generated import Generator
from tests.engine.proofs import columns_differ, equal_to_reference, partial

ON = date(2026, 11, 1)

ANA = {
    "id": "ana",
    "birth_date": "1990-01-01",
    "partner": None,
    "parents": [],
    "hours": 0,
    "wage": {"amount": "600", "per": "month"},
    "savings": "0",
    "share": "1",
    "hardship": False,
    "jobs": [],
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return load(clinic(tmp_path_factory.mktemp("clinic") / "riverton"))


@pytest.fixture(scope="module")
def there(book: Rulebook) -> Compiled:
    return compiled(book, ON)


@pytest.fixture(scope="module")
def assessor(book: Rulebook) -> Assessor:
    return Assessor(book)


def asked(*people: dict[str, Any], complete: bool = True) -> dict[str, Any]:
    situation = {"people": list(people), "household": {"tenure": "owner"}, "complete": complete}
    return {"on": ON.isoformat(), "situation": situation}


def ana(**facts: object) -> dict[str, Any]:
    return {k: v for k, v in {**ANA, **facts}.items() if v != "unasked"}


def result(assessor: Assessor, *people: dict[str, Any], complete: bool = True) -> dict[str, Any]:
    (found,) = assessor.assess(asked(*people, complete=complete))["programmes"]["clinic"]["results"]
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize("seed", range(3))
def test_the_reference_and_columns_come_to_the_same_level(there: Compiled, seed: int) -> None:
    generator = Generator(there, seed)
    households = [there.reader.read(generator.possible()[0]) for _ in range(30)]
    facts = [h for h in (_facts(there, one) for one in households) if h is not None]
    assert [p for one in facts for p in equal_to_reference(there, one)] == []
    assert columns_differ(there.plan, there.measures, facts) == []
    outcome = next(o for o in there.plan.outcomes if o.level)
    came = {v for one in facts for v in there.searcher.exact.run(one).definitions[outcome.level.number]}  # type: ignore[union-attr]
    assert came == {0, 1, 2}


def _facts(there: Compiled, household: Any) -> Any:
    from nextwave.engine.evaluators.exact import Facts

    return Facts(household.counts, household.parents, household.children, household.slots)


@pytest.mark.parametrize("seed", range(4))
def test_every_completion_comes_to_a_level_that_was_named_and_each_is_shown(there: Compiled, seed: int) -> None:
    generator, counts = Generator(there, seed), Counter[str]()
    assert [p for _ in range(40) for p in partial(there, generator, 12, counts)] == []
    assert counts["levels"] > 100
    assert counts["witnesses"] > 20


@pytest.mark.parametrize("steps", [0, 3_000, 60_000])
def test_where_little_may_be_spent_no_level_is_left_out(there: Compiled, steps: int) -> None:
    generator, counts = Generator(there, 5), Counter[str]()
    assert [p for _ in range(25) for p in partial(there, generator, 8, counts, budget=Budget(steps))] == []


def test_no_entitlement_is_another_outcome_than_the_lowest_level(assessor: Assessor) -> None:
    poorest = result(assessor, ana(wage={"amount": "9000", "per": "month"}))
    assert (poorest["status"], poorest["levels"]) == ("eligible", ["emergency"])
    young = ana(birth_date="2015-01-01", student=True)
    refused = result(assessor, young)
    assert (refused["status"], refused["levels"]) == ("ineligible", [])


def test_what_is_open_names_the_levels_it_may_be_and_only_what_can_change_them_is_needed(assessor: Assessor) -> None:
    found = result(assessor, ana(wage={"between": ["400", "800"], "per": "month"}, hours="unasked"))
    assert (found["status"], found["levels"]) == ("eligible", ["limited", "full"])
    assert found["needs"] == [{"fact": "wage", "of": "ana"}]
    assert [w["results"][0]["level"] for w in found["witnesses"]] == ["limited", "full"]


def test_a_level_between_two_that_no_completion_comes_to_is_not_named(assessor: Assessor) -> None:
    found = result(assessor, ana(savings="5000", wage={"between": ["400", "800"], "per": "month"}))
    assert found["levels"] == ["emergency", "full"]


def test_facts_that_change_no_level_are_not_needed(assessor: Assessor) -> None:
    found = result(assessor, ana(hardship=True, wage="unasked", savings="unasked"))
    assert (found["levels"], found["needs"]) == (["full"], [])


def test_of_a_household_that_is_not_complete_every_level_is_possible(assessor: Assessor) -> None:
    found = result(assessor, ana(), complete=False)
    assert (found["status"], found["levels"]) == ("open", ["emergency", "limited", "full"])
    assert found["undecided"]


def test_a_level_has_the_comparison_by_which_it_is_no_higher_one(assessor: Assessor) -> None:
    request = asked(ana())
    given = assessor.assess(request)["programmes"]["clinic"]["results"][0]
    (found,) = why_not_higher(assessor, request, "clinic", given)
    assert (found.left.says, found.left.value) == ("What the group earns and is paid.", "600.00")
    assert (found.right.says, found.right.value) == ("Limit for the clinic", "500.00")
    best = asked(ana(hardship=True))
    given = assessor.assess(best)["programmes"]["clinic"]["results"][0]
    assert why_not_higher(assessor, best, "clinic", given) == []
