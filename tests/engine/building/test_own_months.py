"""Rules of months that begin on the day of someone's own date, by the convention of the Universal Credit Regulations
2013, regulation 21(2)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.evaluators.reference import Reference
from nextwave.engine.operations.days.own_months import own_month
from nextwave.engine.situations.filling import Filling
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from tests.engine.building.test_language import ANA
from tests.engine.proofs import columns_differ
from tests.engine.small import Small

FIGURES = """
allowance: {title: Allowance, unit: money/month, step: 1, reference: Test 70,
  values: {2025-04-07: 400, 2026-04-06: 425, 2026-04-20: 430}}
"""

RULES = '''
@rule(cites="Test 70", period=month_from(person.moved))
def began(person: Person) -> date:
    """The first day."""
    return period_start + days(0)

@rule(cites="Test 70", period=month_from(person.moved))
def ends(person: Person) -> date:
    """The last day."""
    return period_end + days(0)

@rule(cites="Test 70", period=month_from(person.moved, missing=last_day))
def plainly_began(person: Person) -> date:
    """The first day where months end with the month."""
    return period_start + days(0)

@rule(cites="Test 71", period=month_from(person.moved), until="2026-04-05")
def award(person: Person, law: Law) -> Money:
    """Before the change."""
    return law.allowance

@rule(cites="Test 71", period=month_from(person.moved), since="2026-04-06")
def award(person: Person, law: Law) -> Money:
    """After it."""
    return law.allowance + law.bonus_of(law)

@rule(cites="Test 72", period=month_from(person.moved))
def age_then(person: Person) -> Years:
    """By the latest 15 April."""
    return age(person.born, latest(4, 15))

@rule(cites="Test 73")
def read_by_month(person: Person) -> Money:
    """Read by a rule of a month."""
    return person.award
'''.replace(" + law.bonus_of(law)", " + law.monthly")


def first_and_last(claimed: str, on: str, missing: str = "usual") -> tuple[str, str]:
    found = own_month(date.fromisoformat(claimed).toordinal(), date.fromisoformat(on).toordinal(), missing)
    return date.fromordinal(found[0]).isoformat(), date.fromordinal(found[1]).isoformat()


@pytest.mark.parametrize(
    ("claimed", "on", "first", "last"),
    [
        ("2026-05-15", "2026-06-01", "2026-05-15", "2026-06-14"),
        ("2026-05-15", "2026-06-15", "2026-06-15", "2026-07-14"),
        ("2026-05-15", "2026-05-15", "2026-05-15", "2026-06-14"),
        ("2026-01-31", "2026-02-28", "2026-02-28", "2026-03-30"),
        ("2026-01-31", "2026-03-31", "2026-03-31", "2026-04-29"),
        ("2026-01-31", "2026-02-27", "2026-01-31", "2026-02-27"),
        ("2026-01-30", "2026-02-27", "2026-02-27", "2026-03-29"),
        ("2026-01-30", "2026-02-26", "2026-01-30", "2026-02-26"),
        ("2028-01-30", "2028-02-28", "2028-02-28", "2028-03-29"),
        ("2028-01-29", "2028-02-27", "2028-01-29", "2028-02-27"),
        ("2028-01-31", "2028-02-29", "2028-02-29", "2028-03-30"),
        # The first month begins on the date itself, also where later ones begin a day before.
        ("2028-02-29", "2028-03-01", "2028-02-29", "2028-03-28"),
        ("2026-12-15", "2027-01-02", "2026-12-15", "2027-01-14"),
    ],
)
def test_the_month_in_which_a_day_lies(claimed: str, on: str, first: str, last: str) -> None:
    assert first_and_last(claimed, on) == (first, last)


def test_months_that_end_with_the_month() -> None:
    assert first_and_last("2026-01-30", "2026-02-28", "last_day") == ("2026-02-28", "2026-03-29")


def test_months_follow_each_other_without_a_gap() -> None:
    for claimed in (date(2027, 12, 26) + timedelta(days=n) for n in range(70)):
        for missing in ("usual", "last_day"):
            day = claimed
            for _ in range(16):
                first, last = own_month(claimed.toordinal(), day.toordinal(), missing)
                assert first == day.toordinal()
                assert own_month(claimed.toordinal(), last, missing) == (first, last)
                day = date.fromordinal(last + 1)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return Small(tmp_path_factory.mktemp("months") / "rulebook", RULES, date(2026, 5, 3), FIGURES)


def moved(day: str) -> dict[str, Any]:
    return {**ANA, "partner": None, "moved": day, "born": "2000-04-15"}


@pytest.mark.parametrize(
    ("day", "began", "award", "age"),
    [
        ("2025-05-05", "2026-04-05", "400.00", 25),
        ("2025-05-06", "2026-04-06", "465.00", 25),
        ("2025-05-14", "2026-04-14", "465.00", 25),
        ("2025-05-15", "2026-04-15", "465.00", 26),
        ("2025-05-19", "2026-04-19", "465.00", 26),
        ("2025-05-20", "2026-04-20", "470.00", 26),
        ("2025-05-03", "2026-05-03", "470.00", 26),
    ],
)
def test_the_law_is_that_of_the_first_day_of_the_month(
    small: Small, day: str, began: str, award: str, age: int
) -> None:
    assert small.value("began", moved(day)) == small.value("plainly_began", moved(day)) == [began]
    assert small.value("award", moved(day)) == small.value("read_by_month", moved(day)) == [award]
    assert small.value("age_then", moved(day)) == [age]


@pytest.mark.parametrize("on", [date(2026, 5, 3), date(2028, 3, 10), date(2027, 2, 28)])
def test_every_evaluator_comes_to_the_same(tmp_path: Path, on: date) -> None:
    small = Small(tmp_path / "rulebook", RULES, on, FIGURES)
    days = [on - timedelta(days=n) for n in (*range(36), 400, 401, 402)]
    facts = [Filling(small.plan, small.read(moved(day.isoformat()))).facts({}) for day in days]
    assert columns_differ(small.plan, small.measures, facts) == []
    for one in facts:
        values, reference = small.exact.run(one), Reference(small.plan, one)
        for definition in (d for d in small.plan.definitions if d.name.startswith("grant.") and d.rule.own_month):
            measure = small.measures[definition.body.number]
            assert measure
            for i, have in enumerate(values.definitions[definition.number]):
                assert have * measure.quantum == reference.value(definition, i)


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    folder = tmp_path_factory.mktemp("open") / "rulebook"
    amount = '''
@rule(cites="Test 74")
def all(household: Household) -> Money:
    """What all get."""
    return sum(p.award for p in household.people)
'''
    Small(folder, RULES + amount, date(2026, 5, 3), FIGURES)
    toml = folder / "grant" / "programme.toml"
    toml.write_text(toml.read_text().replace("reasons = []", 'amount = "all"\nreasons = []'))
    return Assessor(load(folder))


@pytest.mark.parametrize(
    ("on", "facts", "low", "high"),
    [
        ("2026-05-03", {}, "400.00", "470.00"),
        ("2026-05-03", {"moved": {"between": ["2026-04-06", "2026-04-19"]}}, "465.00", "465.00"),
        ("2026-05-03", {"moved": {"between": ["2026-04-04", "2026-04-19"]}}, "400.00", "465.00"),
        ("2026-05-03", {"moved": "2026-04-20"}, "470.00", "470.00"),
        # The same month, another day: another month of one's own.
        ("2026-05-31", {"moved": "2026-04-20"}, "470.00", "470.00"),
        ("2026-05-05", {"moved": "2026-04-05"}, "470.00", "470.00"),
        ("2026-05-04", {"moved": "2026-04-05"}, "400.00", "400.00"),
    ],
)
def test_a_day_that_is_not_known_leaves_open_which_law_holds(
    assessor: Assessor, on: str, facts: dict[str, Any], low: str, high: str
) -> None:
    answer = assessor.assess({"on": on, "situation": {"people": [{"id": "a", **facts}]}})
    found = answer["programmes"]["grant"]["results"][0]["amount"]
    assert (found["low"], found["high"], found.get("undecided")) == (low, high, None)


@pytest.mark.parametrize(
    ("period", "body", "code"),
    [
        ("month_from(person.moved)", "at(previous_month, person.read_by_month)", "at"),
        ('"month"', "at(previous_month, person.award)", "at"),
        ("month_from(person.n)", "law.monthly", "type"),
        ("month_from(person.left)", "law.monthly", "nobody"),
        ("month_from()", "law.monthly", "option"),
        ("month_from(person.moved, missing=next_day)", "law.monthly", "option"),
        ("week_from(person.moved)", "law.monthly", "option"),
    ],
)
def test_what_has_no_month_of_its_own_is_refused(tmp_path: Path, period: str, body: str, code: str) -> None:
    wrong = f'''
@rule(cites="Test 75", period={period})
def wrong(person: Person, law: Law) -> Money:
    """Wrong."""
    return {body}
'''
    with pytest.raises(RulebookError) as refused:
        Small(tmp_path / "rulebook", RULES + wrong, date(2026, 5, 3), FIGURES)
    assert {p.code for p in refused.value.problems} == {code}
