"""A limit in days, working days, weeks or months ends on one day, which is reckoned in one place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.casework.law.time_limit import UNITS, TimeLimit, read
from nextwave.rulebook.problems import Place, Problem
from nextwave.rulebook.working_days import WorkingDays

HOLIDAYS = WorkingDays(holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28)}))


@pytest.mark.parametrize(
    ("count", "unit", "begins", "ends"),
    [
        (1, "days", date(2026, 12, 7), date(2026, 12, 8)),
        (30, "days", date(2026, 11, 24), date(2026, 12, 24)),
        (2, "weeks", date(2026, 12, 7), date(2026, 12, 21)),
        (10, "working_days", date(2026, 11, 30), date(2026, 12, 14)),
        (1, "working_days", date(2026, 12, 24), date(2026, 12, 29)),
        (1, "months", date(2026, 11, 24), date(2026, 12, 24)),
        (1, "months", date(2027, 1, 31), date(2027, 2, 28)),
        (1, "months", date(2028, 1, 31), date(2028, 2, 29)),
        (12, "months", date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_limit_ends_on_its_day(count: int, unit: str, begins: date, ends: date) -> None:
    assert TimeLimit(count, unit, working_days=HOLIDAYS).end(begins) == ends


def test_a_limit_that_ends_on_a_day_off_may_end_on_the_next_working_day() -> None:
    friday = date(2026, 12, 25)
    begins = friday - timedelta(days=7)
    assert TimeLimit(7, "days", working_days=HOLIDAYS).end(begins) == friday
    assert TimeLimit(7, "days", True, HOLIDAYS).end(begins) == date(2026, 12, 29), "after the weekend and a holiday"


@given(st.integers(1, 12), st.sampled_from(list(UNITS)), st.booleans(), st.dates(date(2025, 1, 1), date(2030, 1, 1)))
def test_every_limit_ends_after_it_begins_and_later_for_whoever_begins_later(
    count: int, unit: str, prolonged: bool, day: date
) -> None:
    limit = TimeLimit(count, unit, prolonged, HOLIDAYS)
    assert day < limit.end(day) <= limit.end(day + timedelta(days=1))
    assert TimeLimit(count, unit, False, HOLIDAYS).end(day) <= limit.end(day)
    assert not limit.reads_working_days or HOLIDAYS.works(limit.end(day))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "time_limits has no decision_days"),
        ({"decision_days": 0}, "decision_days is no number of days from 1 to 366"),
        ({"decision_days": True}, "decision_days is no number of days"),
        ({"decision_months": 13}, "decision_months is no number of months from 1 to 12"),
        ({"decision_working_days": "10"}, "decision_working_days is no number of working days"),
        ({"decision_days": 30, "decision_months": 1}, "there are decision_days and decision_months"),
    ],
)
def test_what_is_wrong_is_said(table: dict[str, Any], said: str) -> None:
    problems: list[Problem] = []
    read(table, "decision", WorkingDays(), Place("grant/notice.toml"), problems)
    (problem,) = problems
    assert said in problem.what and problem.remedy
