"""Answers on partial facts are sound, and their ends are attained."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor, Compiled, compiled
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from tests.engine.generated import Generator
from tests.engine.proofs import partial
from tests.usual import home, person

HOME = home()


def result(assessor: Assessor, *people: dict[str, Any], **home: Any) -> dict[str, Any]:
    situation = {"people": list(people), "household": {k: v for k, v in {**HOME, **home}.items() if v != "unasked"}}
    answer = assessor.assess({"on": "2026-11-01", "situation": situation})
    (found,) = answer["programmes"]["snap"]["results"]
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize("seed", range(6))
def test_answers_hold_for_random_completions_and_their_ends_are_attained(november: Compiled, seed: int) -> None:
    generator, counts = Generator(november, seed), Counter[str]()
    problems = [p for _ in range(60) for p in partial(november, generator, 15, counts)]
    assert problems == []
    assert counts["completions"] > 100
    assert counts["witnesses"] > 20


@pytest.mark.parametrize(("rulebook", "situations"), [("england", 15), ("riverside", 60)])
def test_answers_of_other_rulebooks_hold_too_with_programmes_of_every_kind(rulebook: str, situations: int) -> None:
    there, counts = compiled(load(find(rulebook), with_cases=False), date(2026, 11, 1)), Counter[str]()
    generator = Generator(there, seed=11)
    assert [p for _ in range(situations) for p in partial(there, generator, 15, counts)] == []
    assert counts["completions"] > 100
    assert counts["witnesses"] > 20


def test_a_fact_that_cannot_matter_is_not_needed(assessor: Assessor) -> None:
    found = result(assessor, person("ana"), other_utilities="unasked")
    assert found["status"] == "eligible"
    assert found["needs"] == []
    assert found["amount"]["low"] == found["amount"]["high"]


def test_an_unasked_income_leaves_the_result_open_from_nothing_to_the_most(assessor: Assessor) -> None:
    found = result(assessor, person("ana", pension="unasked"))
    assert found["status"] == "open"
    assert found["needs"] == [{"fact": "pension", "of": "ana"}]
    assert (found["amount"]["low"], found["amount"]["high"]) == ("0.00", "306.00")


def test_a_range_gives_a_range_that_is_attained_at_its_ends(assessor: Assessor) -> None:
    low = result(
        assessor, person("ana", rent={"amount": "700", "per": "month"}, pension={"amount": "1400", "per": "month"})
    )
    high = result(
        assessor, person("ana", rent={"amount": "950", "per": "month"}, pension={"amount": "1400", "per": "month"})
    )
    both = result(
        assessor,
        person("ana", rent={"between": ["700", "950"], "per": "month"}, pension={"amount": "1400", "per": "month"}),
    )
    assert both["amount"]["low"] == low["amount"]["low"]
    assert both["amount"]["high"] == high["amount"]["high"]
    assert both["needs"] == [{"fact": "rent", "of": "ana"}]


def test_unasked_jobs_are_needed_as_a_list_and_may_be_several(assessor: Assessor) -> None:
    found = result(assessor, person("ana", jobs="unasked"))
    assert found["status"] == "open"
    assert found["needs"] == [{"fact": "jobs", "of": "ana"}]


def test_who_shares_food_decides_how_many_groups_there_are(assessor: Assessor) -> None:
    found = result(assessor, person("ana"), person("ben", eats_apart="unasked"))
    assert found["for"] == ["ana", "ben"]
    assert {"fact": "eats_apart", "of": "ben"} in found["needs"]
    assert (found["amount"]["low"], found["amount"]["high"]) == ("562.00", "612.00")


def test_a_choice_narrowed_to_alternatives_that_agree_settles(assessor: Assessor) -> None:
    found = result(assessor, person("ana", immigration_status={"one_of": ["citizen", "cofa_citizen"]}))
    assert found["status"] == "eligible"
    assert found["needs"] == []


def test_people_missing_from_the_list_leave_everything_open(assessor: Assessor) -> None:
    situation = {"people": [person("ana")], "household": HOME, "complete": False}
    answer = assessor.assess({"on": "2026-11-01", "situation": situation})
    (found,) = answer["programmes"]["snap"]["results"]
    assert found["status"] == "open"
    assert found["needs"][0] == {"fact": "people", "of": "household"}


@pytest.mark.parametrize("seed", range(4))
def test_a_witness_that_is_stated_again_has_the_outcome_it_shows(assessor: Assessor, seed: int) -> None:
    generator = Generator(assessor.at(date(2026, 11, 1)), seed)
    settled = shown = 0
    while shown < 12:
        situation = generator.forget(generator.possible(most=3)[0], 0.3)
        jobs = [job for person in situation["people"] for job in person.get("jobs", ())]
        for number, job in enumerate(jobs):
            job["id"] = f"job{number}"
        for found in snap(assessor, situation):
            for witness in found.get("witnesses", ()):
                again = snap(assessor, with_facts(situation, witness["facts"]))
                for one in witness["results"]:
                    same = next(r for r in again if set(one["for"]) <= set(r["for"]))
                    shown += 1
                    if "undecided" in same or same["for"] != one["for"]:
                        continue
                    assert same["status"] == one["status"]
                    assert same["amount"]["low"] == same["amount"]["high"] == one["amount"]
                    settled += 1
    assert settled >= shown - 2


def snap(assessor: Assessor, situation: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = assessor.assess({"on": "2026-11-01", "situation": situation})["programmes"]["snap"][
        "results"
    ]
    return found


def with_facts(situation: dict[str, Any], facts: list[dict[str, Any]]) -> dict[str, Any]:
    """A copy of a situation in which these facts are stated."""
    again = deepcopy(situation)
    owners = [*again["people"]]
    owners += [job for person in again["people"] for job in person.get("jobs", ())]
    for fact in facts:
        if fact["of"] == "household":
            again["household"][fact["fact"]] = fact["value"]
        else:
            next(o for o in owners if o["id"] == fact["of"])[fact["fact"]] = fact["value"]
    return again
