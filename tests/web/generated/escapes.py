"""What a page says in Latin letters: texts that escaped translation, but for names, days and what is cited."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from babel.dates import get_month_names

from tests.web.generated.language import CODE

#: What people see or hear of an element beside its text.
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "aria-description", "label", "summary")
#: What is not read as words: programs, styles, and what a rule is written in.
SKIPPED = ("script", "style", "code", "pre")
#: Elements without an end.
VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
MONTHS = "|".join({m for width in ("wide", "abbreviated") for m in get_month_names(width, locale=CODE).values()})

#: What may stand in Latin letters, and why.
ALLOWED = {
    "the name of the program": r"\bNextwave\b",
    "days, as CLDR writes them": rf"\b\d*(-a de )?({MONTHS})( \d{{4}})?\b|\b\d{{4}}-({MONTHS})-\d+\b",
    "references, codes and versions of the law": r"\b[0-9A-Z]{4}(-[0-9A-Z]{4})+\b|\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b",
    "addresses, telephones and files": r"[\w.%+-]+@[\w.-]+|https?://\S+|[\w/-]+\.(csv|json|yaml|svg|png|pdf|py)\b",
    "lists, as CLDR joins them": r"\bkaj\b|\baŭ\b",
    "amounts, as CLDR writes them": r"US\$|CA\$",
    "languages, by their own names": r"\bEnglish\b|\bEspañol\b|\bEsperanto\b",
    "kinds of files": r"\b(CSV|JSON|YAML|PDF|PNG|JPEG|SHA-256|MB)\b",
}

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


#: What a page is made of: a comment, a tag with what stands in it, or a text.
_PART = re.compile(r"<!--.*?-->|<![^>]*>|<(/?)([a-zA-Z][\w-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|([^<]+)", re.S)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'))?")
_RAW = re.compile(r"</(script|style)\s*>", re.I)


class Page:
    """The texts of a page with where each stands; `lang` of another language than the page's is another language.

    Templates escape what they fill in, so that every `<` begins a tag: a page is cut by a pattern, which takes a quarter
    of the time of a parser that takes anything."""

    def __init__(self, text: str, skipped: tuple[str, ...]) -> None:
        self.skipped = skipped
        self.above: list[tuple[str, bool]] = []
        self.found: list[tuple[str, str]] = []
        at = 0
        while part := _PART.search(text, at):
            at = part.end()
            ends, tag, attributes, said = part.groups()
            if said is not None:
                if not said.isspace() and not (self.above and self.above[-1][1]):
                    self.found.append((self.above[-1][0] if self.above else "", unescape(said)))
            elif tag and ends:
                self.ends(tag.lower())
            elif tag:
                self.begins(tag.lower(), attributes)
                if tag in ("script", "style") and (end := _RAW.search(text, at)):
                    self.ends(tag)
                    at = end.end()

    def begins(self, tag: str, attributes: str) -> None:
        given = {}
        if "=" in attributes:
            given = {name.lower(): unescape(a or b) for name, a, b in _ATTRIBUTE.findall(attributes)}
        off = (self.above[-1][1] if self.above else False) or tag in self.skipped
        if "lang" in given and tag != "html":
            off = given["lang"] != CODE
        if not off:
            self.found += [(f"{tag} {name}", given[name]) for name in ATTRIBUTES if name in given and tag != "link"]
            if tag == "input" and given.get("type") in ("submit", "button"):
                self.found.append(("input value", given.get("value", "")))
            if tag == "meta" and given.get("name") == "description":
                self.found.append(("meta description", given.get("content", "")))
        if tag not in VOID and not attributes.endswith("/"):
            self.above.append((tag, off))

    def ends(self, tag: str) -> None:
        while self.above and any(t == tag for t, _ in self.above):
            if self.above.pop()[0] == tag:
                break


def escapes(text: str, stated: str = "") -> list[str]:
    """What of a page is in Latin letters and none of what is allowed; `stated` is a pattern of what was stated."""
    return _wrong(Page(text, SKIPPED).found, stated)


def chart_escapes(svg: str, stated: str = "") -> list[str]:
    """What of a chart's words is in Latin letters: those that are drawn, and its title and description."""
    return _wrong([(tag, said) for tag, said in Page(svg, ("style",)).found if " " not in tag], stated)


def table_escapes(text: str, stated: str = "") -> list[str]:
    """What of a table's cells is in Latin letters."""
    return _wrong([("cell", cell) for row in csv.reader(io.StringIO(text)) for cell in row], stated)


def _wrong(found: Iterable[tuple[str, str]], stated: str) -> list[str]:
    allowed = _patterns(stated)
    # Most texts have no such letter, and to take away what is allowed takes long; of a page much stands on many.
    return [f"{where}: {' '.join(said.split())[:160]}" for where, said in found if _escaped(said, allowed)]


@lru_cache(maxsize=8)
def _patterns(stated: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in (*ALLOWED.values(), *([stated] if stated else []))))


@lru_cache(maxsize=100_000)
def _escaped(said: str, allowed: re.Pattern[str]) -> bool:
    return bool(_LATIN.search(said) and _LATIN.search(allowed.sub(" ", said)))
