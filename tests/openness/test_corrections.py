"""What is published once more tells nothing by its difference from what was published before."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.openness.disclosure import RULES, Protected, corrected, protect

NAMES = ("a", "b", "c", "d")
COUNTS = st.one_of(st.integers(0, 14), st.integers(11, 60))
TABLES = st.lists(COUNTS, min_size=4, max_size=4).map(lambda counts: dict(zip(NAMES, counts, strict=True)))
CHANGES = st.lists(st.integers(-12, 12), min_size=4, max_size=4)


def versions(first: dict[str, int], changes: list[list[int]]) -> list[Protected]:
    """A table as it is published, and then once more after each change."""
    found, counts = [protect(first)], first
    for change in changes:
        counts = {name: max(0, n + c) for (name, n), c in zip(counts.items(), change, strict=True)}
        found.append(corrected(counts, found))
    return found


def differences(one: Protected, other: Protected) -> list[int]:
    """What anybody can subtract: cell from cell, total from total."""
    pairs = [(one.total, other.total), *((one.cells[n], other.cells[n]) for n in one.cells)]
    return [b - a for a, b in pairs if a is not None and b is not None]


@given(TABLES, st.lists(CHANGES, min_size=1, max_size=4))
def test_no_two_versions_differ_by_a_small_count(first: dict[str, int], changes: list[list[int]]) -> None:
    for one, other in itertools.combinations(versions(first, changes), 2):
        assert not [d for d in differences(one, other) if 0 < abs(d) <= RULES.limit]


@given(TABLES, CHANGES)
def test_what_one_version_hides_no_other_tells(first: dict[str, int], change: list[int]) -> None:
    one, other = versions(first, [change])
    if one != other:
        assert None not in one.cells.values() or set(other.cells.values()) == {None}


@pytest.mark.parametrize("first", [(12, 30), (25, 25), (0, 30), (11, 0)])
def test_whoever_tries_every_correction_finds_no_small_change(first: tuple[int, int]) -> None:
    """All that can have become of a table, by what is published of it then: of a cell that may have changed by few,
    many such changes remain possible."""
    before = dict(zip(NAMES, first, strict=False))
    same = defaultdict(list)
    for after in ((n, total - n) for total in range(81) for n in range(total + 1)):
        table = corrected(dict(zip(NAMES, after, strict=False)), [protect(before)])
        same[table.total, tuple(table.cells.values())].append(after)
    for published, tables in same.items():
        for place in (0, 1):
            small = {t[place] - first[place] for t in tables if 0 < abs(t[place] - first[place]) <= RULES.limit}
            assert not small or len({t[place] for t in tables}) >= RULES.least, (published, tables)


def test_large_changes_and_none_are_told() -> None:
    first = {"a": 40, "b": 60}
    assert corrected({"a": 51, "b": 60}, [protect(first)]) == protect({"a": 51, "b": 60})
    assert corrected(first, [protect(first)]) == protect(first)


def test_a_total_that_another_table_told_counts_too() -> None:
    assert corrected({"a": 40, "b": 61}, [], told=[100]).total is None
    assert corrected({"a": 40, "b": 71}, [], told=[100]).total == 111
