"""A language that nobody speaks: every text of the source, in letters of its own. What it leaves in Latin letters on a
page never came through translation."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation import trans_real

from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.wording import catalogues as of_rulebook
from nextwave.web.localization import catalogues as of_pages
from tests.casework import riverton

#: Django and CLDR know its name; the wording of days is theirs.
CODE = "eo"
#: What is filled in or read by browsers stays: %(name)s, {name}, <strong>, &nbsp;.
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{[^}]*\}|<[^>]+>|&#?\w+;)")
WIDE = {ord(c): ord(c) + 0xFEE0 for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def marked(text: str) -> str:
    """A text in the language."""
    return "".join(part if i % 2 else part.translate(WIDE) for i, part in enumerate(KEPT.split(text)))


def rulebook(folder: Path, name: str) -> Path:
    """A shipped rulebook that declares the language, complete in it."""
    shutil.copytree(find(name), folder / name)
    return declared(folder / name)


def declared(made: Path) -> Path:
    """The rulebook of a folder, which declares the language from then on and is complete in it."""
    name = made.name
    shutil.rmtree(made / "wording", ignore_errors=True)
    for path in made.rglob("*.toml"):
        text = path.read_text("utf-8")
        if path.name == "rulebook.toml":
            text = re.sub(r"^languages = .*$", f'languages = ["en", "{CODE}"]', text, flags=re.M)
        if path.name == "demonstration.toml":
            path.unlink()
            continue
        text = re.sub(r'^es = ".*"\n', "", text, flags=re.M)
        path.write_text(
            re.sub(r'^en = "(.*)"$', lambda m: f'{m[0]}\n{CODE} = "{marked(m[1])}"', text, flags=re.M), "utf-8"
        )
    book = load(made, with_cases=False)
    target = made / "wording" / CODE / f"{name}.po"
    target.parent.mkdir(parents=True)
    catalogue = read_po(BytesIO(of_rulebook.catalogue(book, CODE)), locale=CODE)
    for message in catalogue:
        if message.id:
            message.string = marked(str(message.id))
    target.write_bytes(of_rulebook.written(catalogue))
    (made / "pages").mkdir(exist_ok=True)
    (made / "pages" / f"{CODE}.po").write_bytes(_pages())
    return made


@cache
def _pages() -> bytes:
    """Every text of the pages, which the rulebook brings."""
    made = Catalog(locale=CODE)
    for message in of_pages.found():
        if message.id:
            forms = [marked(form) for form in ([message.id] if isinstance(message.id, str) else message.id)]
            made.add(message.id, forms[0] if len(forms) == 1 else forms, context=message.context)
    return of_rulebook.written(made)


def _django() -> dict[Any, str]:
    """The texts of Django's own, as the catalogue of a translation holds them."""
    own = [Path(django.__file__).parent / p / "locale/en/LC_MESSAGES/django.po" for p in ("conf", "contrib/auth")]
    found: dict[Any, str] = {}
    for catalogue in (read_po(BytesIO(p.read_bytes())) for p in own):
        for message in catalogue:
            if not message.id:
                continue
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            key = forms[0] if message.context is None else f"{message.context}\x04{forms[0]}"
            if len(forms) == 1:
                found[key] = marked(forms[0])
            else:
                found |= {(key, i): marked(form) for i, form in enumerate(forms)}
    return found


@contextmanager
def spoken(book: Path, settings: Any, monkeypatch: Any) -> Iterator[Path]:
    """The pages offer the language, over a rulebook that `rulebook` made and that brings it."""
    there = trans_real.translation(CODE)
    kept = there._catalog
    there._catalog = trans_real.TranslationCatalog()
    there._catalog._catalogs = [_django()]
    there._catalog._plurals = [lambda n: int(n != 1)]
    try:
        with riverton.in_force(book, settings):
            yield book
    finally:
        there._catalog = kept
        monkeypatch.undo()
