"""Differences are assigned to causes by what happens when these are taken away."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.peers.attribution import attribute, counts


def needing(*needs: set[int] | None, either: bool = False):
    """Units that become equal once all (or `either`: one) of their causes are taken away; None: never."""

    def equal(taken: np.ndarray) -> np.ndarray:
        marked = [set(np.flatnonzero(row)) for row in taken]
        return np.array(
            [
                n is not None and ((bool(n & m) or not n) if either else n <= m)
                for n, m in zip(needs, marked, strict=True)
            ]
        )

    return equal


def assigned(found: np.ndarray) -> list[set[int]]:
    return [set(np.flatnonzero(row)) for row in found]


def test_equal_units_have_no_cause() -> None:
    found, unexplained = attribute(2, 3, needing(set(), set()))
    assert assigned(found) == [set(), set()]
    assert not unexplained.any()


def test_a_difference_that_one_cause_takes_away_is_its() -> None:
    found, unexplained = attribute(2, 3, needing({1}, set()))
    assert assigned(found) == [{1}, set()]
    assert not unexplained.any()


def test_causes_that_only_explain_together_are_all_named() -> None:
    found, _ = attribute(1, 4, needing({0, 3}))
    assert assigned(found) == [{0, 3}]


def test_of_causes_that_each_explain_alone_the_first_is_named() -> None:
    found, unexplained = attribute(1, 4, needing({1, 2}, either=True))
    assert assigned(found) == [{1}]
    assert not unexplained.any()


def test_a_difference_that_stays_when_every_cause_is_taken_away_is_unexplained() -> None:
    found, unexplained = attribute(2, 3, needing(None, {2}))
    assert assigned(found) == [set(), {2}]
    assert list(unexplained) == [True, False]


def test_a_cause_that_makes_the_difference_only_with_another_is_left_out_where_less_suffices() -> None:
    def equal(taken: np.ndarray) -> np.ndarray:
        # {0, 1} suffices and so does {1, 2}; nothing alone does.
        return taken[:, 1] & (taken[:, 0] | taken[:, 2])

    found, unexplained = attribute(1, 3, equal)
    assert assigned(found) == [{1, 2}]
    assert not unexplained.any()


@pytest.mark.parametrize(("cause", "alone", "together"), [(0, 1, 1), (1, 0, 1), (2, 0, 0)])
def test_counts_tell_alone_from_together(cause: int, alone: int, together: int) -> None:
    found = np.array([[True, False, False], [True, True, False], [False, False, False]])
    assert counts(found, ["a", "b", "c"])[cause][1:] == (alone, together)
