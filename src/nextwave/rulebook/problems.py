"""What is wrong, where, and what to do: the one form of every message a rule-writer or user meets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file of a rulebook, parameter file or situation; lines and columns count from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.line and self.column:
            return f"{self.file}:{self.line}:{self.column}"
        if self.line:
            return f"{self.file}:{self.line}"
        return self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `code` is a stable kebab-case name, `severity` is "error" or "warning"."""

    code: str
    what: str
    place: Place
    remedy: str
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.code}]: {self.what}\n  To do: {self.remedy}"

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "what": self.what,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "remedy": self.remedy,
            "severity": self.severity,
        }


class RulebookError(Exception):
    """A rulebook that cannot be used; carries every problem found, in the order of files and lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)  # the argument it is made from, so that it can be sent between processes

    def __str__(self) -> str:
        return "\n".join(str(p) for p in self.problems)
