"""Wording in other languages: gettext catalogues under wording/<language>/.

The English text is the key. `texts` lists all that people see, each with its place; the checker holds a
declared language to be complete.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem
from nextwave.rulebook.source import refuse

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

#: The language in which rulebooks are written.
SOURCE = "en"
#: The folder of a rulebook with what pages say in its own words (`nextwave.web.localization.overlay`).
PAGES = "pages"

Translations = dict[str, str]


def read(catalogues: Mapping[str, str]) -> dict[str, Translations]:
    """The translations of each language by their English text. Raises RulebookError for a malformed file."""
    found: dict[str, Translations] = {}
    for name, source in catalogues.items():
        from babel.messages.pofile import PoFileError, read_po

        parts = PurePosixPath(name).parts
        if len(parts) < 2 or parts[0] != "wording":
            remedy = "move it there; what pages say in words of its own is pages/<language>.po"
            raise refuse("wording", "a catalogue stands in wording/<language>/", Place(name), remedy)
        try:
            catalogue = read_po(BytesIO(source.encode()), abort_invalid=True)
        except (PoFileError, ValueError) as error:
            line = int(getattr(error, "lineno", 0) or 0)
            raise refuse("wording", f"this catalogue is malformed: {error}", Place(name, line), "correct it") from None
        for message in catalogue:
            if message.id and isinstance(message.id, str) and isinstance(message.string, str):
                # A translation that someone must still look at is none.
                found.setdefault(parts[1], {})[message.id] = "" if message.fuzzy else message.string
    return found


def texts(book: Rulebook) -> dict[str, Place]:
    """Every text of a rulebook that people see, with the first place where it stands."""
    found: dict[str, Place] = {}

    def add(text: str, place: Place) -> None:
        if text:
            found.setdefault(text, place)

    head = Place("rulebook.toml")
    for key in ("title", "disclaimer", "contact", "postcode_called"):
        add(str(book.details.get(key, "")), head)
    add(book.jurisdiction.office, head)
    for level in book.levels:
        add(level.whose, head)
    for programme in book.programmes.values():
        add(programme.title, programme.place)
        add(programme.summary, programme.place)
        add(programme.known_as, programme.place)
        for note in programme.notes:
            add(note.says, programme.place)
    for fact in book.facts.values():
        for text in (fact.ask, fact.help, fact.label, *fact.evidence, fact.said_by):
            add(text, fact.place)
    for choice in book.choices.values():
        for label in choice.labels.values():
            add(label, choice.place)
    for entity in book.entities.values():
        for text in (entity.summary, entity.ask, entity.label, entity.labels):
            add(text, entity.place)
    for versions in (*book.rules.values(), *book.formulas.values()):
        for rule in versions:
            add(rule.summary, rule.place)
    for constraint in book.constraints:
        add(constraint.summary, constraint.place)
    for figure in book.figures.values():
        add(figure.title, figure.place)
    declared = {rule.place.file for versions in (*book.rules.values(), *book.formulas.values()) for rule in versions}
    for file in sorted(declared):
        add(book.files.get(file, ""), Place(file))
    return found


def places(text: str) -> list[str]:
    """The places in a text that are filled in, such as {person}."""
    return sorted(set(re.findall(r"\{[^}]*\}", text)))


def problems(book: Rulebook) -> list[Problem]:
    """What is missing, malformed or left over in each declared language."""
    found: list[Problem] = []
    wanted = texts(book)
    for language in book.languages:
        if language == SOURCE:
            continue
        there = book.wording.get(language, {})
        if missing := [text for text in wanted if not there.get(text)]:
            found.append(_missing(missing, wanted[missing[0]], book.folder, language))
        for text, place in wanted.items():
            translation = there.get(text, "")
            if translation and places(text) != places(translation):
                what = f"the wording of “{text[:80]}” in {language} has other places: {' '.join(places(translation))}"
                remedy = f"keep {' '.join(places(text)) or 'none'}"
                found.append(Problem("wording", what, place, remedy, "error"))
        for text in there:
            if text not in wanted:
                what = f"“{text[:80]}” in {language} is no text of this rulebook any more"
                place = Place(f"wording/{language}")
                found.append(Problem("wording", what, place, "leave it out: nextwave wording --write", "warning"))
    return found


def _missing(missing: list[str], place: Place, folder: str, language: str) -> Problem:
    """That texts have no wording in a language, in one line however many they are; `place` is that of the first."""
    what = f"“{missing[0][:80]}” has no wording in {language}"
    if len(missing) > 1:
        what = f"{len(missing)} texts have no wording in {language}, first “{missing[0][:80]}”"
    remedy = (
        f"translate in wording/{language}; nextwave wording {folder} --language {language} --write adds what is missing"
    )
    return Problem("wording", what, place, remedy, "error")


def catalogue(book: Rulebook, language: str) -> bytes:
    """The catalogue of a language with every text there is, what is missing left empty, in a stable order."""
    from babel.messages.catalog import Catalog

    there = book.wording.get(language, {})
    made = Catalog(locale=language, project=book.title, charset="utf-8", header_comment=f"# {book.title}: {language}")
    for text, place in texts(book).items():
        made.add(text, there.get(text, ""), locations=[(place.file, 1)])
    return written(made)


def written(catalogue: Catalog) -> bytes:
    """The text of a catalogue with the files of its messages, without their lines and without dates: it only
    changes where wording does. Locations have the line 1."""
    from babel.messages.pofile import write_po

    out = BytesIO()
    write_po(out, catalogue, width=110, omit_header=True)
    return re.sub(rb"^#: .*$", lambda m: m[0].replace(b":1", b""), out.getvalue(), flags=re.M)


def spoken(answer: dict[str, Any], translations: Mapping[str, str], book: Rulebook) -> dict[str, Any]:
    """An assessment with its reasons, titles of figures and programmes in another language."""
    programmes = {}
    for name, programme in answer["programmes"].items():
        title = book.programmes[name].title
        results = []
        for result in programme["results"]:
            reasons = [{**r, "says": translations.get(r["says"], r["says"])} for r in result["reasons"]]
            unconfirmed = [
                {**f, "title": translations.get(f["title"], f["title"])} for f in result["rests_on_unconfirmed"]
            ]
            told = {**result, "reasons": reasons, "rests_on_unconfirmed": unconfirmed}
            if "accepted" in result:
                told["accepted"] = [
                    {**a, "by": translations.get(a["by"], a["by"]), "says": translations.get(a["says"], a["says"])}
                    for a in result["accepted"]
                ]
            results.append(told)
        programmes[name] = {**programme, "title": translations.get(title, title), "results": results}
        if "scale" in programme:
            programmes[name]["scale"] = [
                {**one, "title": translations.get(one["title"], one["title"])} for one in programme["scale"]
            ]
    return {**answer, "programmes": programmes}
