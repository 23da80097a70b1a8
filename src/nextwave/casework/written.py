"""The gate of casework for what is written by hand: names, notes, reasons. Pages, API and demonstration come
through here alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nextwave.casework.refusals import refused
from nextwave.gate import text
from nextwave.gate.text import Unreadable

#: The longest name, line and prose, in letters.
NAME, LINE, PROSE = 100, 200, 5_000


def name(given: str, where: str = "name") -> str:
    """A person's name. Raises Refused for one in which nothing can be read."""
    found = read(text.name, given, where, NAME)
    if not found:
        raise refused("name", "the person has no name", where, "enter a name")
    return found


def people(given: Mapping[str, str]) -> dict[str, str]:
    """Names by id. Raises Refused."""
    return {person: name(one, f"people.{person}") for person, one in given.items()}


def label(given: str, where: str, most: int = NAME) -> str:
    """A line; empty where nothing can be read. Raises Refused."""
    return read(text.line, given, where, most)


def prose(given: str, where: str) -> str:
    """Text of several lines; empty where nothing can be read. Raises Refused."""
    return read(text.lines, given, where, PROSE)


def read(reader: Callable[[str, int], str], given: str, where: str, most: int) -> str:
    """What a reader of `gate` makes of a text of at most so many letters. Raises Refused."""
    try:
        return reader(given, most)
    except Unreadable as wrong:
        raise refused("text", wrong.what, where, wrong.remedy) from None
