"""Offices work Monday to Friday without holidays, or as the rulebook says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.rulebook.working_days import USUAL, WorkingDays, read

CHRISTMAS = date(2026, 12, 25)
STATED = {"holidays": [CHRISTMAS, date(2026, 12, 28)], "cites": "Riverton Code 40"}

weeks = st.frozensets(st.integers(0, 6), min_size=1)
days = st.dates(date(2025, 1, 1), date(2030, 12, 31))
calendars = st.builds(WorkingDays, week=weeks, holidays=st.frozensets(days, max_size=30))


def test_offices_work_monday_to_friday_where_nothing_is_said() -> None:
    found, problems = read({})
    assert (found, problems) == (WorkingDays(USUAL), [])
    assert [found.works(date(2026, 12, 7) + timedelta(days=n)) for n in range(7)] == [True] * 5 + [False] * 2


def test_holidays_and_another_week_are_read() -> None:
    found, problems = read({"working_days": {**STATED, "week": ["sunday", "monday"]}})
    assert problems == []
    assert found.week == {6, 0}
    assert not found.works(date(2026, 12, 28)), "a holiday on a Monday"
    assert found.works(date(2026, 12, 27)), "a Sunday on which offices work"


def test_ten_working_days_over_christmas_leave_out_weekends_and_holidays() -> None:
    found, _ = read({"working_days": STATED})
    assert found.after(date(2026, 12, 18), 10) == date(2027, 1, 5)
    assert WorkingDays().after(date(2026, 12, 18), 10) == date(2027, 1, 1)


@given(calendars, days, st.integers(1, 60))
def test_counting_back_from_the_end_finds_as_many_working_days(calendar: WorkingDays, day: date, count: int) -> None:
    end = calendar.after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert calendar.works(end)
    assert sum(map(calendar.works, between)) == count


@given(calendars, days, st.integers(1, 30), st.integers(1, 30))
def test_so_many_and_more_is_as_many_as_both(calendar: WorkingDays, day: date, one: int, other: int) -> None:
    assert calendar.after(calendar.after(day, one), other) == calendar.after(day, one + other)


@given(calendars, days)
def test_onward_is_the_first_working_day_from_there(calendar: WorkingDays, day: date) -> None:
    found = calendar.onward(day)
    assert calendar.works(found)
    assert not any(calendar.works(day + timedelta(days=n)) for n in range((found - day).days))


def test_years_without_a_holiday_are_known() -> None:
    found, _ = read({"working_days": STATED})
    assert found.unknown(date(2025, 12, 1), date(2027, 1, 4)) == [2025, 2027]
    assert found.unknown(date(2026, 1, 1), date(2026, 12, 31)) == []


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("monday", "working_days is no table"),
        ({"week": ["Mon"]}, "no list of days of the week"),
        ({"week": []}, "no list of days of the week"),
        ({**STATED, "holidays": ["2026-12-25"]}, "2026-12-25 among the holidays is no day"),
        ({**STATED, "holidays": CHRISTMAS.isoformat()}, "2026-12-25 among the holidays is no day"),
        ({**STATED, "holidays": [CHRISTMAS, CHRISTMAS]}, "2026-12-25 is twice among the holidays"),
        ({"holidays": [CHRISTMAS]}, "have no source"),
    ],
)
def test_what_is_wrong_is_said(stated: object, said: str) -> None:
    found, problems = read({"working_days": stated})
    assert [p.place.file for p in problems] == ["rulebook.toml"]
    assert said in problems[0].what and problems[0].remedy
    assert found.week == USUAL
