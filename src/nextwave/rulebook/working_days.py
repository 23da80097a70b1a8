"""On which days offices work, by which limits in working days are reckoned: a table of rulebook.toml.

[working_days]
week = ["monday", "tuesday", "wednesday", "thursday", "friday"] # so it is where nothing is said
holidays = [2026-12-25, 2026-12-28]                             # days of the week on which nobody works
cites = "Banking and Financial Dealings Act 1971, section 1"    # where the holidays are from
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nextwave.rulebook.problems import Place, Problem

#: Days of the week as Python counts them, from 0.
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
USUAL = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """`week` holds the days of the week on which offices work (0 is Monday), `holidays` those of the calendar on
    which they do not."""

    week: frozenset[int] = USUAL
    holidays: frozenset[date] = frozenset()
    cites: str = ""

    def works(self, day: date) -> bool:
        return day.weekday() in self.week and day not in self.holidays

    def onward(self, day: date) -> date:
        """The day itself where it is a working day, else the next one."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date, count: int) -> date:
        """The working day so many working days after a day, which is not counted itself."""
        for _ in range(count):
            day = self.onward(day + timedelta(days=1))
        return day

    def unknown(self, first: date, last: date) -> list[int]:
        """The years from one day to another of which no holiday is stated."""
        stated = {day.year for day in self.holidays}
        return [year for year in range(first.year, last.year + 1) if year not in stated]


#: Where a rulebook says nothing.
MONDAY_TO_FRIDAY = WorkingDays()


def read(head: Mapping[str, Any]) -> tuple[WorkingDays, list[Problem]]:
    """What rulebook.toml says of working days, and what is wrong with it."""
    if "working_days" not in head:
        return MONDAY_TO_FRIDAY, []
    problems: list[Problem] = []
    place = Place("rulebook.toml")
    found = head["working_days"]
    if not isinstance(found, dict):
        remedy = "write [working_days] and below it holidays = [2026-12-25], say"
        return MONDAY_TO_FRIDAY, [Problem("working-days", "working_days is no table", place, remedy)]
    week, holidays, cites = found.get("week", list(WEEK[:5])), found.get("holidays", []), found.get("cites", "")
    if not isinstance(week, list) or not week or any(day not in WEEK for day in week):
        what, remedy = "week of working_days is no list of days of the week", f"write some of {', '.join(WEEK)}"
        problems.append(Problem("working-days", what, place, remedy))
        week = list(WEEK[:5])
    if not isinstance(holidays, list):
        holidays = [holidays]
    days: set[date] = set()
    for day in holidays:
        if type(day) is not date:
            what, remedy = f"{str(day)[:40]} among the holidays is no day", "write it as 2026-12-25, without quotes"
            problems.append(Problem("working-days", what, place, remedy))
        elif day in days:
            problems.append(Problem("working-days", f"{day} is twice among the holidays", place, "leave it in once"))
        else:
            days.add(day)
    if not isinstance(cites, str) or (days and not cites):
        what, remedy = "holidays of working_days have no source", 'write below [working_days] cites = "…"'
        problems.append(Problem("working-days", what, place, remedy))
    return WorkingDays(frozenset(WEEK.index(day) for day in week), frozenset(days), str(cites)), problems
