"""Who is first among people, such as the oldest to whom is paid, in every evaluator and while facts are not known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.situations.filling import Filling
from nextwave.rulebook.loading import load
from tests.engine.building.test_language import ANA, BEN, CY
from tests.engine.proofs import columns_differ
from tests.engine.small import Small

RULES = '''
@rule(cites="Test 97")
def is_payee(person: Person) -> bool:
    """The oldest of those of whom it is true."""
    payee = first((p for p in person.household.people if p.yes), by=born)
    return payee is not None and payee == person

@rule(cites="Test 97")
def amount(household: Household) -> Money:
    """What the oldest of the people has, in months."""
    payee = first((p for p in household.people if p.yes), by=born)
    if payee is None:
        return 0
    return per_month(payee.pay, week=4, two_weeks=2, half_month=2, year=1 / 12)
'''


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("first") / "rulebook"


@pytest.fixture(scope="module")
def small(folder: Path) -> Small:
    made = Small(folder, RULES)
    programme = folder / "grant" / "programme.toml"
    programme.write_text(programme.read_text() + 'amount = "amount"\n')
    return made


@pytest.fixture(scope="module")
def assessor(small: Small, folder: Path) -> Assessor:
    return Assessor(load(folder))


def test_of_equal_ones_who_is_stated_first_is_first(small: Small) -> None:
    twins = [{**ANA, "yes": True}, {**BEN, "yes": True, "born": ANA["born"]}]
    assert small.value("is_payee", *twins) == [True, False]
    assert small.value("is_payee", *reversed(twins)) == [True, False]


def test_many_households_at_once_have_the_same(small: Small) -> None:
    homes = [
        small.read({**ANA, "yes": a}, {**BEN, "yes": b, "born": born}, {**CY, "yes": c})
        for a in (True, False)
        for b in (True, False)
        for c in (True, False)
        for born in ("1950-01-01", ANA["born"], "1990-05-01")
    ]
    facts = [Filling(small.plan, home).facts({}) for home in homes]
    assert columns_differ(small.plan, small.measures, facts) == []


def person(name: str, born: Any, pay: str, yes: bool | None = True) -> dict[str, Any]:
    stated = {"born": born, "yes": yes, "pay": {"amount": pay, "per": "month"}}
    return {"id": name, **{fact: value for fact, value in stated.items() if value is not None}}


@pytest.mark.parametrize(
    ("people", "low", "high"),
    [
        ([person("a", "1980-01-01", "10"), person("b", "1979-12-31", "20")], "20.00", "20.00"),
        ([person("a", "1980-01-01", "10", yes=False)], "0.00", "0.00"),
        ([person("a", "1980-01-01", "10"), person("b", None, "20")], "10.00", "20.00"),
        ([person("a", "1980-01-01", "10"), person("b", "1979-12-31", "20", yes=None)], "10.00", "20.00"),
        ([person("a", "1980-01-01", "10", yes=None), person("b", "1990-12-31", "20", yes=False)], "0.00", "10.00"),
        ([person("a", "1970-01-01", "10"), person("b", {"between": ["1979-12-31", "2000-01-01"]}, "20")], "10.00", "10.00"),
        ([person("a", None, "10"), person("b", None, "20"), person("c", None, "5")], "5.00", "20.00"),
    ],
)  # fmt: skip
def test_who_may_be_first_is_open_where_it_is_not_known(
    assessor: Assessor, people: list[dict[str, Any]], low: str, high: str
) -> None:
    answer = assessor.assess({"on": "2026-03-10", "situation": {"people": people}})
    found = answer["programmes"]["grant"]["results"][0]["amount"]
    assert (found["low"], found["high"], found.get("undecided")) == (low, high, None)
