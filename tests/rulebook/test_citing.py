"""What a rulebook cites and what its sources say of it are held to each other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nextwave.rulebook.citing import Citations, problems
from nextwave.rulebook.finding import SHIPPED
from nextwave.rulebook.loading import load
from nextwave.rulebook.provisions.source import STATUSES, counted

GOOD = Path(__file__).parent.parent / "good_rulebook"


def changed(folder: Path, before: str, after: str, name: str = "sources.yaml") -> Path:
    """A copy of the good rulebook with one text in it changed."""
    shutil.copytree(GOOD, folder)
    file = folder / name
    text = file.read_text("utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), "utf-8")
    return folder


def test_the_good_rulebook_has_a_row_for_all_that_it_cites() -> None:
    assert problems(load(GOOD)) == []
    assert counted(load(GOOD).sources) == {"encoded": 23}


@pytest.mark.parametrize(
    ("before", "after", "name", "code", "says"),
    [
        (
            "{at: 11, what: hours each, status: encoded}",
            "{at: 20, what: hours each, status: stated}",
            "sources.yaml",
            "uncovered",
            "grant.hours_each cites Riverton Code 11, of which riverton code 11 has no row in the sources",
        ),
        (
            'cites="Riverton Code 11"',
            'cites="Riverdale Code 11"',
            "grant/rules.py",
            "uncovered",
            "grant.hours_each cites Riverdale Code 11, which is no source of this rulebook, or cannot be read",
        ),
        (
            'cites = "Riverton Code"',
            'cites = "Riverdale Code"',
            "grant/programme.toml",
            "uncovered",
            "grant cites Riverdale Code, which is no source of this rulebook, or cannot be read",
        ),
        (
            'cites="Riverton Code 11"',
            'cites="Riverton Code 12"',
            "grant/rules.py",
            "uncited",
            "Riverton Code 11 is encoded, and no rule or figure cites it",
        ),
        (
            "hours each, status: encoded",
            "hours each, status: encoded, says: By `hour`",
            "sources.yaml",
            "unknown-name",
            "Riverton Code 11 speaks of hour, which is no fact, rule or figure",
        ),
    ],
)
def test_a_gap_is_told(tmp_path: Path, before: str, after: str, name: str, code: str, says: str) -> None:
    found = problems(load(changed(tmp_path / "riverton", before, after, name)))
    assert (code, says, "warning") in [(p.code, p.what, p.severity) for p in found]
    # What is cited by another name is also not cited by its own.
    assert all(p.code == "uncited" for p in found if p.what != says)
    assert all(p.remedy and p.place.file for p in found)


def test_a_range_is_covered_only_where_each_of_its_paragraphs_is(tmp_path: Path) -> None:
    book = changed(tmp_path / "riverton", 'cites="Riverton Code 8"', 'cites="Riverton Code 8 to 11"', "grant/rules.py")
    assert problems(load(book)) == []
    sources = book / "sources.yaml"
    sources.write_text(sources.read_text().replace("at: 10,", "at: 20,"))
    found = [p.what for p in problems(load(book)) if p.code == "uncovered"]
    assert "grant.earnings_of_year cites Riverton Code 8 to 11, of which riverton code 10 has no row" in found[0]


def test_the_nearest_row_around_a_place_speaks_for_it_and_else_those_below(tmp_path: Path) -> None:
    parts = "{at: 11(1), what: x, status: stated}\n    - {at: 11(1)(b), what: y, status: procedure}"
    before = "{at: 11, what: hours each, status: encoded}"
    index = Citations(load(changed(tmp_path / "riverton", before, parts)))
    for text, rows in {
        "Riverton Code 11(1)(a)": ["11(1)"],
        "Riverton Code 11(1)(b)(ii)": ["11(1)(b)"],
        "Riverton Code 11": ["11(1)", "11(1)(b)"],
        "Riverton Code 11(2)": [],
    }.items():
        assert [row.provision.at for row in index.found(text)] == rows


SAME = """- citation: Riverton Act 2001
  also_cited: [The Act]
  title: The act behind the code
  read: no
  paragraphs:
    - {at: section 4, same_as: Riverton Code 11}
"""


def test_what_says_the_same_as_a_row_has_its_status_and_is_cited_by_either(tmp_path: Path) -> None:
    book = changed(tmp_path / "riverton", 'cites="Riverton Code 11"', 'cites="The Act, section 4(2)"', "grant/rules.py")
    (book / "grant" / "sources").mkdir()
    (book / "grant" / "sources" / "act.yaml").write_text(SAME)
    loaded = load(book)
    assert problems(loaded) == []
    act = next(s for s in loaded.sources if s.citation == "Riverton Act 2001")
    assert (act.namespace, act.provisions[0].status) == ("grant", "encoded")


def test_without_sources_nothing_is_asked_of_citations(tmp_path: Path) -> None:
    book = changed(tmp_path / "riverton", "Riverton Code 11", "Whatever 11", "grant/rules.py")
    (book / "sources.yaml").unlink()
    shutil.rmtree(book / "sources")
    assert problems(load(book)) == []


def test_statuses_are_no_part_of_the_law_and_a_law_that_was_kept_is_read_without_them(tmp_path: Path) -> None:
    book = changed(tmp_path / "riverton", "hours each, status: encoded", "hours each, status: procedure")
    before, after = load(GOOD), load(book)
    assert (after.law_version, after.wording_version) == (before.law_version, before.wording_version)
    (book / "sources.yaml").write_text("- written: in another way")
    assert load(book, with_cases=False).law_version == before.law_version


@pytest.mark.parametrize("name", sorted(p.parent.name for p in SHIPPED.glob("*/rulebook.toml")))
def test_what_ships_has_a_status_for_every_paragraph_that_it_names(name: str) -> None:
    book = load(SHIPPED / name)
    assert problems(book) == []
    assert sum(counted(book.sources).values()) == sum(len(s.provisions) for s in book.sources)
    assert set(counted(book.sources)) <= set(STATUSES)
