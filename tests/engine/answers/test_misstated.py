"""Worked cases that state what cannot be are named by `nextwave check`, usual facts once and at their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.answers.misstated import misstated
from nextwave.rulebook.loading import load

GOOD = Path(__file__).parent.parent.parent / "good_rulebook"

USUAL = """usual:
  person:
    hours: {hours}
    partner: null
    jobs: [{{pay: {{amount: "{pay}", per: month}}}}]
  {home}: {{tenure: {tenure}}}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Riverton with 51 cases that leave hours, jobs and tenure to what is usual, and one that states all."""
    made = tmp_path / "riverton"
    shutil.copytree(GOOD, made)
    cases = made / "grant" / "cases.yaml"
    one = cases.read_text()
    less = (
        one.replace("hours: 0, ", "").replace(", jobs: []", "").replace("household: {tenure: owner}", "household: {}")
    )
    cases.write_text(one + "".join(less.replace("Someone", f"Someone ({i})") for i in range(51)))
    return made


def said(book: Path, **usual: str) -> list[str]:
    stated = {"hours": "0", "pay": "0", "home": "household", "tenure": "owner", **usual}
    (book / "cases.yaml").write_text(USUAL.format(**stated))
    return [f"{p.place}: {p.severity}: {p.what}" for p in misstated(Assessor(load(book)))]


def test_cases_that_can_be_read_are_not_named(book: Path) -> None:
    assert said(book) == []


def test_a_wrong_usual_value_is_named_once_at_its_place(book: Path) -> None:
    assert said(book, hours="81") == ["cases.yaml:3:12: error: hours: 81 is outside what is possible"]


def test_so_is_one_of_what_belongs_to_a_person_and_one_of_the_home(book: Path) -> None:
    found = said(book, pay="20001", tenure="castle")
    assert found == [
        "cases.yaml:5:11: error: jobs: '20001' is outside what is possible",
        "cases.yaml:6:23: error: tenure: 'castle' is not a choice",
    ]


def test_a_usual_entity_that_no_situation_has_is_named(book: Path) -> None:
    named = [w for w in said(book, home="home") if "usual has" in w]
    assert named == ["cases.yaml:6:9: error: usual has facts of home, which no situation has"]


def test_what_is_wrong_with_one_case_is_named_at_the_case(book: Path) -> None:
    cases = book / "grant" / "cases.yaml"
    cases.write_text(cases.read_text().replace('savings: "0"', 'savings: "much"', 1))
    (found,) = said(book)
    assert found.startswith("grant/cases.yaml:1:3: error: people[0].savings of “Someone alone without")
