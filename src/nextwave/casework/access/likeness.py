"""Whether two people may be one, however a name was written: order, initials, hyphens, capitals, accents, letters
that look alike, day and month changed about, no birth date.

    of_account("Robin Hayes", "1990-02-03") & of_person("Hayes, Robín J.", "1990-03-02")

Each form that a name may take becomes a keyed fingerprint; where two people share one, a worker is asked, and nothing
else follows. Nicknames are found by the rest of the name or both initials with the birth date, and by their initial
without one.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, permutations

from django.conf import settings

#: A name of 100 letters has no more words: whoever puts others before their own hides nothing.
MOST = 50
#: Two words of up to so many letters are particles ("de la", "van der") as often as a name.
PARTICLE = 3
#: These look alike in capitals or in small letters of many typefaces, or are read as one another.
ALIKE = str.maketrans({"i": "l", "1": "l", "|": "l", "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b"})
#: Two letters that look like one.
TWO_ALIKE = {"vv": "w", "rn": "m"}


def of_account(full_name: str, birth_date: str) -> set[str]:
    """The fingerprints of someone who works here: for people with a birth date and for those without one."""
    forms: set[str] = set()
    for words in _spellings(full_name):
        forms |= {*_names(words), *_short(words, "account", "person"), *_births(words, birth_date), *_initials(words)}
    return set(map(_fingerprint, forms))


def of_person(full_name: str, birth_date: str) -> set[str]:
    """The fingerprints of someone in a case; the birth date is year-month-day, or empty where it is not known."""
    forms: set[str] = set()
    for words in _spellings(full_name):
        rest = _births(words, birth_date) if birth_date else _initials(words)
        forms |= {*_names(words), *_short(words, "person", "account"), *rest}
    return set(map(_fingerprint, forms))


def _spellings(name: str) -> list[list[str]]:
    """The words of a name as they are compared, and once more with one letter where two look like it; a hyphen and a
    comma part words, an apostrophe does not."""
    letters = "".join(_plain(c) for c in unicodedata.normalize("NFKC", name)).casefold().translate(ALIKE)
    fewer = letters
    for two, one in TWO_ALIKE.items():
        fewer = fewer.replace(two, one)
    return [text.split()[:MOST] for text in dict.fromkeys((letters, fewer))]


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() or letter == "|" else "" if letter in "'`" else " "
    if letter.isspace() or unicodedata.category(letter) == "Pd":
        return " "
    latin = _lookalike(letter) or _lookalike(letter.upper()) or _pictured(letter) or letter
    return "".join(c for c in unicodedata.normalize("NFKD", latin) if c.isalnum())


def _lookalike(letter: str) -> str:
    """The Latin letters that one of another script looks like, by Unicode's table of confusables; else nothing."""
    for found in _confusables().get(letter, ()):
        plain = "".join(c for c in unicodedata.normalize("NFKD", found["c"]) if not unicodedata.combining(c))
        if plain.isascii() and plain.isalnum():
            return plain
    return ""


def _pictured(letter: str) -> str:
    """The Latin letter that a picture shows, such as one in a black square, or that was turned; else nothing."""
    name = unicodedata.name(letter, "")
    shown = name.rpartition(" ")[2]
    return shown if len(shown) == 1 and (unicodedata.category(letter) == "So" or " TURNED " in name) else ""


@lru_cache(maxsize=1)
def _confusables() -> dict[str, list[dict[str, str]]]:
    # A large table: read when the first name has a letter that is not ASCII.
    from confusable_homoglyphs import confusables

    found: dict[str, list[dict[str, str]]] = confusables.confusables_data
    return found


def _names(words: list[str]) -> Iterator[str]:
    """Forms without a birth date: all letters, wherever words are parted, with and without initials; and every two
    words in any order."""
    long = _long(words)
    for parts in (long, words):
        if parts:
            yield "all " + "".join(sorted("".join(parts)))
    joined = [(w, {i}) for i, w in enumerate(long)]
    joined += [(a + b, {i, i + 1}) for i, (a, b) in enumerate(zip(long, long[1:], strict=False))]
    for (a, of), (b, others) in combinations(joined, 2):
        if not of & others and max(len(a), len(b)) > PARTICLE:
            yield "two " + " ".join(sorted((a, b)))


def _short(words: list[str], own: str, other: str) -> Iterator[str]:
    """Two short words, which could be particles, where they are the whole name of one of the two people."""
    long = _long(words)
    for a, b in combinations(long, 2):
        if max(len(a), len(b)) <= PARTICLE:
            pair = " ".join(sorted((a, b)))
            yield f"whole {other} {pair}"
            if len(long) == 2:
                yield f"whole {own} {pair}"


def _long(words: list[str]) -> list[str]:
    """The words that are more than an initial."""
    return [w for w in words if len(w) > 1]


def _births(words: list[str], birth_date: str) -> Iterator[str]:
    """Each word, and the first letters of every two, with the birth date, the same whichever of two numbers is the
    day."""
    if birth_date:
        year, *month_and_day = birth_date.split("-")
        born = f"{year} {' '.join(sorted(month_and_day))}"
        for word in _long(words):
            yield f"born {word} {born}"
        for a, b in combinations(words, 2):
            yield f"born {' '.join(sorted((a[0], b[0])))} {born}"


def _initials(words: list[str]) -> Iterator[str]:
    """Each longer word with the first letter of each other one."""
    for a, b in permutations(words, 2):
        if len(b) >= PARTICLE:
            yield f"initial {a[0]} {b}"


def _fingerprint(form: str) -> str:
    return hmac.new(settings.MATCH_KEY.encode(), f"likeness {form}".encode(), hashlib.sha256).hexdigest()[:24]
