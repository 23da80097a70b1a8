"""Which rule reads what, and what depends on it."""

from __future__ import annotations

import re
from datetime import date

from nextwave.engine.building.dependencies import dependencies
from nextwave.rulebook.finding import find
from tests.washington import washington

BOOK = washington()
FOUND = dependencies(BOOK, date(2026, 11, 24))


def test_a_rule_reads_what_its_text_names() -> None:
    net = FOUND.reads["snap.net_income"]
    assert set(net.rules) == {"snap.income_before_shelter", "snap.shelter_deduction"}
    assert FOUND.reads["snap.maximum_allotment"].figures == ("snap.benefit.maximum_allotment",)
    assert ("Person", "spouse") in FOUND.reads["snap.FoodUnit.together"].facts


def test_figures_of_a_formula_count_for_the_rules_that_call_it() -> None:
    assert FOUND.reads["snap.federal_limit"].figures == ("poverty_guideline",)
    limit = FOUND.reads["snap.net_income_limit"]
    assert limit.formulas == ("snap.federal_limit",)
    assert set(limit.figures) == {"poverty_guideline", "snap.income.net_limit_share"}


def test_a_formula_reads_rules_of_the_group_it_is_given() -> None:
    assert set(FOUND.reads["snap.shared_among_members"].rules) == {"snap.sharing_count", "snap.everyone_count"}


def test_a_rule_that_holds_again_reads_the_rules_of_its_own_programme() -> None:
    assert "fap.gross_income_test" in FOUND.reads["fap.eligible"].rules
    assert FOUND.reads["fap.state_benefit"].rules == ("fap.monthly_benefit", "snap.monthly_benefit")


def test_whether_a_fact_is_asked_is_no_matter_of_the_rules_that_read_it() -> None:
    deciding = {fact.applies for fact in BOOK.facts.values() if fact.applies}
    assert "may_go_to_school" in deciding
    assert "may_go_to_school" not in FOUND.rules


def test_every_rule_and_figure_has_its_place_in_both_directions() -> None:
    assert set(FOUND.reads) == {*BOOK.rules, *BOOK.formulas}
    for name, reads in FOUND.reads.items():
        assert all(name in FOUND.rules[other] for other in reads.rules)
        assert all(name in FOUND.formulas[other] for other in reads.formulas)
        assert all(name in FOUND.figures[other] for other in reads.figures)
        assert all(name in FOUND.facts[other] for other in reads.facts)
    assert set(FOUND.figures) == set(BOOK.figures), "every figure is read by some rule"


def test_every_figure_a_body_names_is_found() -> None:
    text = (find("washington") / "snap" / "work.py").read_text()
    named = {f"snap.{path}" for path in re.findall(r"law\.([a-z_.]+[a-z])", text)}
    assert named
    read = {f for n, v in BOOK.rules.items() if v[0].place.file == "snap/work.py" for f in FOUND.reads[n].figures}
    assert named <= read
