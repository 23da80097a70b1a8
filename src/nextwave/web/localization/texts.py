"""The texts of pages as Django looks them up, of the rulebook that is in the settings, whichever that is.

Django first asks what the rulebook says in its own words (`overlay`), and then the product, as the language is written
where the law holds (en_001 in Ireland). Neither is read before a page is made in its language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from typing import Any

from babel.core import get_global
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation.trans_real import translation

from nextwave.rulebook.finding import find, whereabouts
from nextwave.rulebook.problems import RulebookError
from nextwave.rulebook.wording.catalogues import PAGES, SOURCE
from nextwave.web.localization import catalogues, overlay

#: A text, or a text and which form of a number, as gettext's catalogues have them.
Key = str | tuple[str, int]


@lru_cache(maxsize=16)
def _product(language: str, locale: str) -> GNUTranslations:
    """The product's texts as a language is written in a place."""
    found = _compiled(catalogues.read(language))
    for way in reversed(ways_to_write(language, locale)[:-1]):
        found._catalog |= _compiled(catalogues.read(way))._catalog  # type: ignore[attr-defined]
    return found


def _compiled(catalogue: Catalog) -> GNUTranslations:
    written = BytesIO()
    write_mo(written, catalogue)
    written.seek(0)
    return GNUTranslations(written)


def ways_to_write(language: str, locale: str) -> list[str]:
    """How a language is written in a place, from the nearest to the most general, as CLDR has it: en_IE, en_001, en."""
    parents, found = get_global("parent_exceptions"), [locale]
    while found[-1] != language and "_" in found[-1]:
        above = parents.get(found[-1], "")
        found.append(above if above.startswith(language) else found[-1].rpartition("_")[0])
    return found if found[-1] == language else [*found, language]


@lru_cache(maxsize=32)
def of(rulebook: str, language: str) -> tuple[GNUTranslations, GNUTranslations]:
    """What a rulebook says in a language, and what the product says there. Raises RulebookError."""
    said = _compiled(overlay.taken(find(rulebook), language))
    return said, _product(language, whereabouts(rulebook).locale(language))


class Layer(Mapping[Key, str]):
    """One of the two catalogues of a language, of whatever rulebook is in the settings. Only the rulebook's may count
    its forms of numbers in a way of its own."""

    def __init__(self, language: str, number: int) -> None:
        self.language, self.number = language, number

    def _there(self) -> dict[Key, str]:
        return of(settings.RULEBOOK, self.language)[self.number]._catalog  # type: ignore[attr-defined]

    def get(self, key: Key, default: Any = None) -> Any:
        return self._there().get(key, default)

    def __getitem__(self, key: Key) -> str:
        return self._there()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._there())

    def __len__(self) -> int:
        return len(self._there())

    def plural(self, number: int) -> int:
        """Which form of a text a number has."""
        return int(of(settings.RULEBOOK, self.language)[self.number].plural(number))  # type: ignore[attr-defined]


def install(language: str) -> None:
    """Has Django look up texts of a language here first."""
    there = translation(language)._catalog
    if not isinstance(there._catalogs[0], Layer):
        layers = [Layer(language, number) for number in range(2)]
        there._catalogs[:0] = layers
        there._plurals[:0] = [layer.plural for layer in layers]


def installed_at_start() -> list[str]:
    """The languages of the pages and those that the rulebook in the settings brings; what is wrong with it is said by
    whoever loads it."""
    try:
        brought = [path.stem for path in sorted((find(settings.RULEBOOK) / PAGES).glob("*.po"))]
    except RulebookError:
        brought = []
    return [SOURCE, *catalogues.shipped(), *brought]


@lru_cache(maxsize=32)
def complete(rulebook: str, language: str) -> bool:
    """Whether every text of the pages is there in a language, by what the pages have and the rulebook brings."""
    if language in (SOURCE, *catalogues.shipped()):
        return True
    there = overlay.taken(find(rulebook), language)
    return all(catalogues.translated(there.get(m.id, m.context), m) for m in catalogues.known() if m.id)


def forget() -> None:
    """Reads what rulebooks say anew."""
    of.cache_clear()
    complete.cache_clear()
