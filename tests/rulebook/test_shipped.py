"""Every rulebook that ships has no error and no warning, and its cases come out as worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from nextwave.casework.law import delegations, notice_rules
from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.answers.cases import run
from nextwave.engine.building.checking import check
from nextwave.rulebook.checking import advice
from nextwave.rulebook.loading import SHIPPED, load, usual

#: Washington's is held by tests of its own, over a thousand of them.
OTHERS = sorted(p.parent.name for p in SHIPPED.glob("*/rulebook.toml") if p.parent.name != usual())


def test_there_are_others() -> None:
    assert "riverside" in OTHERS


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_in_order_and_its_cases_come_out(name: str) -> None:
    book = load(SHIPPED / name)
    assert check(book, date(2026, 11, 1)) == []
    assert advice(book) == []
    assert len(book.cases) >= 8
    assert [p for outcome in run(Assessor(book)) for p in outcome.differences] == []


@pytest.mark.parametrize("name", OTHERS)
def test_cases_can_be_decided_and_notices_sent(name: str) -> None:
    book = load(SHIPPED / name, with_cases=False)
    assert delegations.read(SHIPPED / name / "delegations", book.languages).reasons
    assert notice_rules.read(SHIPPED / name, book).decision_days > 0
