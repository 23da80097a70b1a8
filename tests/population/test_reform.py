"""A reform changes figures of the law from a day on, and nothing else."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.building.checking import check
from nextwave.population.reform import read, reformed
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import RulebookError
from tests.engine.unknowns.test_search import HOME
from tests.usual import person
from tests.washington import washington as read_once

NO_INCOME = {"people": [person("ana")], "household": HOME}


@pytest.fixture(scope="module")
def washington() -> Rulebook:
    return read_once()


def amount(book: Rulebook, on: str) -> str:
    answer = Assessor(book).assess({"on": on, "situation": NO_INCOME})
    found: str = answer["programmes"]["snap"]["results"][0]["amount"]["low"]
    return found


def reform(book: Rulebook, text: str) -> Rulebook:
    return reformed(book, read(text, "reform.yaml", book))


def test_a_row_of_a_table_changes_from_its_day_and_the_others_stay(washington: Rulebook) -> None:
    changed = reform(washington, "title: More\nfigures: {snap.benefit.maximum_allotment: {2026-12-01: {1: 320}}}\n")
    assert amount(changed, "2026-11-30") == amount(washington, "2026-11-30") == "306.00"
    assert amount(changed, "2026-12-01") == "320.00"
    table: Any = changed.figures["snap.benefit.maximum_allotment"].values[date(2026, 12, 1)]
    assert table[2] == washington.figures["snap.benefit.maximum_allotment"].values[date(2026, 10, 1)][2]


def test_a_reform_of_the_past_replaces_what_the_law_says_for_later_days(washington: Rulebook) -> None:
    changed = reform(washington, "title: Cap\nfigures: {snap.shelter.cap: {2025-01-01: 700, 2026-01-01: 750}}\n")
    values = changed.figures["snap.shelter.cap"].values
    assert values == {
        date(2024, 10, 1): Fraction(712),
        date(2025, 1, 1): Fraction(700),
        date(2026, 1, 1): Fraction(750),
    }


def test_a_change_on_the_day_of_a_present_value_starts_from_that_value(washington: Rulebook) -> None:
    changed = reform(washington, "title: More\nfigures: {snap.benefit.maximum_allotment: {2026-10-01: {1: 320}}}\n")
    before = washington.figures["snap.benefit.maximum_allotment"].values[date(2026, 10, 1)]
    after = changed.figures["snap.benefit.maximum_allotment"].values[date(2026, 10, 1)]
    assert after == {**before, 1: Fraction(320)}


def test_the_present_law_is_untouched_and_the_version_names_the_reform(washington: Rulebook) -> None:
    changed = reform(washington, "title: Cap\nfigures: {snap.shelter.cap: {2026-11-01: 800}}\n")
    assert max(washington.figures["snap.shelter.cap"].values) == date(2026, 10, 1)
    assert changed.law_version.startswith(washington.law_version + "+")
    assert [p for p in check(changed) if p.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("title: X\nfigures: {snap.shelter.cup: {2026-11-01: 1}}", "unknown-figure", "snap.shelter.cap"),
        ("title: X\nfigures: {snap.shelter.cap: {2026-11-01: 800.50}}", "off-step", "steps"),
        ("title: X\nfigures: {snap.shelter.cap: {2026-11-01: 80000}}", "out-of-bounds", "bounds"),
        ("title: X\nfigures: {snap.shelter.cap: {2026-11-01: high}}", "number", "not a number"),
        ("title: X\nfigures: {snap.shelter.cap: {soon: 800}}", "date", "not a day"),
        ("title: X\nfigures: {snap.shelter.cap: {2020-01-01: 800}}", "date-gap", "no value on 2020-01-01"),
        ("title: X\nfigures: {snap.shelter.cap: {2026-12-01: 1, 2026-11-01: 2}}", "order", "not in the order"),
        ("title: X\nfigures: {snap.shelter.cap: 800}", "yaml", "a mapping is wanted"),
        ("title: X\nfigures: {snap.benefit.maximum_allotment: {2026-11-01: {99: 1}}}", "figure-table", "no row 99"),
        ("title: X\nfigures: {}", "reform", "changes nothing"),
        ("figures: {snap.shelter.cap: {2026-11-01: 800}}", "reform", "a title and figures"),
        ("title: X\nrules: {}\nfigures: {snap.shelter.cap: {2026-11-01: 8}}", "option", "no rules"),
        ("", "reform", "empty"),
        ("title: [", "yaml", "not YAML"),
    ],
)
def test_a_reform_that_cannot_be_is_refused_with_its_place(
    washington: Rulebook, text: str, code: str, said: str
) -> None:
    with pytest.raises(RulebookError) as refused:
        read(text, "reform.yaml", washington)
    problem = refused.value.problems[0]
    assert problem.code == code
    assert said in problem.what + problem.remedy
    assert problem.place.file == "reform.yaml"
