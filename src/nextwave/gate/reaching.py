"""How someone is reached: telephone, e-mail, postcode. The forms of postcodes are a jurisdiction's (rulebook.toml)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from nextwave.gate.numbers import shown
from nextwave.gate.text import Unreadable, code, line

#: Digits of a telephone number, with those of its country (ITU-T E.164 has 15 at the most).
FEWEST, MOST = 6, 15

_PHONE = re.compile(r"(\+? ?[\d(][\d ()./-]*)( ?(?:x|ext\.?|#) ?\d{1,7})?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def phone(text: str) -> str:
    """A telephone number as it was written, with usual digits, spaces and dashes. Raises Unreadable."""
    found = code(text)
    parts = _PHONE.fullmatch(found)
    if parts is None or not FEWEST <= sum(c.isdigit() for c in parts[1]) <= MOST or len(found) > 40:
        raise Unreadable(
            "phone",
            f"{shown(text)} is no telephone number",
            "write its digits, with those of its country if it is another",
        )
    return found


def email(text: str) -> str:
    """An e-mail address. Raises Unreadable."""
    found = line(text, 120)
    if not _EMAIL.fullmatch(found):
        raise Unreadable("email", f"{shown(text)} is no e-mail address", "write one such as name@example.com")
    return found


def example(form: str) -> str:
    """A made-up postcode in a form: 9999 AA is 1234 AB."""
    digits, letters = itertools.cycle("1234567890"), itertools.cycle("ABCDEFGHJKLMNPRSTUVWXYZ")
    return "".join(next(digits) if c == "9" else next(letters) if c == "A" else c for c in form)


def postcode(text: str, forms: Sequence[str]) -> str:
    """A postcode in one of its jurisdiction's forms, in which 9 stands for a digit and A for a letter; spaces and
    dashes may be left out. Without forms it is any line. Raises Unreadable."""
    found = code(text) if forms else line(text, 20)
    if not forms:
        return found
    signs = re.sub(r"[ -]", "", found).upper()
    kinds = "".join("9" if c.isdigit() else "A" if c.isalpha() and c.isascii() else c for c in signs)
    for form in forms:
        if kinds == re.sub(r"[ -]", "", form):
            left = iter(signs)
            return "".join(c if c in " -" else next(left) for c in form)
    raise Unreadable("postcode", f"{shown(text)} is no postcode", "write one such as " + " or ".join(forms))
