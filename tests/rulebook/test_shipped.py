"""Every rulebook that ships has no error and no warning, and its cases come out as worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from nextwave.casework.law import delegations, notice_rules
from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.answers.cases import run
from nextwave.engine.answers.coverage import untested
from nextwave.engine.building.checking import check
from nextwave.rulebook.checking import advice
from nextwave.rulebook.finding import SHIPPED, usual
from nextwave.rulebook.loading import load

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
def test_every_rule_is_tested_both_ways(name: str) -> None:
    assert [p.what for p in untested(Assessor(load(SHIPPED / name)))] == []


def test_of_england_every_fact_is_not_known_in_some_case_and_never_taken_for_a_no() -> None:
    book = load(SHIPPED / "england")
    of = {entity: {f for e, f in book.facts if e == entity} for entity in ("Person", "Household")}
    not_known: set[str] = set()
    for case in book.cases:
        records = [("Person", p) for p in case.situation["people"]] + [("Household", case.situation["household"])]
        missing = {fact for entity, record in records for fact in of[entity] - set(record)}
        if missing:
            assert all(r["status"] != "ineligible" for r in case.expect["results"]), case.name
        not_known |= missing
    assert of["Person"] | of["Household"] - {book.jurisdiction.filed_fact} == not_known


@pytest.mark.parametrize("name", OTHERS)
def test_cases_can_be_decided_and_notices_sent(name: str) -> None:
    book = load(SHIPPED / name, with_cases=False)
    assert delegations.read(SHIPPED / name / "delegations", book).reasons
    assert notice_rules.read(SHIPPED / name, book).keys() == book.programmes.keys()
