"""Finding programmes, rules, figures and facts by what people call them, by a word of the rules, or by a citation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from nextwave.rulebook.wording.synonyms import synonyms
from nextwave.web.localization.languages import current, say
from nextwave.web.public.law import Law, fact_page, figure_page, programme_page, rule_page

#: A longer question is cut.
MOST_LETTERS = 100


@dataclass(frozen=True, slots=True)
class Found:
    """What a question finds: a programme, rule, figure or fact."""

    page: str
    says: str
    name: str
    cites: str


def search(law: Law, question: str) -> list[Found]:
    """What has these words in its name, its text (English or the page's language) or its citation, whole words
    first, then what the rulebook calls the same, then beginnings of words; a part within a word is looked for only
    where nothing else is found."""
    wanted = _plain(question[:MOST_LETTERS])
    if not wanted:
        return []
    said = {_plain(word): meant for word, meant in synonyms(law.book, current()).items()}
    meant = [_plain(m) for m in said.get(wanted, ())]
    texts = [(one, _plain(" · ".join(all_of))) for one, all_of in _everything(law)]
    for tries in ([*_whole(wanted), *(w for m in meant for w in _whole(m)), *_begun(wanted)], [re.escape(wanted)]):
        ranks = [(_rank(text, tries), n) for n, (_one, text) in enumerate(texts)]
        found = sorted(r for r in ranks if r[0] is not None)
        if found:
            return [texts[n][0] for _rank_of, n in found]
    return []


def _everything(law: Law) -> Iterator[tuple[Found, list[str]]]:
    """All that can be found, each with the texts in which it is looked for."""
    for programme in law.book.programmes.values():
        title = " – ".join(filter(None, (say(programme.title), say(programme.known_as))))
        shown = Found(programme_page(programme.name), title, programme.name, programme.cites)
        of = (programme.title, programme.known_as, programme.summary)
        yield shown, [*of, *map(say, of), programme.name, programme.cites]
    for name in law.names():
        rules = law.versions(name)
        cites = "; ".join(dict.fromkeys(r.cites for r in rules))
        shown = Found(rule_page(name), say(rules[-1].summary), name, cites)
        yield shown, [name.replace("_", " "), name, *(r.summary for r in rules), shown.says, cites]
    for figure in law.book.figures.values():
        cites = "; ".join(dict.fromkeys(figure.references.values()))
        shown = Found(figure_page(figure.full_name), say(figure.title), figure.full_name, cites)
        yield shown, [figure.full_name.replace("_", " "), figure.full_name, figure.title, shown.says, cites]
    for key, fact in law.book.facts.items():
        text = fact.ask.replace("{person}", "…")
        shown = Found(fact_page(key), say(fact.label) or say(fact.ask).replace("{person}", "…"), ".".join(key), "")
        yield shown, [fact.name.replace("_", " "), text, fact.label, shown.says]


def _plain(text: str) -> str:
    """Without case, accents and spaces that are too many."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.split())


def _whole(words: str) -> list[str]:
    """Patterns: the words as they stand, then each somewhere (looked for once, from the beginning of a text)."""
    each = [rf"(?<!\w){re.escape(w)}(?!\w)" for w in words.split(" ")]
    return list(dict.fromkeys([rf"(?<!\w){re.escape(words)}(?!\w)", r"\A" + "".join(f"(?=.*{one})" for one in each)]))


def _begun(words: str) -> list[str]:
    """A pattern: each word begins one of the text."""
    return [r"\A" + "".join(rf"(?=.*(?<!\w){re.escape(w)})" for w in words.split(" "))]


def _rank(text: str, tries: list[str]) -> int | None:
    """The place of the first pattern that a text holds."""
    return next((n for n, one in enumerate(tries) if re.search(one, text)), None)
