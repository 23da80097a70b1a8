"""Why the two may differ: each cause, the law on it, whom it concerns, and what takes it away.

A cause is recognised by our facts and rules, and taken away by giving PolicyEngine-US the one figure that it takes
otherwise; it explains a difference only where that makes the difference vanish.
"""

from __future__ import annotations

import numpy as np

from benchmarks.peers.cause import Cause, Patch
from benchmarks.peers.files import Array, Columns


def by_unit(ours: Columns, of_person: Array) -> Array:
    """Sums of people's values by food unit."""
    return np.bincount(ours["unit"], of_person, minlength=len(ours["unit.place"]))


def any_in_unit(ours: Columns, of_person: Array) -> Array:
    return by_unit(ours, of_person) > 0


def _yes(column: Array) -> Array:
    return column.astype(bool)


def cofa(ours: Columns, inputs: Columns) -> list[Patch]:
    where = ours["fact.immigration_status"] == "cofa_citizen"
    return [Patch("is_snap_immigration_status_eligible", where, np.ones_like(where))]


def months(ours: Columns, inputs: Columns) -> list[Patch]:
    where = _yes(ours["is_subject_to_time_limit"]) & ~_yes(ours["is_past_time_limit"])
    where &= ours["fact.time_limit_months"] < 3
    return [Patch("is_snap_abawd_discretionary_exempt", where, np.ones_like(where))]


def earnings(ours: Columns, inputs: Columns) -> list[Patch]:
    week = (inputs["employment_income"] + inputs["self_employment_income"]) / 52
    where = (ours["monthly_earnings"] >= 935_25) & (week < 7.25 * 30)
    return [Patch("is_snap_work_registration_exempt_employed", where, np.ones_like(where))]


def siblings(ours: Columns, inputs: Columns) -> list[Patch]:
    where = _yes(ours["is_student_without_exemption"])
    where &= any_in_unit(ours, inputs["age"] < 12)[ours["unit"]]
    return [Patch("meets_snap_parent_exception", where, np.zeros_like(where))]


def tanf_of_students(ours: Columns, inputs: Columns) -> list[Patch]:
    where = _yes(ours["is_student_without_exemption"]) & (inputs["tanf"] > 0)[ours["unit"]]
    return [Patch("meets_snap_non_parent_student_exception", where, np.zeros_like(where))]


def work_study(ours: Columns, inputs: Columns) -> list[Patch]:
    where = _yes(ours["fact.work_study"]) & ~(inputs["is_in_k12_school"] & (inputs["age"] < 18))
    return [Patch("snap_countable_earner", where, np.ones_like(where))]


def counted_part(ours: Columns) -> Array:
    """The part of a person's money that counts: all, the others' shares, or nothing."""
    shares = ours["unit.sharing_count"] / np.maximum(ours["unit.everyone_count"], 1)
    part = np.where(_yes(ours["counts_in_part"]), shares[ours["unit"]], 1.0)
    return np.where(_yes(ours["is_left_out"]), 0.0, part)


def tanf_in_part(ours: Columns, inputs: Columns) -> list[Patch]:
    counted = by_unit(ours, ours["fact.cash_assistance"] * counted_part(ours)) * 12
    where = any_in_unit(ours, (ours["fact.cash_assistance"] > 0) & (counted_part(ours) < 1))
    return [Patch("tanf", where, counted)]


def categorical(ours: Columns, inputs: Columns) -> list[Patch]:
    where = (inputs["tanf"] > 0) & ~_yes(ours["unit.is_categorically_eligible"])
    return [Patch("meets_snap_categorical_eligibility", where, np.zeros_like(where))]


def costs(ours: Columns, inputs: Columns) -> list[Patch]:
    where = any_in_unit(ours, ~_yes(ours["is_eligible_member"]))
    paid = by_unit(ours, ours["monthly_home_costs"])
    share = ours["unit.home_costs_that_count"] / np.maximum(paid, 1)
    return [
        Patch("snap_dependent_care_deduction", where, ours["unit.dependent_care_deduction"] / 100),
        Patch("snap_expense_counted_share", where & (paid > 0), share),
    ]


def energy(ours: Columns, inputs: Columns) -> list[Patch]:
    where = ~_yes(ours["unit.has_heating_costs"])
    return [Patch("snap_state_using_standard_utility_allowance", where, np.zeros_like(where))]


