"""Years and months after a day, by both conventions where the month lacks the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from nextwave.engine.evaluators import columns
from nextwave.engine.operations.days.calendar import moved
from tests.engine.building.test_language import ANA
from tests.engine.small import Small

RULE = '\n@rule(cites="Test 80")\ndef asked(person: Person, law: Law) -> {}:\n    """Asked."""\n    return {}\n'


def value(folder: Path, returns: str, body: str, on: date = date(2026, 11, 1), **facts: str) -> object:
    small = Small(folder / "rulebook", RULE.format(returns, body), on)
    return small.value("asked", {**ANA, "partner": None, **facts})[0]


@pytest.mark.parametrize(
    ("born", "body", "day"),
    [
        ("2008-02-29", "person.born + years(18)", "2026-03-01"),
        ("2008-02-29", "person.born + years(18, missing=last_day)", "2026-02-28"),
        ("2008-02-29", "person.born + years(16)", "2024-02-29"),
        # Pension age of 66 years and 4 months for those born on 31 July 1960.
        ("1960-07-31", "person.born + years(66) + months(4)", "2026-11-30"),
        ("1960-07-31", "person.born + years(66) + months(4, missing=next_day)", "2026-12-01"),
        ("2008-02-29", "person.born - months(12)", "2007-02-28"),
        ("2008-02-29", "days(10) + person.born", "2008-03-10"),
    ],
)
def test_a_day_so_long_after_another(tmp_path: Path, born: str, body: str, day: str) -> None:
    assert value(tmp_path, "date", body, born=born) == day


@pytest.mark.parametrize(("born", "age"), [("2022-09-01", 4), ("2022-09-02", 3)])
def test_the_age_on_the_latest_first_of_september(tmp_path: Path, born: str, age: int) -> None:
    assert value(tmp_path, "Years", "age(person.born, latest(9, 1))", born=born) == age


@pytest.mark.parametrize(
    ("born", "day"),
    [
        ("1960-04-05", "2026-04-05"),
        ("1960-04-06", "2026-05-06"),
        ("1960-05-05", "2026-06-05"),
        ("1960-05-06", "2026-07-06"),
    ],
)
def test_an_age_by_the_day_of_birth(tmp_path: Path, born: str, day: str) -> None:
    """Pensions Act 2014 s. 26: from 66 years, and one month more for those born on 6 April to 5 May 1960."""
    assert value(tmp_path, "date", "person.born + months(bracket(person.born, law.pension))", born=born) == day


@pytest.mark.parametrize("last", [True, False])
def test_many_days_side_by_side_are_moved_like_each(last: bool) -> None:
    random = np.random.default_rng(8)
    days = random.integers(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal(), 4_000)
    months = random.integers(-400, 400, 4_000)
    want = [moved(int(d), int(m), last) for d, m in zip(days, months, strict=True)]
    assert columns.moved(days, months, last).tolist() == want
