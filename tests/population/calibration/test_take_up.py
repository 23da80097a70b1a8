"""Who takes a programme up: chances that come to the totals, and lots that do so too."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextwave.population.calibration.take_up import WHOLE, Curve, balanced, curve, lots
from nextwave.population.calibration.weights import Unreached
from nextwave.population.chance import Chance


def eligible(seed: int = 1, n: int = 400) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    random = np.random.default_rng(seed)
    people = random.integers(1, 7, n).astype(float)
    return random.uniform(200, 1200, n), {
        "units": np.ones(n),
        "people": people,
        "dollars": np.floor(people * random.uniform(0, 290, n)),
    }


def totals_of(seed: int, weights: np.ndarray, counts: dict[str, np.ndarray]) -> dict[str, float]:
    share = np.random.default_rng(seed).uniform(0.2, 0.9, len(weights))
    return {name: float(weights * share @ own) for name, own in counts.items()}


@given(st.integers(1, 1000))
@settings(max_examples=20)
def test_the_chances_come_to_units_people_and_dollars(seed: int) -> None:
    weights, counts = eligible(seed)
    totals = totals_of(seed, weights, counts)
    chances = curve(weights, counts, totals).chances(counts["people"], counts["dollars"] * 100) / WHOLE
    for name, total in totals.items():
        assert weights * chances @ counts[name] == pytest.approx(total, rel=1e-3)


@given(st.integers(1, 1000))
@settings(max_examples=10, deadline=None)
def test_those_who_take_it_up_come_to_the_totals_too(seed: int) -> None:
    weights, counts = eligible(seed)
    totals = totals_of(seed, weights, counts)
    chances = curve(weights, counts, totals).chances(counts["people"], counts["dollars"] * 100)
    taken = balanced(chances, np.column_stack(list(counts.values())) * weights[:, None], Chance(seed))
    for name, total in totals.items():
        assert weights[taken] @ counts[name][taken] == pytest.approx(total, rel=0.02)


def test_units_are_drawn_with_their_chances() -> None:
    chances = np.array([100_000, 300_000, 500_000, 700_000, 900_000, 0, WHOLE] * 4)
    amounts = np.ones((28, 1))
    drawn = np.mean([balanced(chances, amounts, Chance(seed)) for seed in range(600)], axis=0)
    assert np.abs(drawn - chances / WHOLE).max() < 0.1
    assert drawn[5] == 0
    assert drawn[6] == 1


def test_a_lot_lies_below_the_chance_just_where_the_unit_takes_it_up() -> None:
    chances, taken = np.array([1, 500_000, 999_999]), np.array([True, False, False])
    drawn = lots(7, np.array([0, 2, 5]), chances, taken, Chance(1)).to_list()
    assert [drawn[0] < 1, drawn[2] < 500_000, drawn[5] < 999_999] == [True, False, False]
    assert min(drawn) >= 0
    assert max(drawn) < WHOLE
    assert drawn == lots(7, np.array([0, 2, 5]), chances, taken, Chance(1)).to_list()


def test_a_higher_amount_is_a_higher_chance_where_dollars_count_for_it() -> None:
    chances = Curve(-1.0, -0.2, 0.004).chances(np.array([2, 2, 2]), np.array([0, 10_000, 60_000]))
    assert list(chances) == sorted(set(chances))


def test_totals_that_contradict_each_other_are_refused() -> None:
    weights, counts = eligible()
    with pytest.raises(Unreached):
        curve(weights, counts, {"units": 50_000.0, "people": 55_000.0, "dollars": 60_000_000.0})
