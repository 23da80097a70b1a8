"""The exact evaluator computes what the reference computes, rule by rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.engine.answers.assessment import Compiled, compiled
from nextwave.engine.evaluators.exact import Facts, components
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook
from tests.engine.generated import Generator
from tests.engine.proofs import columns_differ, equal_to_reference


@pytest.mark.parametrize("on", [date(2024, 10, 1), date(2025, 7, 15), date(2025, 11, 1), date(2026, 11, 24)])
def test_every_rule_equals_the_reference_on_generated_households(washington: Rulebook, on: date) -> None:
    there = compiled(washington, on)
    generator = Generator(there, seed=on.toordinal())
    for _ in range(150):
        _, household = generator.possible()
        facts = Facts(household.counts, household.parents, household.children, household.slots)
        assert equal_to_reference(there, facts) == []


@pytest.mark.parametrize(
    ("rulebook", "on"),
    [("england", date(2025, 11, 1)), ("england", date(2026, 11, 1)), ("riverside", date(2026, 11, 24))],
)
def test_other_rulebooks_equal_the_reference_too_and_many_at_once_one_at_a_time(rulebook: str, on: date) -> None:
    there = compiled(load(find(rulebook), with_cases=False), on)
    generator = Generator(there, seed=on.toordinal())
    households = []
    for _ in range(60):
        _, household = generator.possible()
        households.append(Facts(household.counts, household.parents, household.children, household.slots))
        assert equal_to_reference(there, households[-1]) == []
    assert columns_differ(there.plan, there.measures, households) == []


def test_a_household_of_twenty_is_computed(november: Compiled) -> None:
    generator = Generator(november, seed=20)
    situation = generator.complete(most=6)
    person = situation["people"][0]
    related = {fact.name: None for fact in november.plan.rulebook.facts.values() if fact.type == "person"}
    single = {**related, "parents": [], "eats_apart": False}
    people = [{**person, **single, "id": f"p{i}"} for i in range(20)]
    household = november.reader.read({"people": people, "household": situation["household"]})
    facts = Facts(household.counts, household.parents, household.children, household.slots)
    assert equal_to_reference(november, facts) == []


@given(st.integers(1, 8), st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7))))
def test_units_are_the_connected_components_whatever_the_direction_of_a_pair(
    people: int, pairs: set[tuple[int, int]]
) -> None:
    table = [[(a, b) in pairs for b in range(people)] for a in range(people)]
    of, members = components(table)
    assert sorted(p for m in members for p in m) == list(range(people))
    assert all(of[p] == i for i, m in enumerate(members) for p in m)
    assert all(of[a] == of[b] for a, b in pairs if a < people and b < people)
    assert members == sorted(members)
