"""A run from the rulebook to the charts, by Python and by command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.population import read, simulate, situations
from nextwave.population.impact.reporting import text, write
from nextwave.population.situations import as_of
from nextwave.rulebook.model import Rulebook

run = CliRunner().invoke

REFORM = "title: More for everyone\nfigures:\n  snap.benefit.contribution_share: {2026-10-01: 0.25}\n"


@pytest.fixture
def reform(tmp_path: Path) -> Path:
    path = tmp_path / "reform.yaml"
    path.write_text(REFORM)
    return path


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> object:
    path = tmp_path_factory.mktemp("reform") / "reform.yaml"
    path.write_text(REFORM)
    return simulate("washington", "washington", reform=path)


def test_to_expect_less_of_income_costs_more_and_nobody_loses(found: object) -> None:
    row = found.effects.totals.row(0, named=True)  # type: ignore[attr-defined]
    assert row["cost_change"] > 0
    assert row["people_losing"] == 0
    assert row["units_after"] >= row["units_before"]


def test_the_present_is_what_every_unit_comes_to(found: object) -> None:
    units: pl.DataFrame = found.units  # type: ignore[attr-defined]
    cents = sum(a * w for a, w in units.select("before", "weight").iter_rows())
    assert found.effects.totals["cost_before"][0] == cents / 10_000  # type: ignore[attr-defined]


def test_files_and_charts_are_the_same_bytes_again(found: object, tmp_path: Path) -> None:
    names = write(found, tmp_path / "a")  # type: ignore[arg-type]
    write(found, tmp_path / "b")  # type: ignore[arg-type]
    assert {"totals.csv", "by_decile.parquet", "sizes.csv", "by_type.svg", "by_decile.png", "run.json"} <= set(names)
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert pl.read_csv(tmp_path / "a" / "by_decile.csv")["decile"].to_list() == list(range(1, 11))
    assert "<svg" in (tmp_path / "a" / "by_type.svg").read_text()
    rests = json.loads((tmp_path / "a" / "run.json").read_text())
    assert rests["reform"]["title"] == "More for everyone"
    assert rests["population"]["version"]


def test_the_text_fits_a_hundred_columns_and_says_what_errors_cover(found: object) -> None:
    shown = text(found)  # type: ignore[arg-type]
    assert max(len(line) for line in shown.splitlines()) <= 100
    assert "neither\nimputed facts nor measurement" in shown
    assert "Imputed facts, each drawn anew" in shown


def test_a_run_by_command_prints_tables_or_data_and_writes_files(reform: Path, tmp_path: Path) -> None:
    common = ["simulate", "washington", "--population", "washington", "--reform", str(reform)]
    done = run(app, [*common, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert "More for everyone" in done.stdout
    assert (tmp_path / "out" / "totals.csv").exists()
    data = json.loads(run(app, [*common, "--json"]).stdout)
    assert data["totals"][0]["people_losing"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--population", "nowhere"], "there is no such population"),
        (["--population", "washington", "--programme", "tanf"], "name one of snap, fap"),
        (["--population", "washington", "--reform", "missing.yaml"], "missing.yaml"),
        (["--population", "washington", "--on", "soon"], "year-month-day"),
        (["--population", "washington", "--on", "1990-01-01"], "1990"),
        (["--population", "washington", "--assume", "hovel"], "homeless=false"),
    ],
)
def test_a_run_that_cannot_be_made_says_what_to_do(arguments: list[str], said: str) -> None:
    done = run(app, ["simulate", "washington", *arguments])
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert done.stdout == ""


def test_a_population_can_be_checked_shown_and_described() -> None:
    assert "3,409 households of 9,461 people" in run(app, ["population", "check", "washington", "washington"]).stdout
    shown = json.loads(run(app, ["population", "show", "washington", "washington", "2012-83841"]).stdout)
    assert shown["people"][0]["id"] == "p1"
    assert "`weight`" in run(app, ["population", "schema", "washington"]).stdout
    refused = run(app, ["population", "build", "washington", "--vary", "hair=2"])
    assert refused.exit_code == 2
    assert "rent" in refused.stderr
    assert "name washington or national" in run(app, ["population", "build", "oregon"]).stderr
    missing = run(app, ["population", "build", "washington", "--source", "/nowhere.tar.gz"])
    assert missing.exit_code == 2
    assert "name the file" in missing.stderr


def test_a_day_before_the_population_s_own_has_the_same_people_as_old_then(washington: Rulebook) -> None:
    now = read("washington", washington)
    then = as_of(now, date(2025, 9, 15))
    assert then.tables["household"]["applied_on"].unique().to_list() == [date(2025, 9, 1)]
    moved = now.tables["person"]["birth_date"] - then.tables["person"]["birth_date"]
    assert moved.unique().to_list() == [date(2026, 11, 1) - date(2025, 9, 1)]
    assert as_of(now, date(2026, 11, 1)) is now
    assert simulate(washington, now, on="2025-09-01").effects.totals["units_before"][0] > 0


def test_households_come_in_their_order_whatever_number_is_made_at_a_time(
    washington: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    population = read("washington", washington)
    whole = list(situations.situations(population, washington))
    monkeypatch.setattr(situations, "_AT_ONCE", 999)
    assert list(situations.situations(population, washington)) == whole
    assert len(whole) == population.households


def test_what_is_owed_comes_in_and_who_owes_more_loses(washington: Rulebook, reform: Path) -> None:
    paid = simulate(washington, "washington", reform=reform).effects.totals
    programmes = {**washington.programmes, "snap": replace(washington.programmes["snap"], kind="owed")}
    owed = simulate(replace(washington, programmes=programmes), "washington", reform=reform).effects.totals
    assert owed["cost_before"][0] == -paid["cost_before"][0] < 0
    assert (owed["people_losing"][0], owed["people_gaining"][0]) == (paid["people_gaining"][0], 0)
