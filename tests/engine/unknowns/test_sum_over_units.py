"""A sum over the units of a home while it is not known who belongs together."""

from __future__ import annotations

from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.rulebook.loading import load
from tests.engine.small import Small

RULES = '''
@rule(cites="Test 90")
def grant_of(pair: Pair, law: Law) -> Money:
    """What a pair gets."""
    return law.limit[count(p for p in pair.people)]

@rule(cites="Test 91")
def amount(household: Household) -> Money:
    """What the home gets."""
    return sum(pair.grant_of for pair in household.pairs)
'''


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    folder = tmp_path_factory.mktemp("units") / "rulebook"
    Small(folder, RULES)
    programme = folder / "grant" / "programme.toml"
    programme.write_text(programme.read_text() + 'amount = "amount"\n')
    return Assessor(load(folder))


def amount(assessor: Assessor, *people: dict[str, Any]) -> tuple[str, str]:
    answer = assessor.assess({"on": "2026-03-10", "situation": {"people": list(people)}})
    found = answer["programmes"]["grant"]["results"][0]["amount"]
    return found["low"], found["high"]


def test_the_amounts_of_two_units_are_added(assessor: Assessor) -> None:
    alone = [{"id": name, "partner": None} for name in "ab"]
    assert amount(assessor, *alone) == ("200.00", "200.00")
    assert amount(assessor, {"id": "a", "partner": "b"}, {"id": "b", "partner": "a"}) == ("150.00", "150.00")


def test_where_it_is_open_who_belongs_together_both_sums_are_ends(assessor: Assessor) -> None:
    assert amount(assessor, {"id": "a"}, {"id": "b", "partner": None}) == ("150.00", "200.00")
    assert amount(assessor, {"id": "a"}, {"id": "b"}, {"id": "c", "partner": None}) == ("170.00", "300.00")
