"""Calibrated weights come to their totals, within their bounds, as near as may be to what they were."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.population.calibration.weights import Unreached, calibrated, hundredths


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_totals_of_weights_within_the_bounds_are_reached_within_the_bounds(seed: int, k: int) -> None:
    random = np.random.default_rng(seed)
    weights = random.uniform(1, 500, 60)
    counts = random.integers(0, 4, (60, k)).astype(float) + np.eye(60, k)
    totals = (weights * random.uniform(0.5, 2.5, 60)) @ counts  # some weights within the bounds come to these
    ratios = calibrated(weights, counts, totals, 0.3, 4).ratios
    assert np.allclose((weights * ratios) @ counts, totals, rtol=1e-8)
    assert ratios.min() >= 0.3
    assert ratios.max() <= 4


def test_weights_that_come_to_the_totals_already_stay() -> None:
    weights, counts = np.array([10.0, 20.0, 30.0]), np.array([[1.0, 0], [1, 1], [0, 2]])
    assert np.allclose(calibrated(weights, counts, weights @ counts, 0.2, 5).ratios, 1)


def test_one_total_scales_all_weights_alike_where_all_count_alike() -> None:
    assert np.allclose(calibrated(np.array([3.0, 9]), np.ones((2, 1)), np.array([18.0]), 0.2, 5).ratios, 1.5)


def test_no_other_weights_within_the_bounds_are_nearer_by_the_distance() -> None:
    """Along every direction that keeps the totals, the slope of the distance is nil (the condition of a minimum)."""
    random = np.random.default_rng(4)
    weights, counts = random.uniform(1, 50, 12), random.integers(0, 3, (12, 3)).astype(float)
    low, high = 0.3, 4.0
    g = calibrated(weights, counts, (weights * random.uniform(0.6, 2, 12)) @ counts, low, high).ratios
    slope = np.log((g - low) / (1 - low)) - np.log((high - g) / (high - 1))
    along = np.linalg.svd((weights[:, None] * counts).T)[2][3:]
    assert np.abs(along @ (weights * slope)).max() < 1e-6


def test_a_total_that_no_weights_within_the_bounds_come_to_is_named() -> None:
    with pytest.raises(Unreached) as raised:
        calibrated(np.ones(5), np.eye(5, 2) + 1, np.array([9.0, 900.0]), 0.5, 2)
    assert raised.value.target == 1


@pytest.mark.parametrize(("weight", "count"), [(1.004, 100), (1.005, 101), (0.0, 0), (812.349999, 81235)])
def test_hundredths_are_rounded_halves_up(weight: float, count: int) -> None:
    assert hundredths(np.array([weight + 1e-12])).tolist() == [count]
