"""A corpus of rulebooks with one mistake each, and the exact message for it.

Each file of tests/bad_rulebooks is a patch over tests/good_rulebook: after `@@ FILE` stand lines of that file,
those left out with `-` and those put in with `+` before them; after `@@ says` what is said of it.
NEXTWAVE_GOLDEN=1 writes anew what is said.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from nextwave.engine.building.checking import check
from nextwave.rulebook.checking import advice
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import Problem, RulebookError

HERE = Path(__file__).parent.parent
GOOD = HERE / "good_rulebook"
BAD = sorted((HERE / "bad_rulebooks").glob("*.txt"))
SAYS = "@@ says\n"


def problems(folder: Path) -> list[Problem]:
    try:
        return [p for p in check(load(folder)) if p.severity == "error"]
    except RulebookError as error:
        return error.problems


def copied(folder: Path) -> Path:
    return shutil.copytree(GOOD, folder)


def patched(folder: Path, patch: str) -> Path:
    """A copy of the good rulebook with the changes of a patch, each of which fits in one place."""
    copied(folder)
    for name, hunk in re.findall(r"^@@ (.+)\n((?:[-+ ].*\n)+)", patch, re.M):
        lines = [(line[:1], line[1:]) for line in hunk.splitlines(keepends=True)]
        before, after = ("".join(text for sign, text in lines if sign != left) for left in "+-")
        text = (folder / name).read_text("utf-8")
        assert text.count(before) == 1, f"this does not stand once in {name}:\n{before}"
        (folder / name).write_text(text.replace(before, after), "utf-8")
    return folder


def test_the_rulebook_that_the_others_are_made_from_has_no_errors() -> None:
    assert problems(GOOD) == []


def test_there_are_at_least_sixty() -> None:
    assert len(BAD) >= 60


@pytest.mark.parametrize("file", BAD, ids=lambda p: p.stem)
def test_a_mistake_is_said_with_its_place_and_what_to_do(tmp_path: Path, file: Path) -> None:
    patch, golden = file.read_text("utf-8").split(SAYS)
    found = problems(patched(tmp_path / "riverton", patch))
    text = "\n".join(str(p) for p in found) + "\n"
    if os.environ.get("NEXTWAVE_GOLDEN") == "1":
        file.write_text(patch + SAYS + text, "utf-8")
    assert found, "the mistake was not found"
    assert all(p.what and p.remedy and p.place.file for p in found)
    assert text == golden


@pytest.mark.parametrize("bases", ["", "()", "(Group, Entity)", "(language.Group)", "(dict[str, int])"])
def test_a_class_of_no_kind_or_of_two_is_refused(tmp_path: Path, bases: str) -> None:
    book = copied(tmp_path / "riverton")
    people = book / "people.py"
    before = people.read_text()
    people.write_text(before.replace("class Household(Group, of=Person):", f"class Household{bases}:"))
    assert people.read_text() != before
    (found,) = problems(book)
    assert (found.code, found.what) == ("class", "Household is no entity, group or choice")


@pytest.mark.parametrize(("most", "codes"), [(0, ["option"]), (1, []), (100, []), (101, ["option"])])
def test_people_have_from_one_to_a_hundred_of_what_is_listed(tmp_path: Path, most: int, codes: list[str]) -> None:
    book = copied(tmp_path / "riverton")
    people = book / "people.py"
    people.write_text(people.read_text().replace("at_most=3", f"at_most={most}"))
    assert [p.code for p in problems(book)] == codes


CERTIFICATION = '[[certification]]\nusual = 6\nmost = 12\ncites = "Riverton Code 9"\nconfirmed_through = 2026-12-31\n'


def test_a_programme_that_pays_by_the_month_without_saying_for_how_long_is_warned_of(tmp_path: Path) -> None:
    book = copied(tmp_path / "riverton")
    assert [p.severity for p in advice(load(book)) if p.code == "no-certification"] == ["warning"]
    toml = book / "grant" / "programme.toml"
    toml.write_text(toml.read_text() + CERTIFICATION)
    assert [p for p in advice(load(book)) if p.code == "no-certification"] == []


def test_a_longer_time_is_for_those_only_of_whom_its_rule_is_known_to_be_true(tmp_path: Path) -> None:
    book = copied(tmp_path / "riverton")
    toml = book / "grant" / "programme.toml"
    longer = CERTIFICATION.replace("most = 12", "most = 24") + 'when = "within_limit"\n'
    toml.write_text(toml.read_text() + longer + CERTIFICATION)
    loaded = load(book)
    for value, most in ((True, 24), (False, 12), (None, 12)):
        found = loaded.certification_of("grant", {"reasons": [{"rule": "grant.within_limit", "value": value}]})
        assert found is not None
        assert found.most == most
    assert loaded.certification_of("gone", {"reasons": []}) is None
