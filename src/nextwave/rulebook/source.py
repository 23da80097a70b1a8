"""Reads the files of a rulebook: bounded in size and number, text only, never outside its folder."""

from __future__ import annotations

import ast
import threading
from pathlib import Path

from nextwave.rulebook.problems import Place, Problem, RulebookError

MAX_BYTES = 1_000_000
MAX_FILES = 2_000
#: Brackets may nest to this depth in a file; the deepest rule of a programme needs about eight.
MAX_NESTING = 80


def refuse(code: str, what: str, place: Place, remedy: str) -> RulebookError:
    return RulebookError([Problem(code, what, place, remedy)])


def files(folder: Path) -> list[Path]:
    """Every file of a rulebook that is read, in a fixed order. Raises RulebookError."""
    if not folder.is_dir():
        raise refuse("no-folder", f"there is no folder {folder.name}", Place(str(folder)), "name a rulebook's folder")
    found: list[Path] = []
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".py", ".yaml", ".toml", ".po") or "__pycache__" in path.parts:
            continue
        if not path.resolve().is_relative_to(root):
            place = Place(str(path.relative_to(folder)))
            raise refuse("outside", "this file is a link to outside the rulebook", place, "copy the file in")
        found.append(path)
        if len(found) > MAX_FILES:
            place = Place(str(folder))
            raise refuse("too-large", f"more than {MAX_FILES} files", place, "split the rulebook")
    return found


def text(path: Path, name: str) -> str:
    """A file's text. Raises RulebookError for one that is too large or no text."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        what = f"{size:,} bytes; a file has {MAX_BYTES:,} at the most"
        raise refuse("too-large", what, Place(name), "split the file")
    try:
        found = path.read_text("utf-8")
    except UnicodeDecodeError:
        raise refuse("not-text", "this file is no UTF-8 text", Place(name), "save it as UTF-8") from None
    if "\0" in found:
        raise refuse("not-text", "this file holds a null character", Place(name), "save it as plain text")
    return found


#: Python counts how deep a tree is for all threads together, and gives up where two build one at the same time.
_ONE_AT_A_TIME = threading.Lock()


def parsed(source: str, name: str) -> ast.Module:
    """The syntax tree of a rule file. Raises RulebookError where it is no Python or nests too deeply."""
    depth = 0
    for number, line in enumerate(source.splitlines(), 1):
        for character in line:
            depth += (character in "([{") - (character in ")]}")
            if depth > MAX_NESTING:
                what = f"brackets nest more than {MAX_NESTING} deep"
                raise refuse("too-deep", what, Place(name, number), "give inner parts names of their own")
    try:
        with _ONE_AT_A_TIME:
            return ast.parse(source)
    except SyntaxError as error:
        place = Place(name, error.lineno or 0, error.offset or 0)
        raise refuse("syntax", f"this is not Python: {error.msg}", place, "correct the line") from None
    except (RecursionError, MemoryError, ValueError):
        raise refuse("too-deep", "this file nests too deeply", Place(name), "give inner parts names") from None
