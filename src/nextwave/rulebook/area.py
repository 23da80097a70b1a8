"""Where a home is, as the queue and the statistics go by it: the fact that `area` of rulebook.toml names.

area_of(book).fact.name             # "council"
area_of(book).choice.members        # ("north", "south", …)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nextwave.rulebook.model import Choice, Fact, Rulebook
from nextwave.rulebook.problems import Place, Problem

#: A member's name fits into a column of the queue.
LONGEST = 40
#: What else applications are counted by: a table is named for it.
TAKEN = ("channel", "language")


@dataclass(frozen=True, slots=True)
class Area:
    """A fact of the home, and what it can be."""

    fact: Fact
    choice: Choice

    @property
    def called(self) -> str:
        """What it is called in the rulebook's first language: the fact's label, else its name."""
        return self.fact.label or self.fact.name.replace("_", " ").capitalize()

    @property
    def table(self) -> str:
        """The table of the statistics that counts by it."""
        return f"applications_by_{self.fact.name}"


def area_of(book: Rulebook) -> Area | None:
    """By what the queue and the statistics of a rulebook go; None where it names nothing."""
    found = book.facts.get((book.household.name, book.jurisdiction.area))
    return Area(found, book.choices[found.choice]) if found and found.choice else None


def problems(name: str, home: Iterable[Fact], choices: Iterable[Choice]) -> list[Problem]:
    """What keeps the home's fact of this name from being an area; nothing where there is no such fact."""
    fact = next((f for f in home if f.name == name), None)
    if fact is None:
        return []
    if fact.type != "choice":
        return [_problem(f"names {name}, which has no list of what it can be", "name a fact of an Enum")]
    if name in TAKEN:
        what = f"names {name}, by which applications are counted otherwise too"
        return [_problem(what, "give the fact another name")]
    long = [m for c in choices if c.name == fact.choice for m in c.members if len(m) > LONGEST]
    if long:
        return [_problem(f"names {name}, whose {long[0][:60]} is longer than {LONGEST} signs", "shorten it")]
    return []


def _problem(what: str, remedy: str) -> Problem:
    return Problem("jurisdiction", f"area {what}", Place("rulebook.toml"), remedy)
