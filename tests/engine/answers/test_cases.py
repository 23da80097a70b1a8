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


def test_amounts_are_compared_as_numbers_and_not_by_their_zeros(assessor: Assessor) -> None:
    case = next(c for c in BOOK.cases if isinstance(c.expect["results"][0].get("amount"), str))
    result = case.expect["results"][0]
    for written in (f"{result['amount']}0", result["amount"].removesuffix(".00")):
        same = replace(case, expect={**case.expect, "results": [{**result, "amount": written}]})
        assert not [d for d in cases.run_case(assessor, same).differences if "amount" in d]
    other = replace(case, expect={"results": [{**result, "amount": f"{result['amount']}1"}]})
    (said,) = cases.run_case(assessor, other).differences
    assert said.endswith(f"amount {result['amount']}1 expected, {result['amount']} came out"), "one amount is no range"


def test_there_are_enough_cases_and_each_names_its_source() -> None:
    assert len(BOOK.cases) >= 40
    assert all(len(c.source) > 10 for c in BOOK.cases)


def test_the_rulebook_has_no_errors(washington: Rulebook) -> None:
    assert check(washington) == []
