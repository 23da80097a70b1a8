"""What a rulebook says on pages in its own words: gettext catalogues pages/<language>.po in its folder.

In a language that the pages have, a catalogue holds the texts that are said otherwise, and no others: a permit's pages
speak of traders where others speak of a home. In a language that they lack it is the pages' catalogue, and the language
is offered once it is complete. Its texts stand in pages as the product's own do: with the places and tags of the text
that they stand for, and no others; one that has others is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.source import text
from nextwave.rulebook.wording.catalogues import PAGES, SOURCE, written
from nextwave.web.localization.catalogues import known, parsed, shipped, shown, strings, translated, unfit

#: What only a home has or does. “People you live or work with” is said to a worker, of the worker.
OF_HOMES = re.compile(r"\b(homes?|households?|famil(y|ies)|liv(e|es|ing)(?! or work)|moved|newborn)\b", re.I)


@lru_cache(maxsize=64)
def _read(source: str, language: str, name: str) -> Catalog:
    return parsed(source.encode(), language, name)


def name_of(language: str) -> str:
    """The file of a rulebook that holds its texts of pages in a language."""
    return f"{PAGES}/{language}.po"


def own(book: Rulebook, language: str) -> Catalog:
    """What a rulebook says on pages in a language, as it is written. Raises RulebookError for a malformed file."""
    return _read(book.pages.get(language, ""), language, name_of(language))


def taken(folder: Path, language: str) -> Catalog:
    """What the pages take of the rulebook in a folder: every text that fits the one that it stands for. Raises
    RulebookError."""
    path, name = folder / PAGES / f"{language}.po", name_of(language)
    there = _read(text(path, name) if path.is_file() else "", language, name)
    made = Catalog(locale=there.locale_identifier)
    made.mime_headers = there.mime_headers  # which form is for which number
    for message in there:
        if message.id and translated(message, message) and not _wrong(message, there.num_plurals):
            made.add(message.id, message.string, context=message.context)
    return made


def _wrong(message: Message, forms: int) -> str:
    """What is wrong with a text that a rulebook says in place of another; `forms` are those of a number."""
    if message.pluralizable and len(strings(message)) != forms:
        return f"it has {len(strings(message))} forms, and the language has {forms}"
    return next((why for one in strings(message) if (why := unfit(message, one))), "")


def speaks_of_homes(message: Message) -> bool:
    """Whether a text of the pages speaks of a home, of a family or of living together."""
    forms = (message.id,) if isinstance(message.id, str) else message.id
    return any(OF_HOMES.search(form) for form in forms)


def is_home(book: Rulebook) -> bool:
    """Whether the group that a rulebook is about is people who live together, as its rulebook.toml says. Where it does
    not say, as a law that was kept before it could, pages speak of it as they are."""
    return book.jurisdiction.home is not False


def wanted(book: Rulebook, language: str, saying: str = "") -> Iterator[Message]:
    """The texts that a rulebook is to say in a language: all in one that the pages lack; else those that speak of a home
    where its group is none, and those that it says otherwise in English. With a word, those that say it."""
    word, whole = re.compile(rf"\b{re.escape(saying)}", re.I), language not in (SOURCE, *shipped())
    english = own(book, SOURCE) if language != SOURCE else Catalog()
    for message in known():
        if not message.id:
            continue
        if saying:
            forms = [message.id] if isinstance(message.id, str) else message.id
            if any(word.search(form) for form in forms):
                yield message
        elif whole or _of_a_home(book, message) or translated(english.get(message.id, message.context), message):
            yield message


def _of_a_home(book: Rulebook, message: Message) -> bool:
    """Whether a text speaks of a home where there is none."""
    return not is_home(book) and speaks_of_homes(message)


def missing(book: Rulebook, language: str, saying: str = "") -> list[str]:
    """The texts that are wanted and not said yet."""
    return [shown(m) for m in _missing(book, language, saying)]


def _missing(book: Rulebook, language: str, saying: str = "") -> list[Message]:
    there = own(book, language)
    return [m for m in wanted(book, language, saying) if not translated(there.get(m.id, m.context), m)]


def updated(book: Rulebook, language: str, saying: str = "") -> bytes:
    """The catalogue with every text that is said or wanted, in the pages' order: what is not said yet is empty, what is
    no text of the pages any more left out."""
    there = own(book, language)
    asked = {(m.id, m.context) for word in {"", saying} for m in wanted(book, language, word)}
    head = f"# What pages of {book.title} say in words of its own: {language}"
    made = Catalog(locale=language, charset="utf-8", header_comment=head)
    made.mime_headers = there.mime_headers
    for message in known():
        old = there.get(message.id, message.context) if message.id else None
        if old is not None and old.pluralizable == message.pluralizable and any(strings(old)):
            flags = old.flags & {"fuzzy"}
            made.add(message.id, old.string, locations=message.locations, flags=flags, context=message.context)
        elif message.id and (message.id, message.context) in asked:
            made.add(message.id, locations=message.locations, context=message.context)
    return written(made)


def problems(book: Rulebook, named: str = "") -> list[Problem]:
    """What is wrong with the texts of pages that a rulebook brings; `named` is what commands call it by."""
    found = []
    if book.jurisdiction.home is None:
        what = f"it is not said whether a {book.household.name} is a home, of which pages speak"
        remedy = "write home = true where it is people who live together, else home = false, in rulebook.toml"
        found.append(Problem("home", what, Place("rulebook.toml"), remedy, "warning"))
    for language in sorted(book.pages):
        place = Place(name_of(language))
        if language not in book.languages:
            what = f"these are texts in {language}, which is none of the languages of the rulebook"
            remedy = f"add it to languages in rulebook.toml, or name the file after one of {', '.join(book.languages)}"
            found.append(Problem("wording", what, place, remedy))
        try:
            found += _of_catalogue(own(book, language), place, command(named or book.folder, language))
        except RulebookError as error:
            found += error.problems
    return found


def hold(book: Rulebook) -> None:
    """Raises RulebookError with every error in the texts of pages that a rulebook brings."""
    if book.pages and (errors := [p for p in problems(book) if p.severity == "error"]):
        raise RulebookError(errors)


def _of_catalogue(there: Catalog, place: Place, update: str) -> Iterator[Problem]:
    for message in there:
        if not message.id:
            continue
        said = f"“{shown(message)[:80]}”"
        original = known().get(message.id, message.context)
        if original is None or original.pluralizable != message.pluralizable:
            what = f"{said} is no text of the pages" + (f" under {message.context}" if message.context else "")
            remedy = f"copy it as it is (English, with its context), or leave it out: {update} --write"
            yield Problem("wording", what, place, remedy, "warning")
        elif message.fuzzy:
            yield Problem(
                "wording",
                f"{said} is marked fuzzy and not taken",
                place,
                "look at it, and take the mark away",
                "warning",
            )
        elif any(strings(message)):
            empty = not all(one.strip() for one in strings(message))
            why = "a form of the number is missing" if empty else _wrong(message, there.num_plurals)
            if why:
                what = f"what stands for {said} is not taken: {why}"
                remedy = "write every form, with the places (%(name)s) and tags of the text and no others"
                yield Problem("wording", what, place, remedy)


def notes(book: Rulebook, named: str = "") -> list[str]:
    """What pages do without, a line for each language; `named` is what commands call the rulebook by."""
    found = []
    every = sum(1 for message in known() if message.id)
    for language in book.languages:
        if not (lacking := _missing(book, language)):
            continue
        how = command(named or book.folder, language)
        if language not in (SOURCE, *shipped()):
            line = f"it is not offered in {language}: {len(lacking)} of {every} texts of pages are missing"
            found.append(f"{line}; to write them: {how} --write")
        elif homes := sum(1 for message in lacking if _of_a_home(book, message)):
            speak = "1 text speaks" if homes == 1 else f"{homes} texts speak"
            line = f"{speak} of a home in {language}, and these rules are about a {book.household.name}"
            found.append(f"{line}; to list them: {how}")
        else:
            texts = "1 text is" if len(lacking) == 1 else f"{len(lacking)} texts are"
            found.append(f"{texts} said otherwise in English and not in {language}; to list them: {how}")
    return found


def command(named: str, language: str) -> str:
    """What lists the texts that are wanted."""
    return f"nextwave wording pages --rulebook {named} --language {language}"
