"""A time limit of the law, and the day on which it ends: reckoned here and nowhere else.

decision_days = 30          # a table of notice.toml has each limit in one of the units
evidence_working_days = 10  # Monday to Friday without holidays, or as [working_days] of rulebook.toml says
hearing_months = 1          # the same day of the month after, or its last day where it lacks that one
ends_on_working_day = true  # a limit that would end on a day off ends on the next working day

The day on which something was filed, asked for or issued is not counted: one day from a Monday ends on Tuesday.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nextwave.engine.operations.days.calendar import moved
from nextwave.rulebook.problems import Place, Problem
from nextwave.rulebook.working_days import MONDAY_TO_FRIDAY, WorkingDays

#: The units, each with the most of it that a limit may be: a year; more is a slip.
UNITS: Mapping[str, int] = {"days": 366, "working_days": 262, "weeks": 52, "months": 12}


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many days, working days, weeks or months. Whether it is prolonged to a working day where it
    `ends_on_working_day`, and which those are."""

    count: int
    unit: str = "days"
    ends_on_working_day: bool = False
    working_days: WorkingDays = MONDAY_TO_FRIDAY

    def end(self, day: date) -> date:
        """The last day of the limit that a day begins, which is not counted itself."""
        if self.unit == "working_days":
            return self.working_days.after(day, self.count)
        if self.unit == "months":
            last = date.fromordinal(moved(day.toordinal(), self.count, True))
        else:
            last = day + timedelta(days=self.count * (7 if self.unit == "weeks" else 1))
        return self.working_days.onward(last) if self.ends_on_working_day else last

    @property
    def reads_working_days(self) -> bool:
        return self.ends_on_working_day or self.unit == "working_days"


def read(
    table: Mapping[str, Any], of: str, working_days: WorkingDays, place: Place, problems: list[Problem]
) -> TimeLimit:
    """The limit of a table that is called `of` with its unit: decision_days, decision_months. What is wrong goes to
    `problems`."""
    prolonged = table.get("ends_on_working_day", False) is True
    written = [unit for unit in UNITS if f"{of}_{unit}" in table]
    if len(written) > 1:
        names = " and ".join(f"{of}_{unit}" for unit in written)
        problems.append(Problem("notice", f"there are {names}: which holds?", place, "leave one of them"))
    if not written:
        remedy = f"write {of}_days = 30, say, or " + ", ".join(f"{of}_{unit}" for unit in list(UNITS)[1:])
        problems.append(Problem("notice", f"time_limits has no {of}_days", place, remedy))
        return TimeLimit(1)
    (unit, *_others), most = written, UNITS[written[0]]
    count = table[f"{of}_{unit}"]
    if type(count) is not int or not 0 < count <= most:
        what = f"{of}_{unit} is no number of {unit.replace('_', ' ')} from 1 to {most}"
        problems.append(Problem("notice", what, place, f"write {of}_{unit} = {min(10, most)}, say"))
        return TimeLimit(1, unit)
    return TimeLimit(count, unit, prolonged, working_days)
