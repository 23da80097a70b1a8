"""Finding programmes, rules, figures and facts by what people call them, by a word of the rules, or by a citation; and
paragraphs of the law of which no rule speaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nextwave.rulebook.wording.synonyms import synonyms
from nextwave.web.localization.languages import current, say
from nextwave.web.public.law import Law, fact_page, figure_page, programme_page, rule_page
from nextwave.web.public.sources import shelf

#: A longer question is cut.
MOST_LETTERS = 100
#: A shorter word has no plural, and alone finds nothing.
FEW_LETTERS = 3
#: A word that more than one in so many texts has says too little to be looked for alone.
ORDINARY = 8
#: So many times as much says a word that the rulebook has a synonym for.
KNOWN = 10
#: How a word's end changes between one and several, by language: a pattern, and what stands there instead.
ENDINGS = {
    "en": ((r"ies$", "y"), (r"(?<=[sxzh])es$", ""), (r"(?<!s)s$", ""), (r"(?<![aeiou])y$", "ies"),
           (r"(?<=[sxzh])$", "es"), (r"(?<![sxzy])$", "s")),
    "es": ((r"ces$", "z"), (r"(?<=[rlndjy])es$", ""), (r"(?<!s)s$", ""), (r"z$", "ces"),
           (r"(?<=[rlndjy])$", "es"), (r"(?<=[aeiou])$", "s")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What a question finds: a programme, rule, figure or fact, or a paragraph of the law with its status."""

    page: str
    says: str
    name: str
    cites: str


def search(law: Law, question: str) -> list[Found]:
    """What answers a question, in names, texts (English or the page's language) and citations, best first.

    First come the words as they stand, then all of them wherever, each said of one or of several, then what the
    rulebook calls the same, of the whole question or a part of it; then what has all the words in the help of a
    question. Where nothing has them, beginnings of words; else the paragraphs of the law that have all the words; else
    what has most of them, without those that stand in very many texts. A part within a word is never looked for: rent is not in parent.
    """
    wanted = _plain(question[:MOST_LETTERS])
    if not wanted:
        return []
    languages = ("en", current())
    said = {_plain(word): [_plain(m) for m in meant] for word, meant in synonyms(law.book, current()).items()}
    parts = _parts(wanted.split(" "), said, languages)
    entries = [(one, _plain(" · ".join(texts)), _plain(help)) for one, texts, help in _everything(law)]
    plain = [_all([_word(part[0], languages)] for part in parts)]
    meant = [_all([_word(one, languages) for one in part] for part in parts)]
    begun = [_all([rf"(?<!\w){re.escape(part[0])}"] for part in parts)]
    exact = [rf"(?<!\w){re.escape(wanted)}(?!\w)"]
    for in_text, in_help in ((exact + plain + meant, exact + plain), (begun, begun)):
        ranks = [(_rank(text, help, in_text, in_help), n) for n, (_one, text, help) in enumerate(entries)]
        if found := sorted(r for r in ranks if r[0] is not None):
            return [entries[n][0] for _rank_of, n in found]
    paragraphs = [one for one, text in _paragraphs(law) if any(re.search(each, _plain(text)) for each in exact + plain)]
    if paragraphs:
        return paragraphs
    whole = [f"{text} · {help}" for _one, text, help in entries]
    return [entries[n][0] for n in _most(parts, whole, languages)]


def _everything(law: Law) -> Iterator[tuple[Found, list[str], str]]:
    """All that can be found, each with the texts in which it is looked for, and the help of a question."""
    for programme in law.book.programmes.values():
        title = " – ".join(filter(None, (say(programme.title), say(programme.known_as))))
        shown = Found(programme_page(programme.name), title, programme.name, programme.cites)
        of = (programme.title, programme.known_as, programme.summary)
        yield shown, [*of, *map(say, of), programme.name, programme.cites], ""
    for name in law.names():
        rules = law.versions(name)
        cites = "; ".join(dict.fromkeys(r.provisions for r in rules))
        shown = Found(rule_page(name), say(rules[-1].summary), name, cites)
        yield shown, [name.replace("_", " "), name, *(r.summary for r in rules), shown.says, cites], ""
    for figure in law.book.figures.values():
        left_open = [figure.left_open.cites] if figure.left_open else []
        cites = "; ".join(dict.fromkeys([*figure.references.values(), *left_open]))
        shown = Found(figure_page(figure.full_name), say(figure.title), figure.full_name, cites)
        yield shown, [figure.full_name.replace("_", " "), figure.full_name, figure.title, shown.says, cites], ""
    for key, fact in law.book.facts.items():
        text = fact.ask.replace("{person}", "…")
        shown = Found(fact_page(key), say(fact.label) or say(fact.ask).replace("{person}", "…"), ".".join(key), "")
        yield shown, [fact.name.replace("_", " "), text, fact.label, shown.says], f"{fact.help} · {say(fact.help)}"


