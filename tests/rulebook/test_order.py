"""Programmes are told in the order that rulebook.toml says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nextwave.rulebook.finding import SHIPPED
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from tests.rulebook.test_bad_rulebooks import GOOD


def test_they_stand_as_the_rulebook_says_and_else_by_name() -> None:
    told = list(load(SHIPPED / "england", with_cases=False).programmes)
    assert told == ["uc", "child_benefit", "child_benefit_charge", "healthy_start", "school_meals"]
    assert list(load(SHIPPED / "washington", with_cases=False).programmes) == ["snap", "fap"]


@pytest.mark.parametrize("told", ['["gift"]', '"grant"', "[1]"])
def test_what_is_no_programme_is_refused(tmp_path: Path, told: str) -> None:
    shutil.copytree(GOOD, tmp_path / "riverton")
    head = tmp_path / "riverton" / "rulebook.toml"
    head.write_text(f"programmes = {told}\n" + head.read_text())
    with pytest.raises(RulebookError, match="no list of programmes"):
        load(tmp_path / "riverton")
