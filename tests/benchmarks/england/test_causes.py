"""Each cause is recognised where its facts are, and nowhere else; what is equal is told apart from what is not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from benchmarks.peers.cause import Patch
from benchmarks.peers.england import causes
from benchmarks.peers.england.apart import equal
from benchmarks.peers.files import Columns

#: A couple and someone alone.
INPUTS = {
    "person_benunit_id": np.array([0, 0, 1]),
    "adjusted_net_income": np.array([70_000.0, 20_000.0, 90_000.0]),
    "told.weeks": np.array(53),
    "unit.told.spare_bedrooms": np.array([1, 0]),
    "unit.benunit_rent": np.array([6_000.0, 6_000.0]),
    "unit.child_benefit_opts_out": np.array([False, True]),
}
OURS = {
    "uc": np.array([100_00, 0]),
    "child_benefit": np.array([27_05, 27_05]),
    "child_benefit_charge": np.array([700, 0]),
}


def patched(cause: Callable[[Columns, Columns], list[Patch]]) -> dict[str, list[tuple[bool, float]]]:
    return {
        patch.variable: list(zip(patch.where.tolist(), patch.values.tolist(), strict=True))
        for patch in cause(OURS, INPUTS)
    }


def test_rent_is_lowered_only_where_a_bedroom_is_spare() -> None:
    rent = patched(causes.spare_bedrooms)["benunit_rent"]
    assert rent[0] == (True, pytest.approx(6_000 * 0.86))
    assert not rent[1][0]


def test_who_is_not_paid_child_benefit_has_it_and_owes_nothing() -> None:
    found = patched(causes.opted_out)
    assert [where for where, _ in found["child_benefit_opts_out"]] == [False, True]
    assert found["CB_HITC"] == [(False, 0), (False, 0), (True, 0)]


def test_the_charge_of_53_weeks_is_owed_by_the_one_with_the_higher_income() -> None:
    # 27.05 for 53 weeks are 1,433.65; 70,000 is 50 steps of 200 above 60,000.
    assert [v for where, v in patched(causes.mondays)["CB_HITC"] if where] == [716.0]


def test_in_a_year_of_52_weeks_nothing_is_taken_away() -> None:
    found = causes.mondays(OURS, INPUTS | {"told.weeks": np.array(52)})
    assert not found[0].where.any()


def test_whose_health_element_is_included_has_no_carer_element_beside_it() -> None:
    yes = np.array([True, True, True])
    told = {"uc_limited_capability_for_WRA": yes, "is_carer_for_benefits": yes}
    found = causes.two_rates(OURS, INPUTS | told | {"told.protected": np.array([True, False, True])})
    assert found[0].where.tolist() == [True, False, False]


def test_a_penny_in_any_programme_makes_a_unit_differ() -> None:
    same = {
        "universal_credit": np.array([1_200.0, 0]),
        "child_benefit": np.array([27.05 * 52, 27.05 * 52]),
        "CB_HITC": np.array([7.0, 0]),
    }
    assert equal(OURS, same).tolist() == [True, True]
    assert equal(OURS, same | {"CB_HITC": np.array([7.0, 1.0])}).tolist() == [True, False]
    assert equal(OURS, same | {"universal_credit": np.array([1_200.12, 0])}).tolist() == [False, True]
