"""Tables of those whom one cell of another table counts: together the two tell no small count either."""

from __future__ import annotations

from collections import defaultdict

import pytest

from nextwave.openness.disclosure import RULES, Protected, part, protect
from tests.openness.test_disclosure import split


def published(denied: int, levels: tuple[int, ...]) -> tuple[Protected, Protected]:
    """What everyone sees: how many were granted and denied, and beside it the levels of the grants."""
    outcomes = protect({"granted": sum(levels), "denied": denied})
    told = outcomes.cells["granted"] is not None
    return outcomes, part({str(n): count for n, count in enumerate(levels)}, told)


@pytest.mark.parametrize(("levels", "totals"), [(2, range(11, 48)), (3, range(11, 30))])
def test_whoever_tries_every_pair_of_tables_finds_no_small_count(levels: int, totals: range) -> None:
    for total in totals:
        same: dict[object, list[tuple[int, ...]]] = defaultdict(list)
        for cells in split(levels + 1, total):
            outcomes, parts = published(cells[0], cells[1:])
            key = (*outcomes.cells.values(), outcomes.total, *parts.cells.values(), parts.total, parts.withheld)
            same[key].append(cells)
        for tables in same.values():
            for place in range(levels + 1):
                small = {cells[place] for cells in tables if 0 < cells[place] <= RULES.limit}
                # Four, where a whole table is withheld: decision 013 says why.
                assert len(small) >= 4 or not small, (place, tables)


def test_a_part_of_what_is_not_told_tells_not_even_its_sum() -> None:
    found = part({"low": 30, "high": 50}, told=False)
    assert (found.total, set(found.cells.values())) == (None, {None})
    assert part({"low": 30, "high": 50}, told=True) == protect({"low": 30, "high": 50})
