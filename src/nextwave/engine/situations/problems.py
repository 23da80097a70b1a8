"""What is wrong with a stated situation: the first problems in words, the others counted.

Whoever sends a thousand misspelt names needs no thousand sentences, and to look for what each may have meant would
take longer than anything that was right.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

from nextwave.engine.budget import Budget
from nextwave.rulebook.problems import Place, Problem

#: So many problems of one situation are told, and for so many of them the nearest name is looked for.
TOLD = 50
SUGGESTED = 5

#: To compare two names takes as long as so many steps.
COMPARED = 1_000


class SituationError(Exception):
    """A situation that cannot be taken, with its problems; nothing was assessed."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)  # the argument it is made from, so that it can be sent between processes

    def __str__(self) -> str:
        return "\n".join(str(p) for p in self.problems)


class Refused(Exception):
    """A value that cannot be taken: what is wrong and what to do. `meant` is what was written and what it could be,
    where the nearest of these may be what was meant."""

    def __init__(self, code: str, what: str, remedy: str, meant: tuple[str, Sequence[str]] | None = None) -> None:
        self.code, self.what, self.remedy, self.meant = code, what, remedy, meant
        super().__init__(what)

    def at(self, path: str) -> Problem:
        return Problem(self.code, self.what, Place(path), self.remedy)


class Problems:
    """Collects them while a situation is read; true once there is one."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.told: list[Problem] = []
        self.more = 0
        self.suggested = 0

    def __bool__(self) -> bool:
        return bool(self.told)

    def add(self, problem: Problem) -> None:
        if len(self.told) < TOLD:
            self.told.append(problem)
        else:
            self.more += 1

    def refused(self, refused: Refused, path: str) -> None:
        """A value that was refused at a place."""
        near = self.nearest(*refused.meant) if refused.meant else ""
        remedy = f"did you mean {near}? {refused.remedy}" if near else refused.remedy
        self.add(Problem(refused.code, refused.what, Place(path), remedy))

    def unknown(self, name: str, path: str, valid: Iterable[str]) -> None:
        """A name that there is not."""
        if len(self.told) == TOLD:
            self.more += 1
            return
        near = self.nearest(name, list(valid))
        remedy = f"did you mean {near}?" if near else "see `nextwave facts` for the names there are"
        self.add(Problem("unknown-fact", f"there is no fact {name[:60]}", Place(f"{path}.{name[:60]}"), remedy))

    def nearest(self, name: str, valid: Sequence[str]) -> str:
        """The valid name that is nearest, for the first few; empty where none is near."""
        if self.suggested == SUGGESTED or not self.budget.left:
            return ""
        self.suggested += 1
        self.budget.spend(COMPARED * len(valid))
        close = difflib.get_close_matches(name[:60], valid, n=1, cutoff=0.6)
        return close[0] if close else ""

    def error(self) -> SituationError:
        """All of them, those that are not told as a number."""
        found = list(self.told)
        if self.more:
            what = f"and {self.more} more like these, or others"
            found.append(
                Problem("more", what, Place("situation"), "correct these, and send it again to see the others")
            )
        return SituationError(found)


def shown(value: Any) -> str:
    """A value as it was written, or what it is where that is long or deep."""
    if isinstance(value, list | dict) and value:
        return f"{'a list' if isinstance(value, list) else 'an object'} of {len(value)}"
    if isinstance(value, int) and abs(value) >= 10**60:
        return "a number of more than 60 digits"
    text = repr(value[:60] if isinstance(value, str) else value)
    return text if len(text) <= 60 else text[:57] + "..."


def problem(code: str, path: str, what: str, remedy: str) -> Problem:
    """What is wrong at a path of a situation."""
    return Problem(code, what, Place(path), remedy)
