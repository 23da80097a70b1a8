"""Names of other programmes: their formulas, and a programme that is called like a fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from nextwave.engine.building.dependencies import dependencies
from nextwave.engine.building.plans import build
from nextwave.rulebook.checking import advice
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from tests.engine.building.test_language import ANA
from tests.engine.small import Small

#: A rule of the shared part: outside the programme, and so are its formulas.
SHARED = '''

@formula(cites="Test 98")
def twice(n: int) -> int:
    return n + 1

@rule(cites="Test 98")
def doubled(person: Person) -> int:
    """By another programme's formula, not by one's own of the same name."""
    return grant.twice(person.n)

@rule(cites="Test 98")
def again(person: Person) -> int:
    """By one's own."""
    return twice(person.n)

@rule(cites="Test 98")
def grant(person: Person) -> int:
    """Called like the programme."""
    return person.n

@rule(cites="Test 98")
def both(person: Person) -> int:
    """What is nearer, and the programme's."""
    return person.grant + 10 * person.grant.three
'''
RULES = '''
@formula(cites="Test 99")
def twice(n: int) -> int:
    return 2 * n

@rule(cites="Test 99")
def three(person: Person) -> int:
    """Three."""
    return 3
'''


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    from tests.engine import small as text

    monkeypatch.setattr(text, "PEOPLE", text.PEOPLE + SHARED)
    return Small(tmp_path / "rulebook", RULES)


def test_a_formula_of_another_programme_is_called_by_its_name(small: Small) -> None:
    person = {**ANA, "partner": None}
    assert small.value("doubled", person) == [6]
    assert small.value("again", person) == [4]


def test_what_is_nearer_wins_and_a_warning_says_so(small: Small) -> None:
    assert small.value("both", {**ANA, "partner": None}) == [33]
    book = small.plan.rulebook
    (found,) = [p for p in advice(book) if p.code == "two-meanings"]
    assert (found.severity, found.what) == (
        "warning",
        "grant is a programme, and of a Person something else that is nearer",
    )
    assert dependencies(book, small.plan.on).reads["doubled"].formulas == ("grant.twice",)


def test_a_formula_that_a_programme_has_not_is_refused(small: Small, tmp_path: Path) -> None:
    people = tmp_path / "rulebook" / "people.py"
    people.write_text(people.read_text().replace("grant.twice(person.n)", "grant.thrice(person.n)"))
    with pytest.raises(RulebookError) as refused:
        build(load(tmp_path / "rulebook"), small.plan.on, everything=True)
    assert [p.what for p in refused.value.problems] == ["grant has no formula thrice"]
