"""The value of a rule in words: a choice by its wording, a day written out, an amount with its sign, a rate as it is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.answers.cases import run
from nextwave.rulebook.loading import load
from nextwave.rulebook.wording.amounts import written
from nextwave.rulebook.wording.values import AMOUNTS, told
from nextwave.screening.sentences import reason, sentences
from nextwave.screening.words import words_in

GOOD = Path(__file__).parents[2] / "good_rulebook"
RULES = '''

@rule(cites="Riverton Code 30")
def lives(unit: Unit) -> Tenure:
    """How they live."""
    return Tenure.tenant if unit.size > 1 else Tenure.owner


@rule(cites="Riverton Code 31")
def school_year(unit: Unit) -> date:
    """The day on which school began."""
    return latest(9, 1)


@rule(cites="Riverton Code 32")
def part(unit: Unit) -> Rate:
    """The share that counts."""
    return min((person.share for person in unit.people), default=1)
'''


@pytest.fixture(scope="module")
def riverton(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    folder = tmp_path_factory.mktemp("values") / "riverton"
    shutil.copytree(GOOD, folder)
    grant = folder / "grant"
    rules = (grant / "rules.py").read_text()
    (grant / "rules.py").write_text(
        rules.replace("import annotations\n", "import annotations\n\nfrom datetime import date\n", 1) + RULES
    )
    programme = (grant / "programme.toml").read_text()
    (grant / "programme.toml").write_text(programme.replace('["income"', '["lives", "school_year", "part", "income"'))
    cases = (grant / "cases.yaml").read_text()
    (grant / "cases.yaml").write_text(cases.replace("size: 1}", "size: 1, lives: owner}", 1))
    return Assessor(load(folder))  # fmt: skip


def test_a_case_names_the_member_that_a_rule_comes_to(riverton: Assessor) -> None:
    assert [d for outcome in run(riverton) for d in outcome.differences] == []


def test_each_value_is_written_as_what_it_is(riverton: Assessor) -> None:
    book = riverton.rulebook
    case = book.cases[0]
    answer = riverton.assess({"on": case.on.isoformat(), "situation": dict(case.situation)})
    reasons = {r["rule"].rpartition(".")[2]: r for r in answer["programmes"]["grant"]["results"][0]["reasons"]}
    assert reasons["lives"]["value"] == "owner"
    words = {name: told(book, r, "en", ("Yes", "No")) for name, r in reasons.items()}
    assert words["lives"] == "Owns the home"
    assert words["school_year"][-4:].isdigit()
    assert "-" not in words["school_year"]
    assert words["part"] == reasons["part"]["value"]
    assert words["within_limit"] == "Yes"
    assert words["income"].endswith("0.00")
    assert "  How they live. (Owns the home; Riverton Code 30)" in sentences(book, answer)


def test_the_value_of_a_rule_that_is_gone_stays_as_it_is(riverton: Assessor) -> None:
    assert told(riverton.rulebook, {"rule": "grant.gone", "value": "12.5"}, "en", ("Yes", "No")) == "12.5"


def test_an_amount_that_no_decimal_is_equal_to_is_told_to_the_nearest_hundredth(riverton: Assessor) -> None:
    book = riverton.rulebook
    name = next(n for n, versions in book.rules.items() if versions[0].returns in AMOUNTS)
    for exact, shown in (("22311/1300", "17.16"), ("-1/3", "0.33"), ("350/3", "116.67")):
        said = told(book, {"rule": name, "value": exact}, "en", ("Yes", "No"))
        assert shown in said and "/" not in said
        line = reason({"rule": name, "value": exact, "says": "So much.", "cites": "Code 1"}, words_in("en"), book, "en")
        assert shown in line and "/" not in line


@pytest.mark.parametrize(
    ("currency", "amount", "shown"),
    [("JPY", "39987.00", "¥39,987"), ("JPY", "39987.50", "¥39,987.50"), ("USD", "12.00", "$12.00")],
)
def test_a_currency_without_smaller_units_in_use_is_told_without_them(
    riverton: Assessor, currency: str, amount: str, shown: str
) -> None:
    here = replace(riverton.rulebook.jurisdiction, currency=currency)
    assert written(here, Decimal(amount), 2) == shown
