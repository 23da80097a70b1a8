"""`nextwave check` names the rules that no worked case tests."""

from __future__ import annotations

from pathlib import Path

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.answers.coverage import untested
from nextwave.rulebook.loading import load

RIVERTON = Path(__file__).parent.parent.parent / "good_rulebook"


def test_a_rule_that_no_case_comes_past_is_named_with_its_version() -> None:
    said = [p.what for p in untested(Assessor(load(RIVERTON)))]
    assert "no case tests the rule grant.within_limit (since 2026-07-01)" in said


def test_a_condition_that_holds_in_every_case_is_named() -> None:
    said = [p.what for p in untested(Assessor(load(RIVERTON)))]
    assert "the rule grant.eligible is true in every case" in said
    assert not any("is_young" in what for what in said if "true" in what)


def test_every_rule_of_washington_is_tested_both_ways(assessor: Assessor) -> None:
    assert untested(assessor) == []