def projected(ours: Columns, inputs: Columns) -> list[Patch]:
    allowance = ours["unit.utility_allowance"] / 100
    kinds = {"standard": 515, "limited": 406, "individual": 58}
    return [
        Patch(f"snap_{kind}_utility_allowance", allowance == figure, allowance, near=figure * 0.05)
        for kind, figure in kinds.items()
    ]


def nothing_to_pay(ours: Columns, inputs: Columns) -> list[Patch]:
    where = ~_yes(ours["unit.benefit_is_above_zero"]) & _yes(ours["unit.someone_is_covered"])
    return [Patch("is_snap_eligible", where, np.zeros_like(where))]


def half_cents(ours: Columns, inputs: Columns) -> list[Patch]:
    before = ours["unit.income_before_shelter"] - ours["unit.shelter_deduction"]
    where = (before % 10**6 >= 495_000) & (before % 10**6 < 500_000)
    return [Patch("snap_net_income", where, ours["unit.net_income"] / 100, near=1)]


#: In the order in which PolicyEngine works out what they replace: from people to the unit's amount.
CAUSES = (
    Cause(
        "Citizens of COFA states have no status of their own there, and are taken as not covered",
        "7 USC 2015(f); Consolidated Appropriations Act 2024 (COFA)",
        "Nextwave",
        cofa,
    ),
    Cause(
        "The three months without work are not counted there: the time limit ends food help at once",
        "7 USC 2015(o)(2); 7 CFR 273.24(b)",
        "Nextwave",
        months,
    ),
    Cause(
        "Monthly pay is brought to a week by 12/52 there, by 4.3 here, for the pay that excuses from work rules",
        "7 CFR 273.7(b)(1)(vii); 7 CFR 273.10(c)(2)(i)",
        "open: the law states the factor 4.3 for income only",
        earnings,
    ),
    Cause(
        "A student who heads a tax unit is excused there by any young child of the group, such as a sibling",
        "7 USC 2015(e)(5), (8); 7 CFR 273.5(b)(8)-(10)",
        "Nextwave",
        siblings,
    ),
    Cause(
        "TANF of anyone in the group excuses a student there, also one too old for the TANF group",
        "7 USC 2015(e)(6); 7 CFR 273.5(b)(4); WAC 388-404-0005",
        "Nextwave",
        tanf_of_students,
    ),
    Cause(
        "All pay of someone in work study is left out there; the law leaves out work-study pay only",
        "7 CFR 273.9(c)(3); WAC 388-450-0035(1), (3)",
        "Nextwave",
        work_study,
    ),
    Cause(
        "TANF counts in full there, whoever gets it; of someone whose money counts in part, or not, so does theirs",
        "7 CFR 273.11(c)(2)(ii), (d); WAC 388-450-0140(3)(b)",
        "Nextwave",
        tanf_in_part,
    ),
    Cause(
        "Costs of a group are spread over all its people there; the law looks at who pays them",
        "7 CFR 273.11(c)(2)(iii), (d)(1); WAC 388-450-0140(3)(c)",
        "Nextwave",
        costs,
    ),
    Cause(
        "Energy assistance is taken for granted there where someone is elderly or disabled; here it is a stated fact",
        "7 USC 2014(e)(6)(C)(iv)(I); WAC 388-450-0195(2)(a); WAC 388-400-0047",
        "Nextwave on the facts as stated",
        energy,
    ),
    Cause(
        "Utility allowances of October 2026 are projected there by inflation; here those of 2025 stand until new ones are out",
        "WAC 388-450-0195(2)(c)-(d); 7 CFR 273.9(d)(6)(iii)(B)",
        "open: not confirmed for either",
        projected,
    ),
    Cause(
        "Net income that ends between 49 and 50 cents is rounded to the cent first there, then up; here to the nearest dollar",
        "7 CFR 273.10(e)(1)(ii)(A) names whole cents only",
        "open: the law does not say",
        half_cents,
    ),
    Cause(
        "TANF of one makes the whole group categorically eligible there; the law asks that all get cash help",
        "7 CFR 273.2(j)(2)(i); WAC 388-414-0001(2)(b)",
        "Nextwave",
        categorical,
    ),
    Cause(
        "A group to which nothing is payable is called eligible there",
        "7 CFR 273.10(e)(2)(iii)(A); WAC 388-450-0162(4)",
        "Nextwave",
        nothing_to_pay,
    ),
)
