"""Costs, gains and losses come out as worked by hand, and add up however the units are cut."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.population.impact.effects import effects, types_of
from nextwave.population.impact.sampling import error_of_ratio, error_of_total
from nextwave.population.impact.sizes import sizes


def units(rows: list[tuple[str, int, int, str, int, int, int, int]]) -> pl.DataFrame:
    """household, weight, people, type, income, household_people, before, after."""
    frame = pl.DataFrame(
        rows,
        schema=["household", "weight", "people", "type", "income", "household_people", "before", "after"],
        orient="row",
    )
    return frame.with_columns(eligible_before=pl.col("before") > 0, eligible_after=pl.col("after") > 0)


def three() -> pl.DataFrame:
    """A household of two units that stands for 100, one that stands for 50, one for 200."""
    return units(
        [
            ("a", 10_000, 2, "adults", 1_000_000, 3, 20_000, 25_000),
            ("a", 10_000, 1, "adults", 1_000_000, 3, 0, 0),
            ("b", 5_000, 1, "one adult", 3_000_000, 1, 30_000, 0),
            ("c", 20_000, 4, "adults", 9_000_000, 4, 0, 1_000),
        ]
    )


def test_totals_are_as_worked_by_hand() -> None:
    # 100 × 200.00 + 50 × 300.00 = 35,000; under the reform 100 × 250.00 + 200 × 10.00 = 27,000.
    row = effects(three()).totals.row(0, named=True)
    assert (row["cost_before"], row["cost_after"], row["cost_change"]) == (35_000, 27_000, -8_000)
    assert (row["units_before"], row["units_after"], row["units_change"]) == (150, 300, 150)
    assert (row["people_before"], row["people_after"]) == (250, 1_000)
    assert (row["people_gaining"], row["people_losing"], row["people_unchanged"]) == (1_000, 50, 100)
    assert row["average_before"] == pytest.approx(35_000 / 150)


def test_the_error_of_a_total_is_as_worked_by_hand() -> None:
    # Households contribute 20,000, 15,000 and 0: mean 11,666.67, squares 216,666,666.67, times 3 / 2.
    row = effects(three()).totals.row(0, named=True)
    assert row["cost_before_error"] == pytest.approx(math.sqrt(1.5 * 216_666_666.6667))
    assert row["few"]


def test_changes_are_sorted_by_size() -> None:
    made = effects(three(), signs=("$", "")).sizes
    assert made is not None
    found = {r["change"]: r["units"] for r in made.iter_rows(named=True)}
    assert list(found) == list(sizes(("$", "")))
    assert (found["newly eligible"], found["no longer eligible"], found["gains $25 to $100"]) == (200, 50, 100)
    assert sum(found.values()) == 350


def test_without_a_reform_only_the_present_is_shown() -> None:
    found = effects(three().drop("after", "eligible_after"))
    assert found.sizes is None
    assert "cost_after" not in found.totals.columns


def test_the_linearised_error_agrees_with_a_bootstrap() -> None:
    r = np.random.default_rng(1)
    above, below = r.gamma(1, 300, 400), r.integers(0, 3, 400).astype(float)
    totals, ratios = [], []
    for _ in range(2_000):
        drawn = r.integers(0, 400, 400)
        totals.append(above[drawn].sum())
        ratios.append(above[drawn].sum() / below[drawn].sum())
    assert error_of_total(above) == pytest.approx(np.std(totals), rel=0.07)
    assert error_of_ratio(above, below) == pytest.approx(np.std(ratios), rel=0.07)


rows = st.lists(
    st.tuples(
        st.sampled_from("abcdefgh"), st.sampled_from(["adults", "one adult"]), st.integers(0, 9), st.integers(0, 50_000),
        st.integers(0, 50_000),
    ),
    min_size=1, max_size=30,
)  # fmt: skip


def frame(drawn: list[tuple[str, str, int, int, int]]) -> pl.DataFrame:
    made = []
    for home, kind, people, before, after in drawn:
        place = ord(home)
        made.append((home, place * 100, people, kind, place * 77_000, 1 + place % 4, before, after))
    return units(made)


@given(rows)
def test_totals_are_the_sums_over_tenths_and_over_types(drawn: list[tuple[str, str, int, int, int]]) -> None:
    found = effects(frame(drawn))
    for measure in ("cost_before", "cost_after", "cost_change", "units_before", "people_gaining", "people_losing"):
        whole = found.totals[measure][0]
        assert found.by_decile is not None
        assert found.by_decile[measure].sum() == pytest.approx(whole)
        assert found.by_type[measure].sum() == pytest.approx(whole)
    row = found.totals.row(0, named=True)
    everyone = sum(p * ord(h) for h, _, p, _, _ in drawn)
    assert row["people_gaining"] + row["people_losing"] + row["people_unchanged"] == pytest.approx(everyone)


@given(rows, st.integers(2, 9))
def test_weights_scale_totals_and_errors_alike(drawn: list[tuple[str, str, int, int, int]], times: int) -> None:
    one = effects(frame(drawn)).totals.row(0, named=True)
    more = effects(frame(drawn).with_columns(pl.col("weight") * times)).totals.row(0, named=True)
    for measure in ("cost_before", "units_after", "cost_change"):
        assert more[measure] == pytest.approx(one[measure] * times)
        assert more[f"{measure}_error"] == pytest.approx(one[f"{measure}_error"] * times)


@given(rows, st.randoms())
def test_the_order_of_rows_does_not_matter(drawn: list[tuple[str, str, int, int, int]], random: object) -> None:
    mixed = list(drawn)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    a, b = effects(frame(drawn)), effects(frame(mixed))
    assert a.totals.row(0) == pytest.approx(b.totals.row(0))
    assert a.by_decile is not None
    assert b.by_decile is not None
    assert a.by_decile["cost_change"].to_list() == pytest.approx(b.by_decile["cost_change"].to_list())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda f: f.drop("people"), "column people: this column is missing"),
        (lambda f: f.with_columns(weight=pl.Series([1, -2, 3, 4])), "column weight, row 2: this is below 0"),
        (lambda f: f.with_columns(before=pl.Series([1, 2, None, 4])), "column before, row 3: there is no value"),
        (lambda f: f.head(0), "no rows"),
    ],
)
def test_units_that_cannot_be_taken_are_refused_by_column_and_row(change: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        effects(change(three()))  # type: ignore[operator]


def test_households_are_sorted_into_types_by_age() -> None:
    people = pl.DataFrame(
        {
            "household": ["a", "b", "b", "c", "c", "d"],
            "birth_date": [
                date(1986, 11, 2),
                date(1990, 1, 1),
                date(2009, 1, 1),
                date(1990, 1, 1),
                date(1966, 11, 1),
                date(2010, 1, 1),
            ],
        }
    )
    found = dict(types_of(people, date(2026, 11, 1)).iter_rows())
    assert found == {"a": "one adult", "b": "one adult with children", "c": "someone 60 or older", "d": "children only"}
