"""Whether two people may be one, however a name was written: order, initials, hyphens, capitals, accents, letters
that look alike, day and month changed about, no birth date.

    of_account("Robin Hayes", "1990-02-03") & of_person("Hayes, Robín J.", "1990-03-02")

Each form that a name may take becomes a keyed fingerprint; where two people share one, a worker is asked, and nothing
else follows. Nicknames are found by the rest of the name with the birth date, and by their initial without one.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, permutations

from django.conf import settings

#: So many words of a name are looked at.
MOST = 12
#: Two words of up to so many letters are particles ("de la", "van der") as often as a name.
PARTICLE = 3
#: These look alike in capitals or in small letters of many typefaces.
ALIKE = str.maketrans({"i": "l", "1": "l", "|": "l", "0": "o"})


def of_account(full_name: str, birth_date: str) -> set[str]:
    """The fingerprints of someone who works here: for people with a birth date and for those without one."""
    words = _words(full_name)
    return {_fingerprint(f) for f in (*_names(words), *_births(words, birth_date), *_initials(words))}


def of_person(full_name: str, birth_date: str) -> set[str]:
    """The fingerprints of someone in a case; the birth date is year-month-day, or empty where it is not known."""
    words = _words(full_name)
    rest = _births(words, birth_date) if birth_date else _initials(words)
    return {_fingerprint(f) for f in (*_names(words), *rest)}


def _words(name: str) -> list[str]:
    """The words of a name as they are compared; a hyphen and a comma part words, an apostrophe does not."""
    letters = "".join(_plain(c) for c in unicodedata.normalize("NFKC", name))
    return letters.casefold().translate(ALIKE).split()[:MOST]


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() or letter == "|" else "" if letter in "'`" else " "
    if letter.isspace() or unicodedata.category(letter) == "Pd":
        return " "
    latin = _lookalike(letter) or _lookalike(letter.upper()) or letter
    return "".join(c for c in unicodedata.normalize("NFKD", latin) if c.isalnum())


def _lookalike(letter: str) -> str:
    """The Latin letters that one of another script looks like, by Unicode's table of confusables; else nothing."""
    for found in _confusables().get(letter, ()):
        plain = "".join(c for c in unicodedata.normalize("NFKD", found["c"]) if not unicodedata.combining(c))
        if plain.isascii() and plain.isalnum():
            return plain
    return ""


@lru_cache(maxsize=1)
def _confusables() -> dict[str, list[dict[str, str]]]:
    # A large table: read when the first name has a letter that is not ASCII.
    from confusable_homoglyphs import confusables

    found: dict[str, list[dict[str, str]]] = confusables.confusables_data
    return found


def _names(words: list[str]) -> Iterator[str]:
    """Forms without a birth date: all letters, wherever words are parted, and every two words in any order."""
    long = [w for w in words if len(w) > 1]
    if long:
        yield "all " + "".join(sorted("".join(long)))
    joined = [(w, {i}) for i, w in enumerate(long)]
    joined += [(a + b, {i, i + 1}) for i, (a, b) in enumerate(zip(long, long[1:], strict=False))]
    for (a, of), (b, others) in combinations(joined, 2):
        if not of & others and max(len(a), len(b)) > PARTICLE:
            yield "two " + " ".join(sorted((a, b)))


def _births(words: list[str], birth_date: str) -> Iterator[str]:
    """Each word with the birth date, the same whichever of two numbers is the day."""
    if birth_date:
        year, *month_and_day = birth_date.split("-")
        for word in words:
            if len(word) > 1:
                yield f"born {word} {year} {' '.join(sorted(month_and_day))}"


def _initials(words: list[str]) -> Iterator[str]:
    """Each longer word with the first letter of each other one."""
    for a, b in permutations(words, 2):
        if len(b) >= PARTICLE:
            yield f"initial {a[0]} {b}"


def _fingerprint(form: str) -> str:
    return hmac.new(settings.MATCH_KEY.encode(), f"likeness {form}".encode(), hashlib.sha256).hexdigest()[:24]
