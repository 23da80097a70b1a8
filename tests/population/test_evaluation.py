"""The same answer at the counter and in the census: every household of Washington, one at a time and at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.population import evaluation
from nextwave.population.evaluation import Households, evaluate, households
from nextwave.population.situations import situation, situations
from nextwave.population.tables.faults import PopulationError
from nextwave.population.tables.reading import Population, read
from nextwave.rulebook.model import Rulebook
from tests.engine.proofs import columns_differ

ON = date(2026, 11, 1)


@pytest.fixture(scope="module")
def population(washington: Rulebook) -> Population:
    return read("washington", washington)


@pytest.fixture(scope="module")
def everyone(population: Population, washington: Rulebook) -> Households:
    return households(population, washington, ON)


def test_every_rule_of_every_household_is_the_same_integer(everyone: Households) -> None:
    assert len(everyone.facts) == 3409
    assert columns_differ(everyone.there.plan, everyone.there.measures, everyone.facts) == []


def test_units_have_the_amounts_that_assessments_give(
    population: Population, everyone: Households, washington: Rulebook
) -> None:
    assessor = Assessor(washington)
    units = evaluate(population, everyone, "snap")
    for place, stated in enumerate(situations(population, washington)):
        if place % 97:
            continue
        answer = assessor.assess({"on": ON.isoformat(), "situation": stated})
        want = sorted(Decimal(r["amount"]["low"]) for r in answer["programmes"]["snap"]["results"])
        have = sorted(Decimal(a) / 100 for a in units.filter(units["household"] == place)["amount"])
        assert have == want
        eligible = sum(r["status"] == "eligible" for r in answer["programmes"]["snap"]["results"])
        assert units.filter(units["household"] == place)["eligible"].sum() == eligible


def test_units_hold_everyone_once(population: Population, everyone: Households) -> None:
    assert evaluate(population, everyone, "snap")["people"].sum() == 9461


def test_one_household_can_be_looked_at_by_its_id(population: Population, washington: Rulebook) -> None:
    name = population.tables["household"]["id"][5]
    found = situation(population, washington, name)
    assert len(found["people"]) == (population.tables["person"]["household"] == name).sum()
    with pytest.raises(PopulationError, match="no household has the id nowhere"):
        situation(population, washington, "nowhere")


def test_households_are_read_once_for_the_reforms_of_one_population_and_day(
    population: Population, everyone: Households, washington: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = households(read("washington", washington), washington, ON)
    assert again.facts is everyone.facts
    assert households(population, washington, date(2026, 12, 1)).facts is not everyone.facts
    monkeypatch.setattr(evaluation, "MOST_KEPT", 3408)
    assert households(population, washington, ON).facts is not everyone.facts


def test_one_cell_that_is_another_is_read_anew(
    population: Population, everyone: Households, washington: Rulebook
) -> None:
    homes = population.tables["household"]
    first = pl.int_range(pl.len()) == 0
    other = homes.with_columns(pays_phone=pl.col("pays_phone") ^ first)
    changed = Population("washington", population.sheet, {**population.tables, "household": other}, population.version)
    assert [
        place
        for place, (a, b) in enumerate(zip(households(changed, washington, ON).facts, everyone.facts, strict=True))
        if a != b
    ] == [0]


def test_a_household_whose_facts_cannot_all_be_so_is_refused_by_its_id(
    population: Population, washington: Rulebook
) -> None:
    people = population.tables["person"]
    married = people.filter(pl.col("spouse").is_not_null()).row(0, named=True)
    alone = (pl.col("household") == married["household"]) & (pl.col("id") == married["spouse"])
    broken = people.with_columns(spouse=pl.when(alone).then(None).otherwise(pl.col("spouse")))
    wrong = Population("wrong", {}, {**population.tables, "person": broken}, "")
    with pytest.raises(PopulationError, match=f"household {married['household']}.*cannot all be so"):
        evaluate(wrong, households(wrong, washington, ON), "snap")
