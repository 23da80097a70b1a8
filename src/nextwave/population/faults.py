"""Faults of tables: file, column and row of each, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from nextwave.rulebook.problems import Place, Problem

#: How many faults are named; the others are counted.
SHOWN = 20


class PopulationError(Exception):
    """A population that cannot be taken, with its faults; nothing was worked out or written."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        return "\n".join(str(p) for p in self.problems)


class Faults:
    """Collects faults while tables are read."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.more = 0

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, file: str, column: str, rows: Sequence[int], what: str, remedy: str) -> None:
        """Faults of one kind in rows counted from 0; without a column it is the file's. A column's fault
        without rows is none."""
        if column and not rows:
            return
        places = [f"{file}, column {column}, row {row + 1}" for row in rows] if column else [file]
        for place in places:
            if len(self.found) < SHOWN:
                self.found.append(Problem("population", what, Place(place), remedy))
            else:
                self.more += 1

    def column(self, file: str, column: str, what: str, remedy: str) -> None:
        """A fault of a whole column."""
        self.found.append(Problem("population", what, Place(f"{file}, column {column}"), remedy))

    def where(self, file: str, column: str, wrong: pl.Series, what: str, remedy: str) -> None:
        """Faults in the rows in which `wrong` is true."""
        self.add(file, column, wrong.fill_null(False).arg_true().to_list(), what, remedy)

    def error(self) -> PopulationError:
        """All of them as an error."""
        problems = list(self.found)
        if self.more:
            last = Problem("population", f"and {self.more:,} more faults", Place("population"), "mend these first")
            problems.append(last)
        return PopulationError(problems)
