"""Sampling errors that can be seen without a computation."""

from __future__ import annotations

import numpy as np
import pytest

from nextwave.population.impact.sampling import error_of_ratio


def test_a_ratio_that_every_household_shares_has_no_error() -> None:
    below = np.array([1.0, 2.0, 7.0, 0.0])
    assert error_of_ratio(below / 2, below) == pytest.approx(0)


def test_a_ratio_to_nothing_has_no_error() -> None:
    assert error_of_ratio(np.array([1.0, 2.0]), np.zeros(2)) == 0
