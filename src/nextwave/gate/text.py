"""Text that someone wrote: one line or several, without signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata


class Unreadable(Exception):
    """Text that cannot be taken: a stable code, what is wrong and what to do. Pages have their own words by code."""

    def __init__(self, code: str, what: str, remedy: str) -> None:
        self.code, self.what, self.remedy = code, what, remedy
        super().__init__(what)


#: Marks that are seen although Unicode calls them formats: they stand before numbers and letters of some scripts.
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
#: Letters and marks that show nothing: combining grapheme joiner, inherent vowels of Khmer, Mongolian selectors.
_UNSEEN = frozenset("\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
#: Letters and symbols that look like a space: fillers of Hangul, the blank of Braille.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_JOINERS = frozenset("\u200c\u200d")
#: Dashes, hyphens and minus signs of every kind.
_DASHES = re.compile("[\u058a\u05be\u1806\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\u301c\u3030\ufe58\ufe63\uff0d]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: What nearly everyone writes: nothing of it has to be looked at sign by sign.
_PLAIN = re.compile(r"[ -~\n\t]*")


def line(text: str, most: int = 0) -> str:
    """One line: spaces of every kind and line breaks are one space, dashes of every kind are "-"; composed (NFC).
    Empty where nothing can be seen. Raises Unreadable for signs that are no text, and beyond `most` letters."""
    if not _PLAIN.fullmatch(text):
        text = _DASHES.sub("-", _seen(text))
    return _short(" ".join(text.split()), most)


def lines(text: str, most: int = 0) -> str:
    """Prose of several lines, as it was written but for signs that nobody sees and spaces at the end of lines.
    Raises Unreadable as `line` does."""
    text = _BREAKS.sub("\n", text)
    if not _PLAIN.fullmatch(text):
        text = _seen(text)
    return _short("\n".join(part.rstrip() for part in text.split("\n")).strip(), most)


def name(text: str, most: int = 100) -> str:
    """The name of a person or thing: a line in which there is a letter, a digit or a picture; empty where there is
    nothing at all. Raises Unreadable."""
    found = line(text, most)
    if found and not any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "So" for c in found):
        raise Unreadable("no-letter", "there is no letter in it", "write the name in letters")
    return found


def code(text: str) -> str:
    """What was typed for a code or a number: digits of every script as 0 to 9, letters of full width as usual ones.
    Raises Unreadable."""
    found = line(text)
    return found if found.isascii() else "".join(map(_usual, found))


def _usual(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" or sign == "\ufe69" else sign


def _short(text: str, most: int) -> str:
    if most and len(text) > most:
        raise Unreadable("long", f"this has {len(text):,} letters; {most:,} at the most", "write it shorter")
    return text


def _seen(text: str) -> str:
    """Text without what nobody sees. Raises Unreadable for what is no text."""
    found: list[str] = []
    for i, sign in enumerate(text):
        kind = unicodedata.category(sign)
        if kind in ("Cc", "Cs") and not sign.isspace():
            refuse_sign(sign)
        if sign == "\ufffd" or ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef":
            refuse_sign(sign)
        if sign in _BLANK or kind == "Zs":
            found.append(" ")
        elif sign in _JOINERS or _selects(sign):
            if _joins(sign, found[-1] if found else "", text[i + 1 : i + 2]):
                found.append(sign)
        elif sign not in _UNSEEN and (kind != "Cf" or sign in _SEEN):
            found.append(sign)
    return unicodedata.normalize("NFC", "".join(found))


def refuse_sign(sign: str) -> None:
    """Raises Unreadable for a sign that is no text: a control sign, half a pair, what was lost in another encoding."""
    called = "NUL" if sign == "\0" else f"U+{ord(sign):04X}"
    raise Unreadable("sign", f"the sign {called} is no text", "leave it out, or write the text anew")


def _selects(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _joins(sign: str, before: str, after: str) -> bool:
    """Whether a joiner or variation selector changes what is seen: between letters of scripts that join (RFC 5892,
    A.1), in pictures, after ideographs."""
    if not before:
        return False
    picture = unicodedata.category(before) in ("So", "Sk") or _selects(before)
    if sign in "\ufe0e\ufe0f":
        return unicodedata.category(before) == "So"
    if _selects(sign):
        return unicodedata.name(before, "").startswith("CJK")
    if sign == "\u200d" and picture:
        return bool(after) and unicodedata.category(after) == "So"
    joined = unicodedata.combining(before) == 9 or unicodedata.bidirectional(before) == "AL"
    return joined and bool(after) and unicodedata.category(after)[0] in "LM"
