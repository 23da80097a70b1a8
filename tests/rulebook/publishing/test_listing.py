"""Facts as plain data."""

from __future__ import annotations

from nextwave.rulebook.loading import load
from nextwave.rulebook.publishing.listing import facts_of
from tests.rulebook.test_bad_rulebooks import GOOD


def test_numbers_are_listed_with_their_bounds_and_nothing_is_below_zero_where_none_is_stated() -> None:
    rows = {row["name"]: row for row in facts_of(load(GOOD))}
    assert [(rows[n]["minimum"], rows[n]["maximum"]) for n in ("hours", "savings")] == [(0, 80), (0, 1_000_000)]
    assert "maximum" not in rows["birth_date"]
