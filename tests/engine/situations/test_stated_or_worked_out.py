"""A fact that a rule works out where it is not stated: what someone gets, else what they would get."""

from __future__ import annotations

from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.evaluators.reference import Reference
from nextwave.engine.situations.filling import Filling
from nextwave.rulebook.loading import load
from tests.engine.building.test_language import ANA
from tests.engine.proofs import columns_differ
from tests.engine.small import Small

RULES = '''
@rule(cites="Test 95")
def gets(person: Person) -> Money:
    """What the person gets."""
    return person.aid

@rule(cites="Test 95")
def would_get(person: Person) -> Money:
    """What the person would get."""
    return person.usual_aid

@rule(cites="Test 95")
def got_before(person: Person) -> Money:
    """What the person got in the month before."""
    return at(previous_month, person.aid)

@rule(cites="Test 96")
def amount(household: Household) -> Money:
    """What all get."""
    return sum(p.aid for p in household.people)
'''
#: The rule gives a tenth of it.
PAY = {"amount": "500", "per": "month"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    folder = tmp_path_factory.mktemp("stated") / "rulebook"
    made = Small(folder, RULES)
    programme = folder / "grant" / "programme.toml"
    programme.write_text(programme.read_text() + 'amount = "amount"\n')
    return made


@pytest.fixture(scope="module")
def assessor(small: Small, tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    return Assessor(load(next(tmp_path_factory.getbasetemp().glob("stated*")) / "rulebook"))


def ana(**facts: Any) -> dict[str, Any]:
    return {**ANA, "partner": None, "pay": PAY, **facts}


@pytest.mark.parametrize(("aid", "gets"), [({"aid": "400"}, "400.00"), ({"aid": "0"}, "0.00"), ({}, "50.00")])
def test_what_is_stated_counts_and_else_what_the_rule_gives(small: Small, aid: dict[str, str], gets: str) -> None:
    for _ in range(2):  # what was stated before is read otherwise
        assert small.value("gets", ana(**aid)) == [gets]
        assert small.value("would_get", ana(**aid)) == ["50.00"]


def test_it_may_be_stated_from_a_day_on(small: Small) -> None:
    later = [{"from": "2026-03-05", "value": "400"}]
    assert small.value("gets", ana(aid=later)) == ["400.00"]
    assert small.value("got_before", ana(aid=later)) == ["50.00"]


def test_every_evaluator_comes_to_the_same(small: Small) -> None:
    facts = [Filling(small.plan, small.read(ana(**aid))).facts({}) for aid in ({}, {"aid": "0"}, {"aid": "399.99"})]
    assert columns_differ(small.plan, small.measures, facts) == []
    definition = next(d for d in small.plan.definitions if d.name == "grant.gets")
    measure = small.measures[definition.body.number]
    assert measure
    for one in facts:
        have = small.exact.run(one).definitions[definition.number][0]
        assert have * measure.quantum == Reference(small.plan, one).value(definition, 0)


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        ({"pay": PAY}, "50.00", "50.00"),
        ({"aid": "400"}, "400.00", "400.00"),
        ({"aid": {"between": ["100", "300"]}}, "100.00", "300.00"),
        # What the rule reads and nobody stated stays open: not stated is no nothing.
        ({}, "0.00", "40000.00"),
        ({"pay": {"between": ["100", "500"], "per": "month"}}, "10.00", "50.00"),
    ],
)
def test_what_the_rule_reads_stays_open_where_it_is_not_known(
    assessor: Assessor, facts: dict[str, Any], low: str, high: str
) -> None:
    answer = assessor.assess({"on": "2026-03-10", "situation": {"people": [{"id": "a", **facts}]}})
    found = answer["programmes"]["grant"]["results"][0]["amount"]
    assert (found["low"], found["high"], found.get("undecided")) == (low, high, None)
