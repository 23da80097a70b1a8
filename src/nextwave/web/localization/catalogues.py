"""The pages' texts in other languages: gettext catalogues, locale/<language>/LC_MESSAGES/django.po.

The English text is the key; what is written otherwise in a country stands in a catalogue of that country's English
(locale/en_GB), those texts alone. Catalogues are read as they are when Django starts, so nothing has to be compiled;
`nextwave wording pages` finds the texts in templates and code and brings a catalogue up to date.
"""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from nextwave.casework.notices import wording as notices
from nextwave.rulebook.problems import Place, Problem
from nextwave.rulebook.source import refuse
from nextwave.rulebook.wording.catalogues import SOURCE, written

WEB = Path(__file__).parents[1]
PACKAGE = WEB.parent
#: What is said elsewhere and translated with the pages: the sentences of notices.
ELSEWHERE = (Path(notices.__file__),)

_KEYWORDS = ("gettext_lazy", "ngettext_lazy", "pgettext_lazy", "npgettext_lazy")
_PLACES = re.compile(r"%\(\w+\)[sd]|</?\w+[^>]*>")


def path_of(language: str) -> Path:
    return WEB / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of a language, empty where there is none yet. Raises RulebookError for a malformed file."""
    path = path_of(language)
    source = path.read_bytes() if path.is_file() else b""
    try:
        return read_po(BytesIO(source), locale=language, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        place = Place(str(path.relative_to(WEB)), int(getattr(error, "lineno", 0) or 0))
        raise refuse("wording", f"this catalogue is malformed: {error}", place, "correct it") from None


def install(languages: list[str], home: str = SOURCE) -> None:
    """Gives Django the translations, and English as it is written at `home` (en_GB). A text that someone must still
    look at (fuzzy) is none."""
    from django.utils.translation.trans_real import translation

    for language in (*languages, *([home] if home != SOURCE and path_of(home).is_file() else [])):
        compiled = BytesIO()
        write_mo(compiled, read(language))
        compiled.seek(0)
        translation(SOURCE if language == home else language).merge(GNUTranslations(compiled))


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
    return [_shown(m) for m in found() if m.id and not _translated(there.get(m.id, m.context), m)]


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
            what = f"“{_shown(message)[:80]}” is no text of the pages any more"
            problems.append(Problem("wording", what, place, update))
        elif _translated(there.get(message.id, message.context), message):
            other = next((s for s in _strings(message) if not _fits(message, s)), None)
            if other is not None:
                what = f"the wording of “{_shown(message)[:80]}” has other places: “{other[:80]}”"
                remedy = "keep every %(name)s and every tag as they are"
                problems.append(Problem("wording", what, place, remedy))
    return problems


def _shown(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _translated(there: Message | None, wanted: Message) -> bool:
    if there is None or there.fuzzy or there.pluralizable != wanted.pluralizable:
        return False
    return all(s.strip() for s in _strings(there)) and bool(_strings(there))


def _fits(message: Message, translation: str) -> bool:
    """The same places and tags as some form of the text, and no sign of percent that is none."""
    forms = [message.id] if isinstance(message.id, str) else list(message.id)
    loose = re.sub(r"%\(\w+\)[sd]|%%", "", translation) if any("%(" in f for f in forms) else ""
    return "%" not in loose and sorted(_PLACES.findall(translation)) in [sorted(_PLACES.findall(f)) for f in forms]
