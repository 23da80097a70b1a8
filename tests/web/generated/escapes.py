"""What a page says in Latin letters: texts that escaped translation, but for names, days and what is cited."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from babel.dates import get_month_names

from tests.web.generated.language import CODE

#: What people see or hear of an element beside its text.
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "aria-description", "label", "summary")
#: What is not read as words: programs, styles, and what a rule is written in.
SKIPPED = ("script", "style", "code", "pre", "svg")
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


class Page(HTMLParser):
    """The texts of a page with where each stands; `lang` of another language than the page's is another language."""

    def __init__(self) -> None:
        super().__init__()
        self.above: list[tuple[str, bool]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        off = (self.above[-1][1] if self.above else False) or tag in SKIPPED
        if "lang" in given and tag != "html":
            off = given["lang"] != CODE
        shown = [(f"{tag} {name}", given[name]) for name in ATTRIBUTES if name in given and tag != "link"]
        if tag == "input" and given.get("type") in ("submit", "button"):
            shown.append(("input value", given.get("value", "")))
        if tag == "meta" and given.get("name") == "description":
            shown.append(("meta description", given.get("content", "")))
        if not off:
            self.found += shown
        if tag not in VOID:
            self.above.append((tag, off))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.above.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.above and any(t == tag for t, _ in self.above):
            if self.above.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.above and self.above[-1][1]):
            self.found.append((self.above[-1][0] if self.above else "", data))


def escapes(text: str, stated: str = "") -> list[str]:
    """What of a page is in Latin letters and none of what is allowed; `stated` is a pattern of what was stated."""
    page = Page()
    page.feed(text)
    patterns = re.compile("|".join(f"(?:{p})" for p in (*ALLOWED.values(), *([stated] if stated else []))))
    wrong = []
    for where, said in page.found:
        # Most texts have none, and to take away what is allowed takes long.
        if _LATIN.search(said) and _LATIN.search(patterns.sub(" ", said)):
            wrong.append(f"{where}: {' '.join(said.split())[:160]}")
    return wrong
