"""A small rulebook with delegations, for proofs that act thousands of times; and its law worked out by hand.

The grant of Riverton for one person under 60: 120 dollars times their share of the bills, 15 more from 20 hours
of work a week, 5 from 10, and 50 since nobody around them earns anything; nothing with over 5,000 saved.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nextwave.casework.access.actor import RESIDENT
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.household.facts import Stated
from nextwave.casework.law import in_force as law
from nextwave.casework.models import Case
from nextwave.rulebook.finding import find
from nextwave.web.localization import texts

GOOD = Path(__file__).parent.parent / "good_rulebook"

NOTICE = """
[time_limits]
decision_days = 30
expedited_days = 7
evidence_days = 10
hearing_days = 90
cites = "Riverton Code 20"
expedited_rule = "within_limit"

[hearing]
cites = "Riverton Code 21"
en = "Ask for a hearing within {days} days, by {last_day}."

[nondiscrimination]
cites = "Riverton Code 22"
en = "Everyone is treated alike."
"""


def rulebook(folder: Path) -> Path:
    """The small rulebook with delegations and notice rules, in a folder."""
    made = folder / "riverton"
    shutil.copytree(GOOD, made)
    shutil.copytree(find("washington") / "delegations", made / "delegations")
    (made / "grant" / "notice.toml").write_text(NOTICE)
    return made


def forget() -> None:
    """Reads the rulebook of the settings anew."""
    for one in (law.assessor, law.delegations, law.all_notice_rules, law.procedure, law.assessor_of):
        one.cache_clear()
    texts.forget()


@contextmanager
def in_force(book: Path, settings: Any) -> Iterator[None]:
    """A rulebook as the one of the settings."""
    before, settings.RULEBOOK = settings.RULEBOOK, str(book)
    forget()
    try:
        yield
    finally:
        settings.RULEBOOK = before
        forget()


@dataclass(frozen=True)
class Person:
    """Someone's facts, as far as they matter here; `share` in hundredths, None where it is not known."""

    share: int | None = 100
    hours: int | None = 0
    rich: bool = False

    @property
    def amounts(self) -> tuple[int, int]:
        """The least and the most that the grant can be, in cents a month; nothing where there is no right to it."""
        if self.rich:
            return 0, 0
        shares = (0, 100) if self.share is None else (self.share, self.share)
        hours = (0, 80) if self.hours is None else (self.hours, self.hours)
        low, high = (
            120 * s // 100 + (15 if h >= 20 else 5 if h >= 10 else 0) + 50 for s, h in zip(shares, hours, strict=True)
        )
        return low * 100, high * 100

    @property
    def settled(self) -> bool:
        return self.amounts[0] == self.amounts[1]

    def statements(self) -> list[Stated]:
        return [
            Stated(
                "p1", "share", None if self.share is None else f"{self.share / 100:.2f}", known=self.share is not None
            ),
            Stated("p1", "hours", self.hours, known=self.hours is not None),
            Stated("p1", "savings", "9000" if self.rich else "0"),
        ]


def filed(person: Person) -> list[Stated]:
    """All that is stated when they apply."""
    fixed = {"birth_date": "1990-01-01", "partner": None, "parents": [], "hardship": False, "jobs": []}
    fixed["wage"] = {"amount": "0", "per": "month"}
    known = [s for s in person.statements() if s.known]
    return [*(Stated("p1", f, v) for f, v in fixed.items()), Stated("household", "tenure", "owner"), *known]


def case(name: str) -> Case:
    """A case of someone without work who pays all of their bills."""
    application = Application({"p1": name}, filed(Person()), {"phone": "555 0101"}, "en", "online")
    return file(RESIDENT, application, Attempted(f"file {name}"))[0]
