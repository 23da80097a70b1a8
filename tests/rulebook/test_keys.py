"""Every key that is read is named in docs/files.md, and one that nothing reads is told."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from nextwave.casework.law.procedure import PARTS
from nextwave.demo.script import KINDS, USUAL
from nextwave.rulebook.finding import SHIPPED
from nextwave.rulebook.keys import KEYS, unknown
from nextwave.rulebook.loading import load
from nextwave.rulebook.parsing import cases, parameters
from nextwave.rulebook.problems import RulebookError

GOOD = Path(__file__).parents[1] / "good_rulebook"
DOCS = (Path(__file__).parents[2] / "docs" / "files.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]*)\n(.*?)(?=^## |\Z)", DOCS, re.S | re.M))


def named(section: str) -> set[str]:
    """What a section names: keys, and tables without their brackets."""
    found = re.findall(r"`\[*([\w.]+)\]*`", SECTIONS[section])
    return {part for one in found for part in (one, one.partition(".")[0])}


FILES = sorted({file.partition(" ")[0] for file in KEYS})


@pytest.mark.parametrize("file", FILES)
def test_the_page_names_every_key_that_is_read_and_no_other(file: str) -> None:
    read = {key for of, keys in KEYS.items() if of.partition(" ")[0] == file for key in keys} - {"*"}
    # What is no key on the page: kinds of programmes, members of levels and the language of an example.
    words = {"paid", "owed", "permit", "tier", "whose", "en", "synonyms.en", "cites", "false"}
    assert read - named(file) == set()
    assert named(file) - read - words == set()


def test_the_page_names_the_keys_of_the_other_files() -> None:
    assert set(PARTS) <= named("procedure.toml")
    usual = tomllib.loads(USUAL.read_text("utf-8"))
    assert {*usual, "left_open", "otherwise", *KINDS, *usual["names"]["any"]} <= named("demonstration.toml")
    assert set(parameters._KEYS) <= named("parameters.yaml")
    assert cases._KEYS | cases.RESULT | {"usual", "cases", "not_known"} <= named("cases.yaml")


@pytest.mark.parametrize("name", sorted(p.parent.name for p in SHIPPED.glob("*/rulebook.toml")))
def test_what_ships_has_no_key_that_nothing_reads(name: str) -> None:
    assert unknown(SHIPPED / name, load(SHIPPED / name, with_cases=False).languages) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("rulebook.toml", "[office]", "curency = 1\n[office]", "did you mean currency?"),
        ("rulebook.toml", "phone = ", "fax = 1\nphone = ", "leave it out"),
        ("stall/programme.toml", "[[certification]]", "[[certificaton]]", "did you mean certification?"),
        ("stall/notice.toml", "evidence_days", "evidence_day = 1\nevidence_days", "did you mean evidence_days?"),
    ],
)
def test_a_slip_is_told(file: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    book = tmp_path / "town"
    shutil.copytree(SHIPPED / "riverside", book)
    path = book / file
    path.write_text(path.read_text().replace(old, new, 1))
    (problem,) = unknown(book, ("en",))
    assert (problem.place.file, problem.severity) == (file, "warning")
    assert said in problem.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [("status: eligible", "state: eligible"), ("results:", "result:"), ("eligible, amount:", "eligible, amout:")],
)
def test_what_a_case_expects_by_a_name_that_nothing_compares_is_refused(old: str, new: str, tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "riverton")
    path = tmp_path / "riverton" / "grant" / "cases.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(RulebookError, match="nothing compares"):
        load(tmp_path / "riverton")
