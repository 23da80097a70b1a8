"""Delegations may look at the programme and the level of a proposal, and name no level that there is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from nextwave.casework.law import delegations
from nextwave.casework.law.wanting import decided_by
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import Problem
from tests.casework import riverton
from tests.clinic import added

NEEDS_TWO = """
@id("{id}")
forbid (principal is Officer, action == Action::"issue", resource is Proposal)
when {{ {when} }};
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The town with its clinic."""
    return added(riverton.rulebook(tmp_path))


def problems(book: Path, when: str) -> list[Problem]:
    """What is said of a policy with this condition, which begins two lines below the others."""
    path = book / "delegations" / "delegations.cedar"
    path.write_text(path.read_text() + NEEDS_TWO.format(id="highest", when=when))
    return decided_by(book, load(book, with_cases=False))


def line_of(book: Path, text: str) -> int:
    lines = (book / "delegations" / "delegations.cedar").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    "when",
    [
        'resource.programme == "clinic" && resource.level == "full"',
        '["limited", "full"].contains(resource.level)',
        '"full" == resource.level || resource.level != ""',
        'resource.programme == "grant" && resource.amount > 100',
        'resource.reason == "gold"',
    ],
)
def test_levels_and_programmes_that_there_are_can_be_named(book: Path, when: str) -> None:
    assert problems(book, when) == []


@pytest.mark.parametrize(
    ("when", "what", "remedy"),
    [
        (
            'resource.level == "fulll"',
            "the policy highest names the level fulll, which no programme has",
            "did you mean full?",
        ),
        (
            '["full", "gold"].contains(resource["level"])',
            "the policy highest names the level gold, which no programme has",
            "use one of emergency, full, limited",
        ),
        (
            'resource.programme == "clinics"',
            "the policy highest names the programme clinics, and there is none",
            "did you mean clinic?",
        ),
        (
            'resource.programme == "grant" && resource.level == "full"',
            "the policy highest names the level full, which grant does not have",
            'leave the level out: levels are those of a programme of the kind "tier"',
        ),
        (
            'principal.role == "worker" && !("gold" != resource.level)',
            "the policy highest names the level gold, which no programme has",
            "use one of emergency, full, limited",
        ),
    ],
)
def test_a_level_that_there_is_not_is_refused_at_its_line(book: Path, when: str, what: str, remedy: str) -> None:
    (found,) = problems(book, when)
    assert (found.code, found.what, found.remedy) == ("delegations", what, remedy)
    assert (found.place.file, found.place.line) == ("delegations/delegations.cedar", line_of(book, when))


def test_without_a_tier_no_level_can_be_named(tmp_path: Path) -> None:
    (found,) = problems(riverton.rulebook(tmp_path), 'resource.level == "full"')
    assert found.what == "the policy highest names the level full, which no programme has"
    assert found.remedy == 'leave the level out: levels are those of a programme of the kind "tier"'


def test_a_schema_that_does_not_know_levels_is_read_and_told_none(book: Path) -> None:
    """As delegations were written before there were tiers."""
    path = book / "delegations" / "delegations.cedarschema"
    before = "".join(
        line for line in path.read_text().splitlines(keepends=True) if "level:" not in line and "programme:" not in line
    )
    path.write_text(before)
    rulebook = load(book, with_cases=False)
    assert decided_by(book, rulebook) == []
    found = delegations.read(book / "delegations", rulebook)
    assert [found.looks_at(name) for name in ("amount", "programme", "level")] == [True, False, False]
