"""The pages' texts in other languages: gettext catalogues, locale/<language>/LC_MESSAGES/django.po.

The English text is the key; what is written otherwise in any English but CLDR's `en` stands in locale/en_001 (as CLDR
names it), those texts alone. Catalogues are read as they are, so nothing has to be compiled
(`texts`); `nextwave wording pages` finds the texts in templates and code and brings a catalogue up to date. What a
rulebook says in other words is its own (`overlay`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from nextwave.casework.notices import wording as notices
from nextwave.rulebook.problems import Place, Problem
from nextwave.rulebook.source import refuse
from nextwave.rulebook.wording.catalogues import written
from nextwave.screening import words as explanations

WEB = Path(__file__).parents[1]
PACKAGE = WEB.parent
#: What is said elsewhere and translated with the pages: the sentences of notices and of explanations.
ELSEWHERE = (Path(notices.__file__), Path(explanations.__file__))

_KEYWORDS = ("gettext_lazy", "ngettext_lazy", "pgettext_lazy", "npgettext_lazy")
_PLACES = re.compile(r"%\(\w+\)[sd]|</?\w+[^>]*>")


def path_of(language: str) -> Path:
    return WEB / "locale" / language / "LC_MESSAGES" / "django.po"


def shipped() -> list[str]:
    """The languages beside English that the pages are written in, as a whole."""
    return sorted(path.name for path in (WEB / "locale").iterdir() if "_" not in path.name)


def read(language: str) -> Catalog:
    """The catalogue of a language, empty where there is none yet. Raises RulebookError for a malformed file."""
    path = path_of(language)
    return parsed(path.read_bytes() if path.is_file() else b"", language, str(path.relative_to(WEB)))


def parsed(source: bytes, language: str, name: str) -> Catalog:
    """A catalogue by its text. Raises RulebookError for a malformed one."""
    try:
        return read_po(BytesIO(source), locale=language, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        place = Place(name, int(getattr(error, "lineno", 0) or 0))
        raise refuse("wording", f"this catalogue is malformed: {error}", place, "correct it") from None


@lru_cache(maxsize=1)
def known() -> Catalog:
    """Every text of the pages, as a catalogue that ships holds them: it is complete, and soon read. To find them in
    templates and code takes a second."""
    return read(shipped()[0])


def found() -> Catalog:
    """Every text of the pages with the files it stands in."""
    texts = Catalog(charset="utf-8")
    for path in _sources():
        file = path.relative_to(WEB if path.is_relative_to(WEB) else PACKAGE).as_posix()
        for text, context in _texts(path.read_bytes(), path.suffix):
            texts.add(text, locations=[(file, 1)], context=context)
    return texts


def _sources() -> list[Path]:
    """The code and the templates, in the order of folders and of files within them, and then what is said elsewhere."""
    there = [*WEB.rglob("*.py"), *(WEB / "templates").rglob("*.html")]
    return [*sorted(there, key=lambda path: (path.parent.relative_to(WEB).parts, path.name)), *ELSEWHERE]


@lru_cache(maxsize=1024)
def _texts(source: bytes, suffix: str) -> list[tuple[str | tuple[str, ...], str | None]]:
    """The texts of one file, each with its context; a file that stays as it is is read once."""
    from babel.messages.extract import DEFAULT_KEYWORDS, extract

    keywords = {**DEFAULT_KEYWORDS, **{k: DEFAULT_KEYWORDS[k.removesuffix("_lazy")] for k in _KEYWORDS}}
    keywords["gettext_noop"] = None
    options = {} if suffix == ".py" else {"extensions": "jinja2.ext.do", "trimmed": "true", "silent": "false"}
    method = "python" if suffix == ".py" else "jinja2"
    return [(text, context) for _, text, _, context in extract(method, BytesIO(source), keywords, (), options)]


def updated(language: str) -> bytes:
    """The catalogue of a language with every text there is: what is missing is empty, what is gone left out."""
    there = read(language)
    made = Catalog(locale=language, charset="utf-8", header_comment=f"# The pages of Nextwave: {language}")
    for message in found():
        if message.id:
            old = there.get(message.id, message.context)
            same = old is not None and old.pluralizable == message.pluralizable
            made.add(
                message.id,
                old.string if same else None,
                locations=list(dict.fromkeys(message.locations)),
                flags=old.flags & {"fuzzy"} if same else (),
                context=message.context,
            )
    return written(made)


def missing(language: str) -> list[str]:
    """The texts without a translation, or with one that someone must still look at."""
    there = read(language)
    return [shown(m) for m in found() if m.id and not translated(there.get(m.id, m.context), m)]


def problems(language: str) -> list[Problem]:
    """What is malformed or left over in the catalogue of a language."""
    there, wanted = read(language), found()
    place = Place(str(path_of(language).relative_to(WEB)))
    update = "bring it up to date: nextwave wording pages --write"
    problems = []
    for message in there:
        if not message.id:
            continue
        if wanted.get(message.id, message.context) is None:
            what = f"“{shown(message)[:80]}” is no text of the pages any more"
            problems.append(Problem("wording", what, place, update))
        elif translated(there.get(message.id, message.context), message):
            other = next((s for s in strings(message) if unfit(message, s)), None)
            if other is not None:
                what = f"the wording of “{shown(message)[:80]}” has other places: “{other[:80]}”"
                remedy = "keep every %(name)s and every tag as they are"
                problems.append(Problem("wording", what, place, remedy))
    return problems


def shown(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def translated(there: Message | None, wanted: Message) -> bool:
    if there is None or there.fuzzy or there.pluralizable != wanted.pluralizable:
        return False
    return all(s.strip() for s in strings(there)) and bool(strings(there))


def unfit(message: Message, translation: str) -> str:
    """Why a translation cannot stand in a page for a text, in words; empty where it can. Texts are put into pages as
    they are, so a translation has the places and tags of some form of its text, and nothing else that a page or what
    fills the places in would read as its own."""
    forms = [message.id] if isinstance(message.id, str) else list(message.id)
    has = sorted(_PLACES.findall(translation))
    if has not in [sorted(_PLACES.findall(form)) for form in forms]:
        wanted = _PLACES.findall(forms[-1])
        lost, more = _but(wanted, has), _but(has, wanted)
        told = [f"it lacks {', '.join(lost)}"] if lost else []
        told += [f"it has {', '.join(more)}, which the text has not"] if more else []
        return " and ".join(told) or "its places are others"
    loose = [sign for sign in _loose(translation) if all(sign not in _loose(form) for form in forms)]
    return f"it has {' '.join(dict.fromkeys(loose))}, which the text has not" if loose else ""


def _but(these: list[str], those: list[str]) -> list[str]:
    """What is in a list more often than in another."""
    return sorted((Counter(these) - Counter(those)).elements())


def _loose(text: str) -> list[str]:
    """The signs outside places and tags that end an attribute, begin a tag or ask to be filled in."""
    return re.findall(r'%+|[<>"]', _PLACES.sub("", text))
