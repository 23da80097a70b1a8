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
    """Collects faults while tables are read, one a cell: what is wrong with it first. `rows` says, of a file in which
    rows were left out, which of its rows (from 0) each row of its table is."""

    def __init__(self, rows: dict[str, list[int]] | None = None) -> None:
        self.found: list[Problem] = []
        self.more = 0
        self.rows: dict[str, list[int]] = {} if rows is None else rows
        self._told: set[tuple[str, str, int]] = set()

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, file: str, column: str, rows: Sequence[int], what: str, remedy: str) -> None:
        """Faults of one kind in rows of a table, counted from 0; without a column it is the file's. A column's fault
        without rows is none."""
        if not column:
            self._keep(file, what, remedy)
            return
        for row in rows:
            if (file, column, row) not in self._told:
                self._told.add((file, column, row))
                self._keep(f"{file}, column {column}, row {self.number(file, row)}", what, remedy)

    def row(self, file: str, row: int, what: str, remedy: str) -> None:
        """A fault of a whole row of a table, counted from 0."""
        self._keep(f"{file}, row {self.number(file, row)}", what, remedy)

    def number(self, file: str, row: int) -> int:
        """Which row of its file a row of a table is, counted from 1, without the line that names the columns."""
        return (self.rows[file][row] if file in self.rows else row) + 1

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

    def _keep(self, place: str, what: str, remedy: str) -> None:
        if len(self.found) < SHOWN:
            self.found.append(Problem("population", what, Place(place), remedy))
        else:
            self.more += 1
