"""The text of each rule is the one in its file."""

from __future__ import annotations

import pytest

from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import Place
from nextwave.rulebook.publishing.reading import excerpt, sources

FOLDER = find("washington")
BOOK = load(FOLDER, with_cases=False)
SOURCES = sources(FOLDER)


def test_every_rule_shows_its_citation_its_name_and_its_whole_body() -> None:
    for versions in (*BOOK.rules.values(), *BOOK.formulas.values()):
        for rule in versions:
            found = excerpt(SOURCES[rule.place.file], rule.place)
            assert f"def {rule.name.rpartition('.')[2]}(" in found.text
            assert rule.cites.split(";")[0] in found.text
            assert rule.summary in found.text
            assert found.first < rule.place.line <= found.last
            assert (FOLDER / found.file).read_text().splitlines()[found.last - 1] == found.text.splitlines()[-1]


def test_a_rule_that_makes_a_group_is_shown_with_its_class() -> None:
    (rule,) = BOOK.rules["snap.FoodUnit.together"]
    found = excerpt(SOURCES[rule.place.file], rule.place)
    assert found.text.startswith("class FoodUnit(Partition")
    assert "def together(" in found.text


def test_a_place_without_a_declaration_is_said() -> None:
    with pytest.raises(LookupError, match=r"nothing is declared at snap/unit\.py:1"):
        excerpt(SOURCES["snap/unit.py"], Place("snap/unit.py", 1))
