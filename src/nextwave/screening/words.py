"""What explanations are made of, in every language of the pages and those that a rulebook brings.

The texts stand in the catalogues of the pages under the context “explanation”: first in the rulebook's own
(pages/<language>.po), then in the product's (web/locale). They are read here as files, so that the library says them
without what makes pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from nextwave.rulebook.model import Rulebook

CONTEXT = "explanation"
#: The catalogues of the product.
LOCALE = Path(__file__).parents[1] / "web" / "locale"
_PLACES = re.compile(r"%\(\w+\)s")


def pgettext(_context: str, text: str) -> str:
    """Marks a text as one of the catalogues; it is looked up in a language later."""
    return text


#: Each text by what it is for. Of what is granted or owed `can` is said where it is so, `cannot` where it is not, and
#: `settled` with its amount.
TEXTS: Mapping[str, str] = {
    "result": pgettext("explanation", "%(title)s for %(people)s: %(outcome)s."),
    "can": pgettext("explanation", "can get it"),
    "cannot": pgettext("explanation", "cannot get it"),
    "can owed": pgettext("explanation", "has to pay"),
    "cannot owed": pgettext("explanation", "has nothing to pay"),
    "can permit": pgettext("explanation", "can have it"),
    "cannot permit": pgettext("explanation", "cannot have it"),
    "open": pgettext("explanation", "it is still open"),
    "with amount": pgettext("explanation", "%(outcome)s, %(amount)s"),
    "settled owed": pgettext("explanation", "has to pay %(amount)s"),
    "settled permit": pgettext("explanation", "can have it for a fee of %(amount)s"),
    "open permit": pgettext("explanation", "%(outcome)s, for a fee of %(amount)s"),
    "with level": pgettext("explanation", "%(outcome)s: %(levels)s"),
    "between": pgettext("explanation", "%(low)s to %(high)s"),
    "either": pgettext("explanation", "%(one)s or %(other)s"),
    "week": pgettext("explanation", "%(amount)s a week"),
    "month": pgettext("explanation", "%(amount)s a month"),
    "year": pgettext("explanation", "%(amount)s a year"),
    "yes": pgettext("explanation", "yes"),
    "no": pgettext("explanation", "no"),
    "decision": pgettext("explanation", "As decided by %(by)s on %(on)s: %(what)s."),
    "decision undated": pgettext("explanation", "As decided by %(by)s: %(what)s."),
    "said": pgettext("explanation", "According to %(by)s, %(on)s: %(what)s."),
    "said undated": pgettext("explanation", "According to %(by)s: %(what)s."),
    "needed": pgettext("explanation", "Still needed: %(facts)s."),
    "of": pgettext("explanation", "%(fact)s of %(whom)s"),
    "unconfirmed": pgettext("explanation", "Not confirmed after %(through)s: %(title)s."),
    "law": pgettext("explanation", "Law %(law)s on %(on)s."),
}

Words = Mapping[str, str]


def words_in(language: str, book: Rulebook | None = None) -> Words:
    """The texts in a language: as the rulebook says them, else as the product does, else in English."""
    own = _read(book.pages.get(language, "")) if book is not None else {}
    product = _product(language)
    return {key: own.get(text) or product.get(text) or text for key, text in TEXTS.items()}


@lru_cache(maxsize=32)
def _product(language: str) -> Words:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    # A language is taken as it is named, and names no other place in the file system.
    return _read(path.read_text("utf-8")) if re.fullmatch(r"\w+", language) and path.is_file() else {}


@lru_cache(maxsize=64)
def _read(catalogue: str) -> Words:
    """What stands in a catalogue under the context, by its English; what is fuzzy, or has other places than its text, is
    not taken. The rest of the catalogue is left unread."""
    from babel.messages.pofile import PoFileError, read_po

    mine = [block for block in re.split(r"\n\s*\n", catalogue) if f'msgctxt "{CONTEXT}"' in block]
    try:
        read = read_po(BytesIO("\n\n".join(mine).encode()), abort_invalid=True)
    except (PoFileError, ValueError):
        return {}  # `nextwave check` says what is wrong with it
    return {
        str(m.id): m.string
        for m in read
        if m.id and isinstance(m.string, str) and not m.fuzzy and _fits(str(m.id), m.string)
    }


def _fits(text: str, other: str) -> bool:
    return sorted(_PLACES.findall(text)) == sorted(_PLACES.findall(other)) and "%" not in _PLACES.sub("", other)
