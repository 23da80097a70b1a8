"""A jurisdiction is data: outside rulebooks and populations no line knows a programme, a country or its currency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import nextwave

SOURCE = Path(nextwave.__file__).parent
DATA = ("rulebooks/", "populations/")
WRITTEN = {".py", ".html", ".toml", ".po", ".scss", ".js", ".md", ".txt"}

#: Laws, programmes, places, offices, money and forms of address of one jurisdiction.
WORDS = re.compile(
    r"CFR|\b(?:WAC|USC|DSHS|FNS|USDA|TANF|SSI|ABAWD|EBT|WorkFirst)\b|SNAP|\b(?:snap|fap|FAP)\b|Washington|washington"
    r"|Basic Food|\b[Ff]ood|\b[Cc]ount(?:y|ies)\b|ZIP code|[\"']zip[\"']|\bUSD\b|en_US|es_US|\b[Dd]ollars?\b|Medicaid"
    r"|Social Security|perjury|fair hearing|Seattle|Olympia|weather\.gov|\b360 555|America/"
)

#: Where such words stand all the same, and why. A path that ends with / is a folder.
EXCEPT = {
    "casework/migrations/": "what columns were called stays told, since migrations are only added to",
    "casework/models/fact.py": "contacts that were recorded with `zip` are read for ever",
    "openness/disclosure.py": "names the source of the method of disclosure control",
    "population/cps/": "reads the Current Population Survey of the United States, as its name says",
    "population/calibration/take_up.py": "take-up curves that were kept under `dollars` are read on",
    "population/tables/mapping.py": "maps that were written with `dollars` and `cents` are read on",
    "web/policy/runs_words.py": "says what steps of the Current Population Survey are called; data of that population later",
    "web/locale/": "the same words, translated",
}


def found() -> Iterator[tuple[str, str, str]]:
    """(file, word, line) of every such word in what we wrote."""
    for path in sorted(SOURCE.rglob("*")):
        name = path.relative_to(SOURCE).as_posix()
        if path.suffix in WRITTEN and not name.startswith(DATA) and "/static/" not in name:
            for line in path.read_text("utf-8").splitlines():
                yield from ((name, word[0], line.strip()) for word in WORDS.finditer(line))


def excepted(name: str) -> str:
    return next((p for p in EXCEPT if name == p or (p.endswith("/") and name.startswith(p))), "")


def test_no_line_knows_one_jurisdiction() -> None:
    assert [f"{name}: {word} in “{line[:100]}”" for name, word, line in found() if not excepted(name)] == []


@pytest.mark.parametrize("path", EXCEPT)
def test_no_exception_is_kept_without_need(path: str) -> None:
    assert any(excepted(name) == path for name, _word, _line in found())
