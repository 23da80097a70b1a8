"""A date that may be none: null says that there is none, and what is left out is not known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.loading import load
from nextwave.rulebook.publishing.listing import facts_of
from nextwave.rulebook.publishing.stubs import stubs_of
from tests.engine.small import Small

RULES = '''
@rule(cites="Test 70")
def gone(household: Household) -> bool:
    """Somebody has left, by the day of the assessment."""
    return any(p.left is not None and p.left <= today for p in household.people)
'''


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("days") / "rulebook"
    Small(made, RULES)
    programme = made / "grant" / "programme.toml"
    programme.write_text(programme.read_text().replace('"always"', '"gone"'))
    return made


@pytest.fixture(scope="module")
def assessor(folder: Path) -> Assessor:
    return Assessor(load(folder))


def result(assessor: Assessor, **person: Any) -> dict[str, Any]:
    answer = assessor.assess({"on": "2026-03-10", "situation": {"people": [{"id": "ana", **person}]}})
    found: dict[str, Any] = answer["programmes"]["grant"]["results"][0]
    return found


@pytest.mark.parametrize(
    ("left", "status"),
    [
        (None, "ineligible"),
        ("2026-03-10", "eligible"),
        ("2026-03-11", "ineligible"),
        ("1950-01-01", "eligible"),
        ({"between": ["2026-03-01", "2026-03-10"]}, "eligible"),
        ({"between": ["2026-03-01", "2026-03-11"]}, "open"),
        ([{"from": "2026-01-01", "value": "2026-02-01"}, {"from": "2026-03-01", "value": None}], "ineligible"),
    ],
)
def test_none_is_stated_as_null_and_days_count_as_days(assessor: Assessor, left: Any, status: str) -> None:
    assert result(assessor, left=left)["status"] == status


def test_a_missing_day_is_never_none(assessor: Assessor) -> None:
    found = result(assessor)
    assert found["status"] == "open"
    assert found["needs"] == [{"fact": "left", "of": "ana"}]


@pytest.mark.parametrize("left", ["1949-12-31", "", "none", {"between": [None, "2026-03-01"]}, 0, False])
def test_what_is_neither_a_day_nor_null_is_refused(assessor: Assessor, left: Any) -> None:
    with pytest.raises(SituationError) as refused:
        result(assessor, left=left)
    assert "1949" not in refused.value.problems[0].remedy


def test_a_day_that_is_always_there_is_never_null(assessor: Assessor) -> None:
    with pytest.raises(SituationError):
        result(assessor, moved=None)


def test_lists_of_facts_and_stubs_say_that_it_may_be_none(folder: Path) -> None:
    book = load(folder)
    assert [f["name"] for f in facts_of(book) if f.get("optional")] == ["left", "retired"]
    assert "    left: date | None\n" in stubs_of(book)["entities.pyi"]
