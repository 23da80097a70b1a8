"""Why Nextwave and PolicyEngine-UK may differ: each cause, the law on it, whom it concerns, and what takes it away."""

from __future__ import annotations

import numpy as np

from benchmarks.peers.cause import Cause, Patch
from benchmarks.peers.files import Array, Columns

#: Pence that PolicyEngine-UK may be off in a month, since it rounds nothing: one for what is taken off for earnings,
#: one for the childcare element, one for the cap.
ROUNDINGS = 3


def spare_bedrooms(ours: Columns, inputs: Columns) -> list[Patch]:
    spare, rent = inputs["unit.told.spare_bedrooms"], inputs["unit.benunit_rent"]
    share = np.where(spare == 1, 0.14, 0.25)
    return [Patch("benunit_rent", spare > 0, rent - np.floor(share * rent / 12 * 100 + 0.5) / 100 * 12)]


def opted_out(ours: Columns, inputs: Columns) -> list[Patch]:
    out = inputs["unit.child_benefit_opts_out"].astype(bool)
    of_person = out[inputs["person_benunit_id"]]
    return [
        Patch("child_benefit_opts_out", out, np.zeros_like(out)),
        Patch("CB_HITC", of_person, np.zeros(len(of_person))),
    ]


def two_rates(ours: Columns, inputs: Columns) -> list[Patch]:
    """The carer element of a carer whose own health element, at the protected rate, is the one included."""
    unit, sick = inputs["person_benunit_id"], inputs["uc_limited_capability_for_WRA"]
    protected = inputs["told.protected"]
    other = np.bincount(unit, sick & ~protected)[unit] > 0
    where = sick & protected & inputs["is_carer_for_benefits"] & other
    return [Patch("uc_carer_element_included_for_claimant", where, np.zeros_like(where))]


def mondays(ours: Columns, inputs: Columns) -> list[Patch]:
    """The charge by their own reckoning, on Child Benefit of 53 weeks."""
    unit, income = inputs["person_benunit_id"], inputs["adjusted_net_income"]
    part = np.minimum(100, np.floor(np.maximum(0, income - 60_000) / 200))
    paid = np.floor(ours["child_benefit"][unit] * 53 / 100)
    where = (inputs["told.weeks"] == 53) & (income == most(unit, income)[unit]) & (part > 0)
    where &= ~inputs["unit.child_benefit_opts_out"].astype(bool)[unit]
    return [Patch("CB_HITC", where, np.floor(paid * part / 100))]


def pennies(ours: Columns, inputs: Columns) -> list[Patch]:
    where = np.ones(len(ours["uc"]), dtype=bool)
    return [Patch("universal_credit", where, ours["uc"] * 12 / 100, near=ROUNDINGS * 12 / 100)]


def most(unit: Array, of_person: Array) -> Array:
    """The highest of each unit's people."""
    found = np.zeros(unit.max() + 1)
    np.maximum.at(found, unit, of_person)
    return found


#: In the order in which PolicyEngine works out what they replace: from people to the unit's amount.
CAUSES = (
    Cause(
        "The deduction for spare bedrooms in a council's or housing association's home is not modelled there",
        "UC Regulations 2013, Schedule 4, paragraphs 34 to 36",
        "Nextwave",
        spare_bedrooms,
    ),
    Cause(
        "Who chose not to be paid Child Benefit has none there, or is paid again where the charge is not all of it",
        "Social Security Administration Act 1992, section 13A; ITEPA 2003, section 681E(1)(a)",
        "Nextwave on the facts as stated",
        opted_out,
    ),
    Cause(
        "The charge is on 52 weeks of Child Benefit there; from 6 April 2026 to 5 April 2027 there are 53 Mondays",
        "ITEPA 2003, section 681H(3)",
        "Nextwave",
        mondays,
    ),
    Cause(
        "Of a couple with two rates for health the higher one is paid there beside the carer element of whose it is",
        "UC Regulations 2013, regulations 27(4) and 29(4)",
        "open: whose element is included where the rates differ is ours to have read again",
        two_rates,
    ),
    Cause(
        "Amounts are not rounded to the penny there",
        "UC Regulations 2013, regulation 6(1)",
        "Nextwave",
        pennies,
    ),
)
