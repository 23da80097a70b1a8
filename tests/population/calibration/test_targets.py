"""A file of targets is read whole, or refused at the line that is wrong, with what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nextwave.population.calibration.targets import read, shipped
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import RulebookError

GOOD = """title: A small town
weights:
  source: A census
  date: 2024-07-01
  ratio: {least: 0.5, most: 3}
  people:
    0-17: 900
    18+: {total: 3000, source: Another table, date: 2025-01-01}
  households: 1500
take_up:
  programme: snap
  on: 2025-09-01
  source: The agency
  units: 200
  dollars: 60000
"""


def test_each_target_has_its_total_its_source_and_its_day(washington: Rulebook) -> None:
    found = read(GOOD, "town.yaml", washington)
    rows = [(t.name, t.total, t.source, t.date) for t in found.weights]
    assert rows == [
        ("people of 0-17", 900, "A census", date(2024, 7, 1)),
        ("people of 18+", 3000, "Another table", date(2025, 1, 1)),
        ("households", 1500, "A census", date(2024, 7, 1)),
    ]
    assert found.ratio == (0.5, 3)
    assert found.take_up is not None
    assert [(t.name, t.total, t.place.line) for t in found.take_up.targets] == [
        ("units", 200, 14),
        ("dollars", 60000, 15),
    ]


@pytest.mark.parametrize("left", ["weights", "take_up"])
def test_weights_or_take_up_may_stand_alone(washington: Rulebook, left: str) -> None:
    weights, take_up = GOOD.split("take_up:")
    alone = weights if left == "weights" else f"title: A small town\ntake_up:{take_up}"
    found = read(alone, "town.yaml", washington)
    assert (bool(found.weights), bool(found.take_up)) == (left == "weights", left == "take_up")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("title: A small town\n", "", 1, "a title"),
        ("title:", "heading:", 1, "no heading here"),
        ("0-17: 900", "0-17: many", 7, "not a number"),
        ("0-17: 900", "0-17: -900", 7, "no total"),
        ("0-17: 900", "0-17: 9.5", 7, "no total"),
        ("0-17: 900", "0-17: 0", 7, "no total"),
        ("0-17: 900", "17-0: 900", 7, "no band of ages"),
        ("0-17: 900", "young: 900", 7, "no band of ages"),
        ("0-17: 900", "0-18: 900", 8, "overlaps"),
        ("0-17: 900", "0-17: {count: 900}", 7, "has a total"),
        ("0-17: 900", "0-17: [900]", 7, "single value"),
        ("source: A census\n  date: 2024-07-01\n", "date: 2024-07-01\n", 6, "no source"),
        ("date: 2024-07-01", "date: soon", 4, "no day"),
        ("date: 2024-07-01", "date: 2024-02-30", 4, "no day"),
        ("Another table", "''", 8, "source is empty"),
        ("most: 3", "most: 0.9", 5, "cannot become"),
        ("most: 3", "least: 3", 5, "least"),
        ("households:", "homes:", 9, "no homes here"),
        ("programme: snap", "programme: snip", 11, "no programme snip"),
        ("on: 2025-09-01", "on: 2025-9-1", 12, "no day"),
        ("  source: The agency\n", "", 11, "take_up has"),
        ("units: 200", "units: {total: x}", 14, "not a number"),
        ("dollars:", "cents:", 15, "no cents here"),
    ],
)
def test_what_is_wrong_is_refused_at_its_line(washington: Rulebook, old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    with pytest.raises(RulebookError, match=said) as raised:
        read(GOOD.replace(old, new, 1), "town.yaml", washington)
    problem = next(p for p in raised.value.problems if said in p.what)
    assert (problem.place.file, problem.place.line) == ("town.yaml", line)
    assert problem.remedy


@pytest.mark.parametrize(
    "text", ["", "- 1", "title: x\n", "title: [", "title: x\nweights: {}\n", "title: x\nweights: 3\n"]
)
def test_a_file_without_targets_is_refused(washington: Rulebook, text: str) -> None:
    with pytest.raises(RulebookError):
        read(text, "empty.yaml", washington)


def test_the_targets_that_ship_name_a_source_and_a_day_each(washington: Rulebook) -> None:
    path = shipped("washington")
    assert path is not None
    found = read(path.read_text("utf-8"), path.name, washington)
    assert sum(t.total for t in found.weights) == 7_812_880, "the Census Bureau's estimate of July 2023"
    assert "group quarters" in found.note
    assert shipped("nowhere") is None
    assert shipped("") is None
    assert isinstance(path, Path)
