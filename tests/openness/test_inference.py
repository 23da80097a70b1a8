"""What is still possible for cells that are hidden."""

from __future__ import annotations

from nextwave.openness.inference import Rules, possible


def test_a_complement_may_be_so_large_that_one_is_left_for_each_other_cell() -> None:
    assert possible(Rules(), 2, 12, None) == frozenset(range(1, 11))  # a one beside eleven, which is hidden too


def test_no_complement_is_as_large_as_the_smallest_that_is_shown() -> None:
    assert possible(Rules(), 2, 12, 11) == frozenset(range(2, 11))
