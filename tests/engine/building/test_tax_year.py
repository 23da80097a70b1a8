"""Rules by tax year: a year that begins as rulebook.toml says, here on 6 April."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.building.plans import build
from nextwave.engine.evaluators.reference import Reference
from nextwave.engine.situations.filling import Filling
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from tests.engine.building.test_language import ANA
from tests.engine.proofs import columns_differ
from tests.engine.small import Small

FIGURES = """
benefit: {title: Child Benefit, unit: money/week, step: 0.05, reference: S.I. 2006/965 reg. 2,
  values: {2024-04-06: 25.60, 2025-04-06: 26.05, 2026-04-06: 27.05}}
above: {title: Threshold, unit: money/year, step: 1, reference: ITEPA 2003 s. 681B, values: {2024-04-06: 60000}}
each: {title: Step, unit: money/year, step: 1, reference: ITEPA 2003 s. 681C, values: {2024-04-06: 200}}
"""

RULES = '''
@rule(cites="ITEPA 2003 s. 681C", period="tax_year")
def income(person: Person) -> Yearly:
    """Adjusted net income."""
    return per_year(person.pay, week=52, two_weeks=26, half_month=24, month=12)

@rule(cites="ITEPA 2003 s. 681C", period="tax_year")
def percentage(person: Person, law: Law) -> int:
    """One percent for each 200 above the threshold."""
    return min(100, round_down(max(0, person.income - law.above) / law.each, 1))

@rule(cites="ITEPA 2003 s. 681C", period="tax_year")
def benefit_of_year(person: Person, law: Law) -> Money:
    """Child Benefit of the year for one child, in whole pounds."""
    return round_down(in_year(law.benefit, weeks=52), 1)

@rule(cites="ITEPA 2003 s. 681C", period="tax_year")
def charge(person: Person) -> Money:
    """The charge."""
    return round_down(person.benefit_of_year * person.percentage / 100, 1)

@rule(cites="Test 60", period="tax_year")
def charge_before(person: Person) -> Yearly:
    """That of the tax year before."""
    return at(previous_year, person.charge)

@rule(cites="Test 61")
def charge_by_month(person: Person) -> Yearly:
    """Read by a rule of a month."""
    return person.charge

@rule(cites="Test 62", period="tax_year")
def begun(person: Person) -> Days:
    """Since the tax year began."""
    return days_between(period_start, period_end)

@rule(cites="Test 63", period="tax_year")
def began(person: Person) -> date:
    """When it began."""
    return period_start + days(0)

@rule(cites="Test 64", period="tax_year", until="2026-04-05")
def amended(person: Person) -> int:
    """Before the change."""
    return 1

@rule(cites="Test 64", period="tax_year", since="2026-04-06")
def amended(person: Person) -> int:
    """After it."""
    return 2
'''


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return Small(tmp_path_factory.mktemp("before") / "rulebook", RULES, date(2026, 4, 5), FIGURES)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return Small(tmp_path_factory.mktemp("after") / "rulebook", RULES, date(2026, 4, 6), FIGURES)


def paid(amount: str) -> dict[str, Any]:
    return {**ANA, "partner": None, "pay": {"amount": amount, "per": "year"}}


ANA_ALONE = paid("0")


@pytest.mark.parametrize(
    ("income", "percent", "charge"),
    [("60000", 0, "0.00"), ("60199.99", 0, "0.00"), ("70000", 50, "677.00"), ("79900", 99, "1340.00"),
     ("80000", 100, "1354.00"), ("90000", 100, "1354.00")],
)  # fmt: skip
def test_the_charge_of_a_tax_year(before: Small, income: str, percent: int, charge: str) -> None:
    """26.05 in each of 52 weeks is 1,354.60, and cut to 1,354 before the percentage is taken of it."""
    assert before.value("benefit_of_year", paid(income)) == ["1354.00"]
    assert before.value("percentage", paid(income)) == [percent]
    assert before.value("charge", paid(income)) == before.value("charge_by_month", paid(income)) == [charge]


def test_the_law_changes_with_the_tax_year_and_not_with_the_month(before: Small, after: Small) -> None:
    assert (before.value("began", ANA_ALONE), after.value("began", ANA_ALONE)) == (["2025-04-06"], ["2026-04-06"])
    assert (before.value("amended", ANA_ALONE), after.value("amended", ANA_ALONE)) == ([1], [2])
    assert after.value("benefit_of_year", ANA_ALONE) == ["1406.00"]
    assert before.value("begun", ANA_ALONE) == [364]


def test_the_tax_year_before_has_its_own_law_and_the_facts_of_its_first_day(after: Small) -> None:
    person = {**paid("0"), "pay": [
        {"from": "2025-04-01", "value": {"amount": "70000", "per": "year"}},
        {"from": "2025-04-07", "value": {"amount": "90000", "per": "year"}},
        {"from": "2026-04-06", "value": {"amount": "80000", "per": "year"}}]}  # fmt: skip
    assert after.value("charge_before", person) == ["677.00"]
    assert after.value("charge", person) == ["1406.00"]


def test_every_evaluator_comes_to_the_same(after: Small) -> None:
    households = [after.read(paid(income)) for income in ("60200", "79900", "99999.99")]
    facts = [Filling(after.plan, household).facts({}) for household in households]
    assert columns_differ(after.plan, after.measures, facts) == []
    for one in facts:
        values, reference = after.exact.run(one), Reference(after.plan, one)
        for definition in (d for d in after.plan.definitions if d.name.startswith("grant.") and d.type.numeric):
            measure = after.measures[definition.body.number]
            assert measure
            for i, have in enumerate(values.definitions[definition.number]):
                assert have * measure.quantum == reference.value(definition, i)


def test_a_plan_of_the_end_of_april_is_not_taken_for_its_beginning(tmp_path: Path) -> None:
    small = Small(tmp_path / "rulebook", RULES, date(2026, 4, 30), FIGURES)
    assert small.plan.by_day
    toml = tmp_path / "rulebook" / "grant" / "programme.toml"
    text = toml.read_text().replace("reasons = []", 'amount = "all"\nreasons = []')
    toml.write_text(text)
    rules = tmp_path / "rulebook" / "grant" / "rules.py"
    rules.write_text(
        rules.read_text()
        + '''
@rule(cites="Test 65", period="tax_year")
def all(household: Household) -> Yearly:
    """What all owe."""
    return sum(p.charge for p in household.people)
'''
    )
    assessor = Assessor(load(tmp_path / "rulebook"))

    def amounts(on: str, **facts: Any) -> tuple[str, str]:
        request = {"on": on, "situation": {"people": [{"id": "a", **facts}]}}
        found = assessor.assess(request)["programmes"]["grant"]["results"][0]["amount"]
        assert found["per"] == "year"
        return found["low"], found["high"]

    known = {"pay": {"amount": "90000", "per": "year"}}
    assert amounts("2026-04-30", **known) == ("1406.00", "1406.00")
    assert amounts("2026-04-05", **known) == ("1354.00", "1354.00")
    # What nobody stated is no income of nothing.
    assert amounts("2026-04-05") == ("0.00", "1354.00")
    assert not build(assessor.rulebook, date(2026, 5, 31)).by_day


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("at(previous_month, person.charge)", "a rule by tax year has no month before or after it"),
        ("sum(person.wages for month in year)", "a tax year from 6 April has no whole months"),
    ],
)
def test_a_tax_year_has_no_months(tmp_path: Path, body: str, says: str) -> None:
    wrong = f'''
@rule(cites="Test 66", period="tax_year")
def wrong(person: Person) -> Yearly:
    """Wrong."""
    return {body}

@rule(cites="Test 67")
def wages(person: Person) -> Money:
    """Pay."""
    return per_month(person.pay, week=4, two_weeks=2, half_month=2, year=1 / 12)
'''
    with pytest.raises(RulebookError) as refused:
        Small(tmp_path / "rulebook", RULES + wrong, date(2026, 4, 30), FIGURES)
    assert [p.what for p in refused.value.problems] == [says]


def test_a_month_that_is_not_this_one_may_lie_in_two_tax_years(tmp_path: Path) -> None:
    wrong = '''
@rule(cites="Test 66")
def wrong(person: Person) -> Yearly:
    """Wrong."""
    return at(previous_month, person.charge)
'''
    with pytest.raises(RulebookError) as refused:
        Small(tmp_path / "rulebook", RULES + wrong, date(2026, 4, 30), FIGURES)
    assert [p.code for p in refused.value.problems] == ["at"]
