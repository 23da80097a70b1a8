"""Finding rules and figures by a word of their name, summary or citation."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.web.languages import say
from nextwave.web.public.law import Law, figure_page, rule_page

#: A longer question is cut.
MOST_LETTERS = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A rule or figure that a question finds."""

    page: str
    says: str
    name: str
    cites: str


def search(law: Law, question: str) -> list[Found]:
    """Every rule and figure with these letters in its name, its summary (English or the page's language) or a
    citation, whatever their case."""
    wanted = " ".join(question[:MOST_LETTERS].split()).casefold()
    if not wanted:
        return []
    found = []
    for name in law.names():
        rules = law.versions(name)
        summary = rules[-1].summary
        cites = "; ".join(dict.fromkeys(r.cites for r in rules))
        if _has(wanted, name, *(r.summary for r in rules), say(summary), cites):
            found.append(Found(rule_page(name), say(summary), name, cites))
    for figure in law.book.figures.values():
        cites = "; ".join(dict.fromkeys(figure.references.values()))
        if _has(wanted, figure.full_name, figure.title, say(figure.title), cites):
            found.append(Found(figure_page(figure.full_name), say(figure.title), figure.full_name, cites))
    return found


def _has(wanted: str, name: str, *texts: str) -> bool:
    return any(wanted in text.casefold() for text in (name, name.replace("_", " "), *texts))
