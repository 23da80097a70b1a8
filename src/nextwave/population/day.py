"""Which day a population is looked at where nobody names one: its own, else today, and none before the law begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nextwave.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and why it was taken; empty where it was asked for."""

    on: date
    why: str = ""

    def said(self) -> str:
        """Why it was taken, and how to take another."""
        return f"{self.why}; --on names another"


def day_of(sheet: Mapping[str, Any], rulebook: Rulebook, today: date) -> Day:
    """The day on which people have their ages by the data sheet (`ages_on`), else today; the first for which the
    rulebook holds (`since`) where that is later."""
    ages_on, since = sheet.get("ages_on"), rulebook.details.get("since")
    found = Day(ages_on, "the day of these households") if type(ages_on) is date else Day(today, "today")
    return Day(since, "the first day of these rules") if isinstance(since, date) and found.on < since else found
