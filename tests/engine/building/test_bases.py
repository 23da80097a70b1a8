"""A rule that reads itself for the month before ends with what holds otherwise, where the rule or the rulebook begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from nextwave.rulebook.problems import RulebookError
from tests.engine.building.test_language import ANA, BEN
from tests.engine.small import Small

RULES = '''
@rule(cites="Test 99", since="2026-01-01")
def months_used(person: Person) -> int:
    """The months used up to this one; n are stated for those before the rule began."""
    before = at(previous_month, person.months_used, otherwise=person.n)
    return before + (1 if person.yes else 0)
'''


def test_it_ends_where_the_rule_begins(tmp_path: Path) -> None:
    small = Small(tmp_path / "two", RULES)
    # Of January, February and March 2026.
    assert small.value("months_used", {**ANA, "n": 2, "yes": True}, {**BEN, "n": 1, "yes": False}) == [5, 1]


def test_a_rule_of_a_programme_is_found_by_the_programme_s_name(tmp_path: Path) -> None:
    folder = tmp_path / "named"
    folder.mkdir()
    (folder / "shared.py").write_text('''"""Rules that all programmes share."""


@rule(cites="Test 99")
def used_before(person: Person) -> int:
    """The months used up to the one before."""
    return at(previous_month, person.grant.months_used, otherwise=person.n)
''')
    ana = {**ANA, "n": 2, "yes": True, "partner": None}
    # Of February; and of none, where the programme's rule begins in March.
    assert Small(folder, RULES.replace("2026-01-01", "2026-02-01")).value("used_before", ana) == [3]
    later = tmp_path / "later"
    later.mkdir()
    (later / "shared.py").write_text((folder / "shared.py").read_text())
    assert Small(later, RULES.replace("2026-01-01", "2026-03-01")).value("used_before", ana) == [2]


def test_it_ends_where_the_rulebook_begins(tmp_path: Path) -> None:
    small = Small(tmp_path / "book", RULES.replace(', since="2026-01-01"', ""))
    assert small.plan.rulebook.details["since"].isoformat() == "2026-01-01"
    assert small.value("months_used", {**ANA, "n": 2, "yes": True, "partner": None}) == [5]


def test_what_is_stated_by_month_counts_by_month(tmp_path: Path) -> None:
    small = Small(tmp_path / "dated", RULES)
    worked = [{"from": "2025-12-01", "value": False}, {"from": "2026-02-01", "value": True}]
    assert small.value("months_used", {**ANA, "n": 0, "yes": worked, "partner": None}) == [2]


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (RULES.replace(", otherwise=person.n", ""), "has no version in force|reads itself for another month"),
        (
            RULES.replace("person.months_used, otherwise=person.n", "person.is_old, otherwise=person.n"),
            "is_old is true or false, and what holds otherwise a whole number",
        ),
        (RULES.replace("person.months_used, ", "person.n + 1, "), "is what holds before a rule begins"),
        (RULES.replace("otherwise=", "instead="), "takes a period and a value"),
    ],
    ids=["no end", "another kind", "no rule", "another word"],
)
def test_what_has_no_end_is_refused_in_words(tmp_path: Path, rules: str, words: str) -> None:
    with pytest.raises(RulebookError, match=words):
        Small(tmp_path / "bad", rules)
