"""What pages say of homes and families is known, whole: a rulebook about something else is told all of it."""

from __future__ import annotations

import re

from nextwave.web.localization import catalogues, overlay

#: Words of living together, sought in what templates and code have between quotes and tags, whoever marked it.
WORD = re.compile(r"\b(home|house(hold)?|famil|(you|who|where|not|everyone who) lives?\b|moved|cohabit)", re.I)
#: What a text is in a template, and in a template or code.
TRANS = re.compile(r"\{%-?\s*trans\b.*?%\}(.*?)\{%-?\s*endtrans", re.S)
CALL = re.compile(r"""\bn?p?(?:_|gettext(?:_lazy)?)\(\s*((?:"(?:[^"\\]|\\.)*",?\s*)+)""")
#: Said to a worker of the worker: friends and people one lives with.
OTHERWISE = re.compile(r"people you live or work with")


def raw() -> dict[str, str]:
    """Every text in templates and code by its words alone, with its file, found without gettext's own tools."""
    found = {}
    for path in [*(catalogues.WEB / "templates").rglob("*.html"), *catalogues.WEB.rglob("*.py"), *catalogues.ELSEWHERE]:
        source = path.read_text()
        for text in [m[1] for p in (TRANS, CALL) for m in p.finditer(source)]:
            found[text] = path.name
    return found


def test_every_text_that_speaks_of_a_home_is_among_those_to_be_said_otherwise() -> None:
    known = {
        words(form)
        for message in catalogues.found()
        if message.id and overlay.speaks_of_homes(message)
        for form in ([message.id] if isinstance(message.id, str) else message.id)
    }
    speaking = {t: file for t, file in raw().items() if WORD.search(re.sub(r"\{[{%].*?[}%]\}|<[^>]*>", "", t))}
    assert len(speaking) > 50
    assert {
        file: text
        for text, file in speaking.items()
        if not OTHERWISE.search(text) and not any(k in words(text) for k in known)
    } == {}


def words(text: str) -> str:
    """The letters of a text alone, without what is filled in."""
    return re.sub(r"[^a-z]+", "", re.sub(r"%\(\w+\)[sd]|\{[{%].*?[}%]\}|<[^>]*>", "", text.lower(), flags=re.S))


def test_what_is_no_home_is_not_taken_for_one() -> None:
    for text in ("It was delivered", "people you live or work with", "The page was removed", "A homeopath"):
        assert not overlay.OF_HOMES.search(text)
