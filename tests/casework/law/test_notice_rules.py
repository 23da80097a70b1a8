"""notice.toml names only what a result can say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nextwave.casework.law.notice_rules import problems_of, read, without_holidays
from nextwave.rulebook.loading import load
from tests.casework import riverton


def test_the_rule_of_the_short_limit_is_among_the_reasons(tmp_path: Path) -> None:
    """Of another it would never be known whether it holds: the short limit would stay open for ever."""
    folder = riverton.rulebook(tmp_path)
    assert problems_of(folder, load(folder)) == []
    notice = folder / "grant" / "notice.toml"
    notice.write_text(notice.read_text().replace("within_limit", "circle_need"))
    (found,) = problems_of(folder, load(folder))
    assert found.what == "expedited_rule is circle_need, which is not among the reasons of grant"
    assert found.place.file == "grant/notice.toml"
    notice.unlink()
    assert problems_of(folder, load(folder)) == []


def in_working_days(folder: Path, more: str = "") -> Path:
    """A rulebook whose decisions take ten working days, with hearings within a month."""
    book = riverton.rulebook(folder)
    notice = book / "grant" / "notice.toml"
    text = notice.read_text().replace("decision_days = 30", "decision_working_days = 10")
    text = text.replace("expedited_days = 7", "expedited_weeks = 1").replace("hearing_days = 90", "hearing_months = 1")
    notice.write_text(text.replace("within {days} days", "within {months} month"))
    head = book / "rulebook.toml"
    head.write_text(head.read_text() + more)
    return book


HOLIDAYS = '\n[working_days]\nholidays = [2026-12-25, 2026-12-28]\ncites = "Riverton Code 40"\n'


def test_limits_may_be_in_working_days_weeks_and_months(tmp_path: Path) -> None:
    folder = in_working_days(tmp_path, HOLIDAYS)
    book = load(folder)
    assert problems_of(folder, book) == []
    rules = read(folder, book)["grant"]
    assert rules.due(date(2026, 12, 18), "no") == date(2027, 1, 5)
    assert rules.due(date(2026, 12, 18), "open") == date(2026, 12, 25)
    assert rules.hearing_until(date(2026, 12, 31)) == date(2027, 1, 31)
    assert rules.counts == {"working_days": 10, "fast_weeks": 1, "hearing_months": 1}


def test_a_text_that_names_a_limit_in_another_unit_is_refused(tmp_path: Path) -> None:
    """Else a month would be told as one day."""
    folder = in_working_days(tmp_path)
    notice = folder / "grant" / "notice.toml"
    notice.write_text(notice.read_text().replace("{months} month", "{days} days"))
    (found,) = problems_of(folder, load(folder))
    assert found.what == "hearing in en has {days}, with which nothing is filled in"
    assert found.remedy == "use {last_day}, {months}"


def test_a_year_without_holidays_is_told_where_a_limit_in_working_days_can_end_in_it(tmp_path: Path) -> None:
    folder = in_working_days(tmp_path, HOLIDAYS)
    book = load(folder)
    assert without_holidays(folder, book, date(2026, 6, 1)) == []
    (found,) = without_holidays(folder, book, date(2026, 12, 20))
    assert (found.severity, found.place.file) == ("warning", "grant/notice.toml")
    assert "no holidays of 2027" in found.what


def test_where_no_limit_asks_for_working_days_no_holidays_are_missed(tmp_path: Path) -> None:
    folder = riverton.rulebook(tmp_path)
    assert without_holidays(folder, load(folder), date(2026, 12, 20)) == []
    notice = folder / "grant" / "notice.toml"
    notice.write_text(notice.read_text().replace("[time_limits]", "[time_limits]\nends_on_working_day = true"))
    assert len(without_holidays(folder, load(folder), date(2026, 12, 20))) == 2, "of this year and of the next"


def test_whether_a_limit_ends_on_a_working_day_is_true_or_false(tmp_path: Path) -> None:
    folder = riverton.rulebook(tmp_path)
    notice = folder / "grant" / "notice.toml"
    notice.write_text(notice.read_text().replace("[time_limits]", '[time_limits]\nends_on_working_day = "yes"'))
    assert [p.what for p in problems_of(folder, load(folder))] == ["ends_on_working_day is neither true nor false"]
