"""Which day a run is of where nobody names one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.population import simulate
from nextwave.population.day import day_of
from nextwave.population.impact.reporting import text
from nextwave.rulebook.loading import load
from tests.population.impact.test_another_rulebook import folder_of, homes

run = CliRunner().invoke
TODAY = date(2026, 5, 20)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return folder_of(tmp_path)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return homes(tmp_path / "homes")


def test_it_is_the_day_that_the_households_are_of(book: Path, tables: Path) -> None:
    found = day_of({"ages_on": date(2026, 3, 1)}, load(book), TODAY)
    assert found.on == date(2026, 3, 1)
    assert found.why == "the day of these households"


def test_households_of_no_day_are_looked_at_today(book: Path) -> None:
    found = day_of({}, load(book), TODAY)
    assert (found.on, found.why) == (TODAY, "today")


@pytest.mark.parametrize("sheet", [{"ages_on": date(1990, 1, 1)}, {}])
def test_no_day_lies_before_the_law_begins(book: Path, sheet: dict[str, date]) -> None:
    since = date(2026, 1, 1)
    found = day_of(sheet, load(book), date(2019, 1, 1))
    assert (found.on, found.why) == (since, "the first day of these rules")


def test_commands_take_that_day_and_say_so(book: Path, tables: Path) -> None:
    (tables / "data_sheet.yaml").write_text("title: Two homes\nages_on: 2026-03-01\n")
    done = run(app, ["simulate", str(book), "--population", str(tables)])
    assert done.exit_code == 0, done.output
    assert (
        "grant on 2026-03-01 over homes\non 2026-03-01: the day of these households; --on names another" in done.stdout
    )
    data = json.loads(run(app, ["simulate", str(book), "--population", str(tables), "--json"]).stdout)
    assert (data["on"], data["on_because"]) == ("2026-03-01", "the day of these households")
    done = run(app, ["population", "check", str(book), str(tables)])
    assert "no faults on 2026-03-01 (the day of these households; --on names another)" in done.stdout
    data = json.loads(run(app, ["population", "check", str(book), str(tables), "--json"]).stdout)
    assert (data["on"], data["on_because"]) == ("2026-03-01", "the day of these households")


def test_a_day_that_was_named_is_taken_as_it_is(book: Path, tables: Path) -> None:
    (tables / "data_sheet.yaml").write_text("title: Two homes\nages_on: 2026-03-01\n")
    found = simulate(book, tables, on="2026-04-01")
    assert found.on == date(2026, 4, 1)
    assert "--on names another" not in text(found)


def test_in_python_it_is_the_same_day_also_of_tables_that_were_read(book: Path, tables: Path) -> None:
    (tables / "data_sheet.yaml").write_text("title: Two homes\nages_on: 2026-03-01\n")
    found = simulate(book, tables)
    assert found.on == date(2026, 3, 1)
    assert simulate(book, found.population).on == date(2026, 3, 1)


def test_tables_that_cannot_be_read_are_named_before_any_day(book: Path) -> None:
    done = run(app, ["simulate", str(book), "--population", "nowhere"])
    assert "there is no such population" in done.stderr
