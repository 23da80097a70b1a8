"""Both models are told the same, and what our rules come to is all settled."""

from __future__ import annotations

import pytest

from benchmarks.peers.england import inputs
from benchmarks.peers.england.units import MONTHS, units
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook

HOMES = units(7, 60)


@pytest.fixture(scope="module")
def england() -> Rulebook:
    return load(find("england"))


def test_one_seed_draws_the_same_units() -> None:
    assert units(7, 60) == HOMES != units(8, 60)


def test_every_unit_is_one_family_of_which_nothing_is_open(england: Rulebook) -> None:
    found = inputs.ours(england, HOMES, 2026)
    assert {len(column) for column in found.values()} == {len(HOMES)}
    assert all((column > 0).any() for column in found.values())


def test_nobody_has_a_birthday_between_the_days_on_which_the_two_read_ages() -> None:
    for home in HOMES:
        for person in home["people"]:
            year, month, _ = map(int, person["birth_date"].split("-"))
            assert month <= 8
            assert year < min(MONTHS) + 1


def test_amounts_are_those_of_a_year_and_stand_with_their_person() -> None:
    told = inputs.inputs(HOMES, 2025)
    people = [person for home in HOMES for person in home["people"]]
    column = told["uc_individual_earned_income_before_mif"]
    earning = next(n for n, person in enumerate(people) if person.get("earnings", {}).get("amount", "0.00") != "0.00")
    assert column[earning] == pytest.approx(float(people[earning]["earnings"]["amount"]) * 12)
    assert told["person_benunit_id"].tolist() == [n for n, home in enumerate(HOMES) for _ in home["people"]]


@pytest.mark.parametrize(("year", "weeks"), [(2025, 52), (2026, 53), (2027, 52), (2032, 52)])
def test_a_tax_year_has_the_mondays_of_its_calendar(year: int, weeks: int) -> None:
    assert inputs.mondays(year) == weeks
