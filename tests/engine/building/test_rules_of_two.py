"""A rule of two people: asked of two wherever a condition or an aggregate wants it, in every evaluator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.situations.filling import Filling
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from tests.engine.building.test_language import ANA, BEN, CY
from tests.engine.proofs import columns_differ
from tests.engine.small import Small

RULES = '''
@rule(cites="Test 98")
def cares_for(a: Person, b: Person, law: Law) -> bool:
    """The first is a parent of the second, or older by the years that the law names."""
    return a in b.parents or (a.n - b.n) * 5 > law.fives

@rule(cites="Test 98")
def charges(person: Person, law: Law) -> int:
    """For how many the person cares."""
    return count(p for p in person.household.people if cares_for(person, p, law))

@rule(cites="Test 98")
def paid(household: Household, law: Law) -> Money:
    """So much for each of whom someone has the care."""
    return law.monthly * count(p for p in household.people if any(cares_for(q, p, law) for q in household.people))

@rule(cites="Test 98")
def partner_cares(person: Person, law: Law) -> bool:
    """The partner cares for the person."""
    if person.partner is None:
        return False
    return cares_for(person.partner, person, law)
'''


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("two") / "rulebook"


@pytest.fixture(scope="module")
def small(folder: Path) -> Small:
    return Small(folder, RULES)


def people() -> list[dict[str, Any]]:
    ana = {**ANA, "n": 5, "partner": "ben"}
    return [ana, {**BEN, "n": 1, "partner": "ana"}, {**CY, "n": 4, "parents": ["ben"], "partner": None}]


def test_it_is_counted_over_people(small: Small) -> None:
    # Ana has four more than Ben, and Cy three; Ben is a parent of Cy.
    assert small.value("charges", *people()) == [1, 1, 0]


def test_it_is_a_condition_behind_is_none(small: Small) -> None:
    assert small.value("partner_cares", *people()) == [False, True, False]


def test_many_homes_at_once_have_the_same(small: Small) -> None:
    homes = [
        small.read({**ANA, "n": n}, {**BEN, "n": m, "parents": parents}, {**CY, "partner": None})
        for n in (0, 4, 6)
        for m in (0, 2)
        for parents in ([], ["ana", "cy"])
    ]
    facts = [Filling(small.plan, home).facts({}) for home in homes]
    assert columns_differ(small.plan, small.measures, facts) == []


def test_while_facts_are_open_its_ends_are_attained(folder: Path, small: Small) -> None:
    programme = folder / "grant" / "programme.toml"
    programme.write_text(programme.read_text() + 'amount = "paid"\n')
    situation = {"people": [{"id": "ana", "n": 5, "parents": []}, {"id": "ben", "parents": []}]}
    answer = Assessor(load(folder)).assess({"on": "2026-03-10", "situation": situation})
    result = answer["programmes"]["grant"]["results"][0]
    # Ben may have so little that Ana cares for him, and never so much that he cares for her.
    assert (result["amount"]["low"], result["amount"]["high"]) == ("0.00", "40.00")
    assert result["needs"] == [{"fact": "n", "of": "ben"}]


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (RULES.replace("cares_for(person, p, law)", "cares_for(person, 3, law)"), "b of cares_for is a Person"),
        (
            RULES.replace("cares_for(person, p, law)", "cares_for(person.household, p, law)"),
            "a of cares_for is a Person",
        ),
        (RULES.replace("cares_for(person, p, law)", "cares_for(person, p)"), "cares_for takes 3 arguments"),
        (RULES.replace('98")\ndef cares_for', '98", period="year")\ndef cares_for'), "no period of its own"),
        (RULES.replace("return cares_for(person.partner, person, law)", "return cares_for(person.partner, person, law)").replace(
            "    if person.partner is None:\n        return False\n", ""), "may be nobody"),
        (RULES.replace("b: Person, law: Law", "b: Person, c: Person"), "has other parameters"),
    ],
    ids=["a number", "another entity", "too few", "a period", "nobody", "three"],
)  # fmt: skip
def test_what_is_no_rule_of_two_is_refused_in_words(tmp_path: Path, rules: str, words: str) -> None:
    with pytest.raises(RulebookError) as refused:
        Small(tmp_path / "bad", rules)
    assert any(words in problem.what for problem in refused.value.problems), refused.value.problems
