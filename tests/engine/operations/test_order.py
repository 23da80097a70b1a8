"""Places among people, and amounts that are split to the cent."""

from __future__ import annotations

from pathlib import Path

import pytest

from nextwave.engine.operations.people.order import share_of
from tests.engine.building.test_language import ANA
from tests.engine.small import Small

RULES = '''
@rule(cites="Test 95")
def place(person: Person) -> int:
    """Which child someone is."""
    return rank(person, (p for p in person.household.people if age(p.born, today) < 19), by=born)

@rule(cites="Test 96")
def part(person: Person, law: Law) -> Stock:
    """What a child gets."""
    return split(law.pot, among=(p for p in person.household.people if age(p.born, today) < 19), to=person)
'''


def test_the_twin_stated_second_is_the_third_child(tmp_path: Path) -> None:
    born = ["1990-01-01", "2017-03-01", "2015-03-01", "2017-03-01"]
    people = [{**ANA, "id": f"p{i}", "partner": None, "born": day} for i, day in enumerate(born)]
    small = Small(tmp_path / "rulebook", RULES)
    assert small.value("place", *people)[1:] == [2, 1, 3]
    assert small.value("part", *people) == ["0.00", "235.34", "235.33", "235.33"]


@pytest.mark.parametrize("among", range(1, 21))
def test_no_cent_is_lost_and_shares_differ_by_one_at_the_most(among: int) -> None:
    for cents in (0, 1, 19, 70_600, 99_999):
        shares = [share_of(cents, among, before) for before in range(among)]
        assert sum(shares) == cents
        assert shares == sorted(shares, reverse=True)
        assert shares[0] - shares[-1] <= 1
