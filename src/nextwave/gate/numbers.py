"""Amounts and numbers: 1200, 1,200, 1 200 and 1’200 are the same; a point and nothing else parts the decimals, or the
sign that Arabic script has for that alone, as it has one for thousands."""

from __future__ import annotations

import re
import reprlib
from dataclasses import dataclass

from nextwave.gate.text import Unreadable, code
from nextwave.rulebook.jurisdiction import Jurisdiction

#: Digits before the decimals, the most that any fact or weight has.
MOST_DIGITS = 15

_WHOLE = r"\d{1,15}|[1-9]\d{0,2}(?:(?:,\d{3}){1,4}|(?: \d{3}){1,4}|(?:['’]\d{3}){1,4})"
_NUMBER = re.compile(rf"(-?)({_WHOLE})(?:\.(\d{{1,12}}))?")
_SHOWN = 60
#: What parts decimals and thousands in Arabic script, and means nothing else.
_ARABIC = str.maketrans("\u066b\u066c", ".,")


def number(text: str, decimals: int = 12) -> str:
    """A decimal as digits with at most one point and without a sign where it is not below nought: "-1200.5".
    Raises Unreadable."""
    found = _NUMBER.fullmatch(code(text).translate(_ARABIC))
    if found is None:
        raise Unreadable("number", f"{shown(text)} is not a number", "write digits only, such as 350")
    below, whole, part = found.groups()
    if part and len(part) > decimals:
        raise Unreadable("decimals", f"{shown(text)} has more than {decimals} decimals", "round it")
    plain = re.sub("[,’' ]", "", whole)
    return f"{below}{plain}.{part}" if part else f"{below}{plain}"


@dataclass(frozen=True, slots=True)
class Currency:
    """How amounts are written: with or without a sign, and with so many decimals."""

    sign: str = ""
    decimals: int = 2

    @classmethod
    def of(cls, here: Jurisdiction) -> Currency:
        """The one of a jurisdiction."""
        return cls(here.money_sign, here.decimals)


PLAIN = Currency()


def money(text: str, currency: Currency = PLAIN) -> str:
    """An amount with or without the sign of its currency, before or behind it, as digits with two decimals or none:
    "1200.50". A currency has its own number of decimals: of yen, with none, and of dinars, with three, those that are
    written and not counted are nought. Raises Unreadable for all others: nothing is rounded."""
    plain = code(text)
    if sign := currency.sign:
        below, rest = ("-", plain[1:].lstrip()) if plain.startswith("-") else ("", plain)
        rest = rest[len(sign) :] if rest.startswith(sign) else rest.removesuffix(sign)
        plain = below + rest.strip()
    try:
        found = number(plain, max(2, currency.decimals))
    except Unreadable as wrong:
        if wrong.code == "decimals":
            what = f"{shown(text)} has more than 2 decimals"
            raise Unreadable("cents", what, "write two decimals at the most, such as 350.25") from None
        what = f"{shown(text)} is not an amount"
        raise Unreadable("money", what, "write digits, and a point before the cents, such as 350.25") from None
    whole, point, part = found.partition(".")
    counted = min(2, currency.decimals)
    if part[counted:].strip("0"):
        what, some = f"{shown(text)} has more than {counted} decimals", "350" if not counted else "350.25"
        raise Unreadable("cents", what, f"write an amount such as {some}")
    return f"{whole}.{part[:2]:0<2}" if point else whole


def whole(text: str) -> int:
    """A whole number; 40.0 is one too. Raises Unreadable."""
    try:
        found = number(text, 2)
    except Unreadable:
        found = ".5"
    plain, _, part = found.partition(".")
    if part.strip("0"):
        raise Unreadable("whole", f"{shown(text)} is not a whole number", "write a whole number, such as 3")
    return int(plain)


def count(text: str, most_digits: int = 9) -> int:
    """A number of a record, a page or a row, which nobody writes by hand: plain digits only. Raises Unreadable."""
    if not text.isascii() or not text.isdigit() or len(text) > most_digits:
        raise Unreadable("whole", f"{shown(text)} is not a whole number", "write a whole number, such as 3")
    return int(text)


def shown(text: object) -> str:
    """What someone wrote, short enough for a message; of a long one no more is looked at than is shown."""
    found = repr(text[:_SHOWN]) if isinstance(text, str) else reprlib.repr(text)
    return found if len(found) <= _SHOWN else found[: _SHOWN - 3] + "..."