def _paragraphs(law: Law) -> Iterator[tuple[Found, str]]:
    """The rows of all sources, each with the text in which it is looked for."""
    there = shelf()
    for row in there.index.rows:
        at, source = row.provision.at, row.source
        name = f"{source.citation}{at}" if at.startswith("(") else " ".join(filter(None, (source.citation, at)))
        says = row.provision.what or source.title
        shown = Found(there.row_page(row), says, name, row.provision.status)
        yield shown, " · ".join((name, says, row.provision.says, source.title))


def _plain(text: str) -> str:
    """Without case, accents, hyphens and spaces that are too many."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.replace("-", " ").split())


def _parts(words: list[str], said: dict[str, list[str]], languages: Iterable[str]) -> list[list[str]]:
    """A question's words, those together that the rulebook has a synonym for; each part with what it means there."""
    found: list[list[str]] = []
    while words:
        for length in range(len(words), 0, -1):
            meant = _meant(words[:length], said, languages)
            if meant or length == 1:
                found.append([" ".join(words[:length]), *meant])
                words = words[length:]
                break
    return found


def _meant(words: list[str], said: dict[str, list[str]], languages: Iterable[str]) -> list[str]:
    """What the rulebook calls the same as these words together, each said of one or of several; nothing if none."""
    forms = [_forms(word, languages) for word in words]
    for key, meant in said.items():
        each = key.split(" ")
        if len(each) == len(words) and all(map(set.__contains__, forms, each)):
            return meant
    return []


def _forms(word: str, languages: Iterable[str]) -> set[str]:
    """A word as it is said of one and of several; what is no word of the language stands nowhere and does no harm."""
    found = {word}
    if len(word) >= FEW_LETTERS and word.isalpha():
        for ending, other in (pair for language in languages for pair in ENDINGS.get(language, ())):
            found.add(re.sub(ending, other, word))
    return found


def _word(words: str, languages: Iterable[str]) -> str:
    """A pattern of words beside each other, each said of one or of several."""
    each = ("(?:" + "|".join(map(re.escape, sorted(_forms(w, languages)))) + ")" for w in words.split(" "))
    return rf"(?<!\w){' '.join(each)}(?!\w)"


def _all(parts: Iterable[list[str]]) -> str:
    """A pattern of texts that have each part in one of its wordings, looked for once from their beginning."""
    return r"\A" + "".join(f"(?=.*(?:{'|'.join(part)}))" for part in parts)


def _rank(text: str, help: str, in_text: list[str], in_help: list[str]) -> int | None:
    """The place of the first pattern that the text holds, or after them all that the help holds."""
    tries = [(text, one) for one in in_text] + [(help, one) for one in in_help]
    return next((n for n, (where, one) in enumerate(tries) if re.search(one, where)), None)


def _most(parts: list[list[str]], texts: list[str], languages: Iterable[str]) -> list[int]:
    """The texts with most of the words: a rare word says more, and more still one that the rulebook has a synonym
    for. None where every word is ordinary."""
    held: dict[int, int] = {}
    for part in parts:
        pattern = re.compile("|".join(_word(one, languages) for one in part))
        having = [n for n, text in enumerate(texts) if pattern.search(text)]
        known = len(part) > 1
        if having and len(part[0]) >= FEW_LETTERS and (known or len(having) * ORDINARY <= len(texts)):
            for n in having:
                held[n] = held.get(n, 0) + len(texts) * (KNOWN if known else 1) // len(having)
    return [n for n, says in sorted(held.items(), key=lambda one: -one[1]) if 2 * says >= max(held.values())]
