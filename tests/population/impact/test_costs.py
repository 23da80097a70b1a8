"""What is paid once is no cost of a month, and what is given in kind none at all: neither is said to cost nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from nextwave.population.impact import reporting
from nextwave.population.impact.effects import effects
from nextwave.population.impact.simulation import Simulation, simulate
from nextwave.population.inventing.population import invent
from nextwave.population.reform import read as read_reform
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook

ON = date(2026, 11, 1)


def run(book: Rulebook, folder: Path, programme: str, figures: str) -> Simulation:
    invent(book, folder / "homes", 40, 7, ON)
    reform = read_reform(f"title: Another\nfigures:\n{figures}", "reform.yaml", book)
    return simulate(book, str(folder / "homes"), reform, ON, programme)


@pytest.fixture(scope="module")
def fee(tmp_path_factory: pytest.TempPathFactory) -> Simulation:
    """The fee of a permit, which is paid once."""
    book = load(find("riverside"), with_cases=False)
    return run(book, tmp_path_factory.mktemp("fee"), "stall", "  stall.fee_a_day: {2026-11-01: 3.00}\n")


def test_a_total_that_is_paid_once_stands_apart_from_costs_of_a_month(fee: Simulation) -> None:
    total = fee.effects.totals.row(0, named=True)
    assert fee.costs == "once"
    assert not [name for name in total if name.startswith(("cost", "average_b", "average_a", "average_ch"))]
    amounts = fee.units.filter(pl.col("eligible_before"))
    by_hand = (amounts["before"] * amounts["weight"]).sum() / 10_000
    assert total["once_before"] == pytest.approx(by_hand)
    assert total["once_before"] < 0  # a fee comes in
    assert total["once_change"] == pytest.approx(total["once_after"] - total["once_before"])
    assert total["average_once_before"] == pytest.approx(total["once_before"] / total["units_before"])
    text = reporting.text(fee)
    assert "cost once" in text and "average once" in text
    assert reporting.ONCE in text
    assert "a month" not in text.replace(reporting.ONCE, "")
    assert reporting.as_json(fee)["costs"] == "once"


def test_the_files_and_charts_of_what_is_paid_once_do_not_speak_of_months(fee: Simulation, tmp_path: Path) -> None:
    reporting.write(fee, tmp_path)
    assert "once_before" in (tmp_path / "totals.csv").read_text()
    drawn = (tmp_path / "by_type.svg").read_text()
    assert "once" in drawn and "a month" not in drawn


def test_what_is_given_in_kind_has_no_cost_and_who_comes_to_it_gains() -> None:
    units = pl.DataFrame(
        {
            "household": ["a", "b", "c"],
            "weight": [10_000, 5_000, 20_000],
            "people": [2, 1, 4],
            "type": ["adults", "one adult", "adults"],
            "household_people": [2, 1, 4],
            "before": [0, 0, 0],
            "after": [0, 0, 0],
            "eligible_before": [True, False, True],
            "eligible_after": [True, True, False],
        }
    )
    found = effects(units, tenths=False, costs="")
    total = found.totals.row(0, named=True)
    assert not [name for name in total if name.startswith(("cost", "once", "average"))]
    assert (total["units_before"], total["units_after"]) == (300, 150)
    assert (total["people_gaining"], total["people_losing"], total["people_unchanged"]) == (50, 800, 200)
    assert found.sizes is None


def test_a_run_of_a_programme_in_kind_counts_who_gets_it(tmp_path: Path) -> None:
    book = load(find("england"), with_cases=False)
    figure = next(name for name in book.figures if name.startswith("school_meals."))
    assert figure
    invent(book, tmp_path / "homes", 12, 7, ON)
    found = simulate(book, str(tmp_path / "homes"), None, ON, "school_meals")
    assert found.costs == ""
    text = reporting.text(found)
    assert reporting.IN_KIND in text
    assert "cost" not in text.replace(reporting.IN_KIND, "")
    assert reporting.as_json(found)["costs"] == "none"
