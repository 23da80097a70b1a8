"""docs/files.md names every key of every file of a population, and every column that is no fact; and no other."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import nextwave
from nextwave.population.building.source import SOURCES
from nextwave.population.calibration import targets
from nextwave.population.inventing.population import invent
from nextwave.population.tables import mapping
from nextwave.population.tables.reading import SHEET, SHIPPED
from nextwave.population.tables.schema import CALIBRATED, keys, lots, optional, tables
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook
from tests.rulebook.test_keys import SECTIONS, named

SOURCE = Path(nextwave.__file__).parent
GOOD = Path(__file__).parents[1] / "good_rulebook"
#: What code looks up in a data sheet, wherever it does.
LOOKED_UP = re.compile(r"\bsheet(?:\.get\(|\[)\"(\w+)\"")
PERIODS = {"week", "two_weeks", "half_month", "month", "year"}


def looked_up() -> set[str]:
    code = [p.read_text("utf-8") for p in SOURCE.rglob("*.py") if "sources/" not in p.as_posix()]
    # What is put into the sheet of a run that assumes something is written by no one.
    return {key for text in code for key in LOOKED_UP.findall(text)} - {"assumed"}


def listed(section: str) -> set[str]:
    """The keys in the first column of a section's table."""
    rows = re.findall(r"^\| (`[^|]*) \|", SECTIONS[section], re.M)
    return {key for row in rows for key in re.findall(r"`([^`]+)`", row)}


def sheet_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((folder / SHEET).read_text("utf-8"))
    return found


def test_the_page_lists_what_is_looked_up_in_a_data_sheet_and_nothing_else() -> None:
    curve = {"start", "people"}
    assert looked_up() - curve == listed(SHEET)
    assert curve <= named(SHEET)


def test_the_page_names_what_stands_in_the_data_sheets_that_are_made(tmp_path: Path) -> None:

    book = load(GOOD, with_cases=False)
    invent(book, tmp_path / "few", 2, 1, date(2026, 3, 1))
    sheets = [sheet_of(tmp_path / "few"), *(sheet_of(p.parent) for p in SHIPPED.glob(f"*/{SHEET}"))]
    for sheet in sheets:
        made = set(sheet) | set(sheet["counts"]) | {key for step in sheet.get("imputations", ()) for key in step}
        made |= {key for steps in sheet.get("sensitivity", {}).values() for came in steps.values() for key in came}
        calibrated = sheet.get("calibration", {})
        made |= set(calibrated) | {key for part in ("weights", "take_up") for key in calibrated.get(part, ())}
        made |= set(calibrated.get("take_up", {}).get("curve", ()))
        assert made - {"dollars"} - named(SHEET) == set()


def test_the_page_lists_every_key_of_targets_and_no_other() -> None:
    read = {key for keys in targets.KEYS.values() for key in keys}
    assert read == named("Targets")
    assert read >= listed("Targets")


def test_the_page_lists_every_key_of_a_map_and_no_other() -> None:
    words = {*PERIODS, *mapping.MAJOR, *mapping.MINOR}
    assert listed("Maps of tables") == set(mapping.OPTIONS)
    assert named("Maps of tables") - words == {*mapping.OPTIONS, *mapping.TABLE}
    assert words <= named("Maps of tables")


def test_the_page_lists_every_column_that_is_no_fact(washington: Rulebook) -> None:
    book = load(GOOD, with_cases=False)
    found = {key for entity in tables(book).values() for key in keys(book, entity)}
    found |= {CALIBRATED, lots(""), "_per"}
    assert found == listed("Columns of tables")
    for entity in tables(washington).values():
        for column in optional(washington, entity):
            assert column == CALIBRATED or column.startswith(lots(""))


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*/places.toml")), ids=lambda p: p.parent.name)
def test_the_page_names_by_what_places_are_known(path: Path) -> None:
    known = {key for place in tomllib.loads(path.read_text("utf-8")).values() for key in place}
    assert known <= named("places.toml of a survey")
