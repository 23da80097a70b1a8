"""The gate of casework for how a household is reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nextwave.casework.law.in_force import assessor
from nextwave.casework.written import NAME, PROSE, read
from nextwave.gate import reaching, text


def contact(given: Mapping[str, Any], where: str = "contact") -> dict[str, Any]:
    """How a household is reached, and who helps it: every text in it cleaned; telephone, e-mail address and postcode
    in their form where they are given. Raises Refused."""
    found: dict[str, Any] = {}
    for key, value in given.items():
        at = f"{where}.{read(text.line, key, where, NAME)}"
        if isinstance(value, Mapping):
            found[key] = contact(value, at)
        elif not isinstance(value, str):
            found[key] = value
        elif key == "postcode" and value.strip():
            found[key] = read(postcode, value, at, 0)
        elif key in ("phone", "email") and value.strip():
            found[key] = read(phone if key == "phone" else email, value, at, 0)
        else:
            found[key] = read(text.lines, value, at, PROSE)
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
