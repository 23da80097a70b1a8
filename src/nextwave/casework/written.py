"""The gate of casework for what is written by hand: names, notes, reasons, how a household is reached. Pages, API and
demonstration come through here alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nextwave.casework.law.in_force import assessor
from nextwave.casework.refusals import refused
from nextwave.gate import reaching, text
from nextwave.gate.text import Unreadable

#: The longest name, line and prose, in letters.
NAME, LINE, PROSE = 100, 200, 5_000


def name(given: str, where: str = "name") -> str:
    """A person's name. Raises Refused for one in which nothing can be read."""
    found = _read(text.name, given, where, NAME)
    if not found:
        raise refused("name", "the person has no name", where, "enter a name")
    return found


def people(given: Mapping[str, str]) -> dict[str, str]:
    """Names by id. Raises Refused."""
    return {person: name(one, f"people.{person}") for person, one in given.items()}


def label(given: str, where: str, most: int = NAME) -> str:
    """A line; empty where nothing can be read. Raises Refused."""
    return _read(text.line, given, where, most)


def prose(given: str, where: str) -> str:
    """Text of several lines; empty where nothing can be read. Raises Refused."""
    return _read(text.lines, given, where, PROSE)


def contact(given: Mapping[str, Any], where: str = "contact") -> dict[str, Any]:
    """How a household is reached, and who helps it: every text in it cleaned; telephone, e-mail address and postcode
    in their form where they are given. Raises Refused."""
    found: dict[str, Any] = {}
    for key, value in given.items():
        at = f"{where}.{_read(text.line, key, where, NAME)}"
        if isinstance(value, Mapping):
            found[key] = contact(value, at)
        elif not isinstance(value, str):
            found[key] = value
        elif key == "postcode" and value.strip():
            found[key] = _read(postcode, value, at, 0)
        elif key in ("phone", "email") and value.strip():
            found[key] = _read(phone if key == "phone" else email, value, at, 0)
        else:
            found[key] = _read(text.lines, value, at, PROSE)
    return found


def postcode(given: str, most: int = 0) -> str:
    """A postcode as the jurisdiction writes it. Raises Unreadable."""
    return reaching.postcode(given, assessor().rulebook.jurisdiction.postcodes)


def phone(given: str, most: int = 0) -> str:
    """A telephone number. Raises Unreadable."""
    return reaching.phone(given)


def email(given: str, most: int = 0) -> str:
    """An e-mail address. Raises Unreadable."""
    return reaching.email(given)


def _read(read: Callable[[str, int], str], given: str, where: str, most: int) -> str:
    try:
        return read(given, most)
    except Unreadable as wrong:
        raise refused("text", wrong.what, where, wrong.remedy) from None
