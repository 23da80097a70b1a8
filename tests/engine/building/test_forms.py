"""Forms that mean the same are as tight as each other over what is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.small import Small

RULE = '\n@rule(cites="Test 60")\ndef asked(person: Person, law: Law) -> {}:\n    """Asked."""\n    return {}\n'


def ends(folder: Path, returns: str, body: str) -> tuple[float, float]:
    """The ends of a rule's value for someone whose n is from 0 to 6 and whose x is from 30 to 90."""
    small = Small(folder / "rulebook", RULE.format(returns, body))
    household = small.read({"id": "a", "x": {"between": ["30", "90"]}, "n": {"between": [0, 6]}})
    boxes = small.boxes(household)
    found = small.bounds.run(boxes.ranges(dict(household.open), {"Pair": ([0], [[0]])}))
    definition = next(d for d in small.plan.definitions if d.name == "grant.asked")
    measure = small.measures[definition.body.number]
    assert measure
    low, high, _, _ = found[definition.number][0]
    return float(low * measure.quantum), float(high * measure.quantum)


@pytest.mark.parametrize(
    ("returns", "loose", "tight"),
    [
        ("int", "person.n - min(person.n, 4)", "max(0, person.n - 4)"),
        ("int", "person.n - min(4, person.n)", "max(0, person.n - 4)"),
        ("Stock", "person.x - min(person.x, 10 * law.coin, 14 * law.coin)", "max(0, person.x - 10 * law.coin)"),
        ("int", "person.n - max(person.n, 4)", "min(0, person.n - 4)"),
        ("int", "min(person.n, 4) - person.n", "min(0, 4 - person.n)"),
        ("int", "max(person.n, 4) - person.n", "max(0, 4 - person.n)"),
    ],
)
def test_what_is_beyond_a_threshold_is_as_tight_however_it_is_written(
    tmp_path: Path, returns: str, loose: str, tight: str
) -> None:
    assert ends(tmp_path / "loose", returns, loose) == ends(tmp_path / "tight", returns, tight)


def test_what_is_left_beside_the_smaller_of_two_has_the_ends_worked_out_by_hand(tmp_path: Path) -> None:
    assert ends(tmp_path, "Stock", "person.x - min(person.x, 10 * law.coin)") == (0, 40)
