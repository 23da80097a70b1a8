"""Of a tier simulations count who has each level and who moves between them, and speak of no cost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from nextwave.engine.evaluators.reference import Reference
from nextwave.population.evaluation import evaluate, households
from nextwave.population.impact import reporting
from nextwave.population.impact.effects import effects
from nextwave.population.impact.simulation import Simulation, simulate
from nextwave.population.inventing.population import invent
from nextwave.population.reform import read as read_reform
from nextwave.population.tables.reading import Population, read
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook
from tests.clinic import clinic

ON = date(2026, 11, 1)
REFORM = "title: A lower limit\nfigures:\n  clinic.clinic: {2026-11-01: 200}\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return load(clinic(tmp_path_factory.mktemp("clinic") / "riverton"), with_cases=False)


@pytest.fixture(scope="module")
def population(book: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Population:
    folder = tmp_path_factory.mktemp("invented") / "homes"
    invent(book, folder, 150, 7, ON)
    return read(str(folder), book, on=ON)


@pytest.fixture(scope="module")
def run(book: Rulebook, population: Population) -> Simulation:
    return simulate(book, population, read_reform(REFORM, "reform.yaml", book), ON, "clinic")


def test_units_have_the_level_that_the_reference_comes_to(book: Rulebook, population: Population) -> None:
    there = households(population, book, ON)
    units = evaluate(population, there, "clinic")
    outcome = next(o for o in there.there.plan.outcomes if o.programme.name == "clinic")
    assert outcome.level is not None
    for place in range(0, 150, 5):
        reference = Reference(there.there.plan, there.facts[place])
        rows = units.filter(pl.col("household") == place).sort("unit").to_dicts()
        assert len(rows) == len(reference.units_of("Unit"))
        for i, row in enumerate(rows):
            want = reference.value(outcome.level, i) if reference.value(outcome.eligible, i) else -1
            assert row["level"] == want
    assert units["level"].n_unique() >= 3


def test_levels_and_movements_are_as_worked_by_hand() -> None:
    units = pl.DataFrame(
        {
            "household": ["a", "a", "b", "c"],
            "weight": [10_000, 10_000, 5_000, 20_000],
            "people": [2, 1, 1, 4],
            "type": ["adults", "adults", "one adult", "adults"],
            "household_people": [3, 3, 1, 4],
            "before": [0, 0, 0, 0],
            "after": [0, 0, 0, 0],
            "eligible_before": [True, False, True, True],
            "eligible_after": [True, True, False, True],
            "level_before": [0, -1, 1, 1],
            "level_after": [1, 0, -1, 1],
        }
    )
    found = effects(units, tenths=False, levels=("low", "high"))
    assert found.levels is not None
    assert found.movements is not None
    low, high = found.levels.to_dicts()
    assert (low["level"], low["units_before"], low["units_after"], low["people_before"]) == ("low", 100, 100, 200)
    assert (high["level"], high["units_before"], high["units_after"], high["people_after"]) == ("high", 250, 300, 1_000)
    assert [row["units_change"] for row in (low, high)] == [0, 50]
    moved = [(m["from"], m["to"], m["units"], m["people"]) for m in found.movements.to_dicts()]
    assert moved == [("none", "low", 100, 100), ("low", "high", 100, 200), ("high", "none", 50, 50)]
    total = found.totals.row(0, named=True)
    assert (total["people_gaining"], total["people_losing"], total["people_unchanged"]) == (300, 50, 800)
    assert not [name for name in found.totals.columns if name.startswith(("cost", "average"))]
    assert found.sizes is None


def test_what_levels_count_adds_up_and_movements_are_all_between_them(run: Simulation) -> None:
    of = run.effects
    assert of.levels is not None
    assert of.movements is not None
    total = of.totals.row(0, named=True)
    assert of.levels["units_before"].sum() == pytest.approx(total["units_before"])
    assert of.levels["units_after"].sum() == pytest.approx(total["units_after"])
    assert {*of.movements["from"], *of.movements["to"]} <= {"none", "emergency", "limited", "full"}
    assert total["people_losing"] > 0  # the limit was lowered
    assert total["people_gaining"] == 0


def test_the_report_and_the_files_have_levels_in_place_of_costs(run: Simulation, tmp_path: Path) -> None:
    text = reporting.text(run)
    assert "By level, the lowest first" in text
    assert "Movements between levels" in text
    assert "cost" not in text
    data = reporting.as_json(run)
    assert [one["title"] for one in data["scale"]] == ["Emergencies only", "Limited coverage", "Full coverage"]
    assert [row["level"] for row in data["levels"]] == ["emergency", "limited", "full"]
    assert {"levels.csv", "movements.csv", "levels.svg"} <= set(reporting.write(run, tmp_path))
    change = {row["level"]: row["units_change"] for row in data["levels"]}
    assert change["full"] < 0 < change["limited"] + change["emergency"]
    assert "What changes by level" in (tmp_path / "levels.svg").read_text()


def test_where_nobody_moves_the_report_says_so(book: Rulebook, population: Population) -> None:
    none = read_reform("title: Much\nfigures:\n  clinic.clinic_savings: {2026-11-01: 2000}\n", "reform.yaml", book)
    found = simulate(book, population, none, ON, "clinic")
    assert found.effects.movements is not None
    assert found.effects.movements.height == 0
    assert "nobody moves" in reporting.text(found)
