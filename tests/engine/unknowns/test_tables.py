"""What a table comes to while it is not known which of its rows is meant: the ends are rows that can be meant."""

from __future__ import annotations

from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.rulebook.loading import load
from tests.engine.small import Small

RULES = '''
@rule(cites="Test 92")
def amount(household: Household, law: Law) -> Money:
    """By colour and number, and by the day of birth."""
    found = sum(law.places[p.colour, p.n] for p in household.people)
    return found + sum(law.monthly * bracket(p.born, law.pension) for p in household.people if p.yes)
'''


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    folder = tmp_path_factory.mktemp("tables") / "rulebook"
    Small(folder, RULES)
    programme = folder / "grant" / "programme.toml"
    programme.write_text(programme.read_text() + 'amount = "amount"\n')
    return Assessor(load(folder))


def ends(assessor: Assessor, **facts: Any) -> tuple[str, str]:
    person = {"id": "a", "colour": "green", "n": 2, "yes": False, "born": "1960-04-06", **facts}
    stated = {name: value for name, value in person.items() if value is not None}
    answer = assessor.assess({"on": "2026-03-10", "situation": {"people": [stated]}})
    found = answer["programmes"]["grant"]["results"][0]["amount"]
    assert not found.get("undecided")
    return found["low"], found["high"]


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        ({}, "4.00", "4.00"),
        ({"colour": None}, "1.00", "20.50"),
        ({"n": None}, "4.00", "8.00"),  # the least is in the middle of the rows
        ({"n": {"between": [3, 6]}}, "5.00", "5.00"),
        ({"colour": None, "n": None}, "1.00", "20.50"),
        ({"yes": True}, "31724.00", "31724.00"),
        ({"yes": True, "born": None}, "31684.00", "32164.00"),
        ({"yes": True, "born": {"between": ["1960-04-05", "1960-05-05"]}}, "31684.00", "31724.00"),
    ],
)
def test_the_ends_are_those_of_the_rows_that_can_be_meant(
    assessor: Assessor, facts: dict[str, Any], low: str, high: str
) -> None:
    assert ends(assessor, **facts) == (low, high)
