"""The text of a rule as it stands in its file, for people who read the law."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from nextwave.rulebook.problems import Place
from nextwave.rulebook.source import files, parsed, text


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some lines of a file; lines count from 1."""

    file: str
    first: int
    last: int
    text: str


def sources(folder: Path) -> dict[str, str]:
    """The text of every file of rules by its name in the rulebook. Raises RulebookError."""
    paths = ((path, path.relative_to(folder).as_posix()) for path in files(folder) if path.suffix == ".py")
    return {name: text(path, name) for path, name in paths}


def excerpt(source: str, place: Place) -> Excerpt:
    """The declaration at a place with its citation above: a rule's function, or for a rule that makes a group
    the group's class. Raises LookupError where nothing is declared there, RulebookError for malformed files."""
    for node in parsed(source, place.file).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        last = node.end_lineno or node.lineno
        if node.lineno <= place.line <= last:
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            return Excerpt(place.file, first, last, "\n".join(source.splitlines()[first - 1 : last]))
    raise LookupError(f"nothing is declared at {place}")
