"""The worked cases of the shipped rulebook come out as worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nextwave.engine.answers import cases
from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.building.checking import check
from nextwave.rulebook.model import Rulebook
from tests.washington import washington

BOOK = washington()


@pytest.mark.parametrize("case", BOOK.cases, ids=lambda c: c.name)
def test_a_worked_case_comes_out(assessor: Assessor, case: cases.Case) -> None:
    assert cases.run_case(assessor, case).differences == ()


def test_what_comes_out_otherwise_is_said(assessor: Assessor) -> None:
    case = next(c for c in BOOK.cases if c.expect["results"][0].get("rules"))
    result = case.expect["results"][0]
    name, value = next((n, v) for n, v in result["rules"].items() if not isinstance(v, bool))
    (said,) = cases.run_case(
        assessor, replace(case, expect={"results": [{**result, "rules": {name: "77777.00"}}]})
    ).differences
    assert said.startswith(f"{name}: 77777.00 expected, {value}")


def test_there_are_enough_cases_and_each_names_its_source() -> None:
    assert len(BOOK.cases) >= 40
    assert all(len(c.source) > 10 for c in BOOK.cases)


def test_the_rulebook_has_no_errors(washington: Rulebook) -> None:
    assert check(washington) == []
