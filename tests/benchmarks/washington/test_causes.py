"""Each cause is recognised where its facts are, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.peers.washington import causes
from benchmarks.peers.washington.causes import CAUSES

#: Two food units: a parent and a child, and someone alone.
PEOPLE, UNITS = 3, 2


def told(**changes: list) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Our columns and PolicyEngine's inputs, in which nothing is unusual unless named ("inputs_age", "unit_…")."""
    person = ("is_subject_to_time_limit", "is_past_time_limit", "is_student_without_exemption", "counts_in_part")
    ours = {name: np.zeros(PEOPLE, dtype=int) for name in (*person, "is_left_out", "monthly_earnings")}
    ours |= {"unit": np.array([0, 0, 1]), "place": np.array([0, 0, 1]), "unit.place": np.array([0, 1])}
    ours |= {"is_eligible_member": np.ones(PEOPLE, dtype=int), "monthly_home_costs": np.array([90_000, 0, 0])}
    ours |= {f"fact.{name}": np.zeros(PEOPLE) for name in ("work_study", "time_limit_months", "cash_assistance")}
    ours["fact.immigration_status"] = np.array(["citizen"] * PEOPLE)
    of_unit = ("is_categorically_eligible", "has_heating_costs", "benefit_is_above_zero", "someone_is_covered")
    ours |= {f"unit.{name}": np.ones(UNITS, dtype=int) for name in of_unit}
    ours |= {"unit.everyone_count": np.array([2, 1]), "unit.sharing_count": np.array([2, 1])}
    zero = ("income_before_shelter", "shelter_deduction", "net_income", "dependent_care_deduction", "utility_allowance")
    ours |= {f"unit.{name}": np.zeros(UNITS, dtype=int) for name in (*zero, "home_costs_that_count")}
    inputs = {"age": np.array([30, 8, 40]), "tanf": np.zeros(UNITS), "is_in_k12_school": np.array([False, True, False])}
    inputs |= {"employment_income": np.zeros(PEOPLE), "self_employment_income": np.zeros(PEOPLE)}
    for name, values in changes.items():
        where, key = (inputs, name[7:]) if name.startswith("inputs_") else (ours, name)
        where[key.replace("unit_", "unit.").replace("fact_", "fact.")] = np.array(values)
    return ours, inputs


RECOGNISED = [
    (causes.cofa, {"fact_immigration_status": ["citizen", "citizen", "cofa_citizen"]}, [0, 0, 1]),
    (causes.months, {"is_subject_to_time_limit": [1, 0, 1], "fact_time_limit_months": [3, 0, 2]}, [0, 0, 1]),
    (
        causes.earnings,
        {"monthly_earnings": [941_43, 0, 943_00], "inputs_employment_income": [11297, 0, 11316]},
        [1, 0, 0],
    ),
    (causes.siblings, {"is_student_without_exemption": [1, 0, 1]}, [1, 0, 0]),
    (causes.tanf_of_students, {"is_student_without_exemption": [1, 0, 1], "inputs_tanf": [0.0, 1200.0]}, [0, 0, 1]),
    (causes.work_study, {"fact_work_study": [1, 1, 0]}, [1, 0, 0]),
    (
        causes.tanf_in_part,
        {"counts_in_part": [1, 0, 0], "fact_cash_assistance": [100.0, 0.0, 50.0], "unit_sharing_count": [1, 1]},
        [1, 0],
    ),
    (causes.costs, {"is_eligible_member": [0, 1, 1]}, [1, 0]),
    (causes.energy, {"unit_has_heating_costs": [1, 0]}, [0, 1]),
    (causes.projected, {"unit_utility_allowance": [515_00, 406_00]}, [1, 0]),
    (causes.half_cents, {"unit_income_before_shelter": [46_495_000, 46_500_000]}, [1, 0]),
    (causes.categorical, {"unit_is_categorically_eligible": [0, 0], "inputs_tanf": [1200.0, 0.0]}, [1, 0]),
    (causes.nothing_to_pay, {"unit_benefit_is_above_zero": [0, 1]}, [1, 0]),
]


@pytest.mark.parametrize(("cause", "facts", "where"), RECOGNISED, ids=lambda v: getattr(v, "__name__", ""))
def test_a_cause_is_recognised_where_its_facts_are(cause, facts, where) -> None:
    assert list(cause(*told(**facts))[0].where.astype(int)) == where


@pytest.mark.parametrize("cause", CAUSES, ids=lambda c: c.patches.__name__)
def test_a_cause_is_recognised_nowhere_without_its_facts(cause) -> None:
    assert not any(patch.where.any() for patch in cause.patches(*told()))


def test_every_cause_is_tried_here_and_has_its_law() -> None:
    assert {c.patches for c in CAUSES} == {row[0] for row in RECOGNISED}
    assert all(c.cites and c.right and c.name for c in CAUSES)


def test_tanf_of_who_counts_in_part_counts_without_the_own_share() -> None:
    patch = causes.tanf_in_part(
        *told(counts_in_part=[1, 0, 0], fact_cash_assistance=[100.0, 0.0, 0.0], unit_sharing_count=[1, 1])
    )[0]
    assert patch.values[0] == 100 * 12 / 2


def test_costs_count_by_who_pays_them() -> None:
    facts = {"is_eligible_member": [0, 1, 1], "unit_home_costs_that_count": [45_000, 0]}
    care, share = causes.costs(*told(**facts, unit_dependent_care_deduction=[12_50, 0]))
    assert (care.values[0], share.values[0]) == (12.5, 0.5)
