"""The texts of pages as Django looks them up, of the rulebook that is in the settings, whichever that is.

Django asks one catalogue after the other: what the rulebook says in its own words (`overlay`), how the language is
written where the law holds (en_001 in Ireland), and the product's. None is read before a page is made in its language.
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

from nextwave.rulebook.loading import find, whereabouts
from nextwave.rulebook.wording.catalogues import PAGES, SOURCE
from nextwave.web.localization import catalogues, overlay


@lru_cache(maxsize=32)
def _product(locale: str) -> GNUTranslations:
    return _compiled(catalogues.read(locale))


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
def of(rulebook: str, language: str) -> tuple[GNUTranslations, ...]:
    """The catalogues of a language over a rulebook, the nearest first; those that are not there are left out. Raises
    RulebookError."""
    locale = whereabouts(rulebook).locale(language)
    ways = [way for way in ways_to_write(language, locale) if catalogues.path_of(way).is_file()]
    return (_compiled(overlay.taken(find(rulebook), language)), *(_product(way) for way in ways))


#: At the most so many catalogues are over each other: a rulebook's, and three ways to write a language.
LAYERS = 4


class Layer(Mapping[Any, str]):
    """One of the catalogues of a language, of whatever rulebook is in the settings."""

    def __init__(self, language: str, number: int) -> None:
        self.language, self.number = language, number

    @property
    def _there(self) -> GNUTranslations | None:
        found = of(settings.RULEBOOK, self.language)
        return found[self.number] if self.number < len(found) else None

    def __getitem__(self, key: Any) -> str:
        if (there := self._there) is None:
            raise KeyError(key)
        return there._catalog[key]  # type: ignore[attr-defined]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._there._catalog if self._there else ())  # type: ignore[attr-defined]

    def __len__(self) -> int:
        return sum(1 for _key in self)

    def plural(self, number: int) -> int:
        """Which form of a text a number has."""
        there = self._there
        return there.plural(number) if there else int(number != 1)  # type: ignore[attr-defined]


def install(language: str) -> None:
    """Has Django look up texts of a language here first."""
    there = translation(language)._catalog
    if not isinstance(there._catalogs[0], Layer):
        layers = [Layer(language, number) for number in range(LAYERS)]
        there._catalogs[:0] = layers
        there._plurals[:0] = [layer.plural for layer in layers]


def installed_at_start() -> list[str]:
    """The languages of the pages and those that the rulebook in the settings brings."""
    brought = (path.stem for path in (find(settings.RULEBOOK) / PAGES).glob("*.po")) if settings.RULEBOOK else ()
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
