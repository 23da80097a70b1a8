"""Basic Food over HTTP: who is excused by study, hours of work and the care of a child, and whose pay counts.

Each household is complete: a citizen of King County who pays for heating, and of everything else nothing. Then the
fact that decides is left out: the answer is open and holds both ends, never no.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.outside.service import Service

NOTHING = {"amount": "0", "per": "month"}
NO = (
    "eats_apart", "was_refugee", "forty_quarters", "military_service", "lived_here_in_1996", "has_disability",
    "in_school", "in_college", "full_time", "work_study", "placed_in_school", "lacks_child_care", "unfit_for_work",
    "pregnant", "cares_for_incapacitated", "in_treatment", "follows_workfirst", "in_work_program", "tribal_member",
    "was_in_foster_care", "in_extra_months", "excused_from_time_limit",
)  # fmt: skip
FLOWS = (
    "self_employment", "social_security", "ssi", "unemployment", "child_support_received", "alimony", "pension",
    "veterans_benefits", "workers_compensation", "cash_assistance", "abd", "interest", "rental_income",
    "support_from_others", "other_income", "self_employment_costs", "deemed_from_sponsor", "education_aid",
    "energy_payments", "tax_refunds", "loans", "reimbursements", "one_time_payments", "foster_care_payments",
    "work_program_payments", "small_gifts", "paid_directly", "child_support_paid", "care_costs", "medical_costs",
    "rent", "property_tax", "home_insurance",
)  # fmt: skip
OWNED = (
    "savings", "investments", "other_property", "vehicle_value", "other_vehicles_value", "other_vehicles_owed",
)  # fmt: skip
#: Facts that the law asks for and that were not there before.
ADDED = {"in_training": False, "in_kind_hours": 0, "unpaid_hours": 0, "missed_hours_for_good_cause": False}
USUAL: dict[str, Any] = {
    "birth_date": "1996-02-03", "spouse": None, "parents": [], "lives_here_as": "part_of_home", "jobs": [],
    "immigration_status": "citizen", "five_years_in_status": True, "weekly_hours": 0, "time_limit_months": 0,
    "disqualification": "no", **dict.fromkeys(NO, False), **dict.fromkeys(FLOWS, NOTHING), **dict.fromkeys(OWNED, "0"),
}  # fmt: skip
HOME = {
    "homeless": False, "free_shelter": True, "owns_home": False, "pays_heating_or_cooling": True,
    "gets_energy_assistance": False, "other_utilities": 0, "pays_phone": False, "county": "king",
    "large_winnings": False, "destitute_farmworkers": False, "applied_on": "2024-10-01",
}  # fmt: skip
PAST: dict[str, Any] = {"time_limit_months": 3}
SCHOOL: dict[str, Any] = {"birth_date": "2009-03-04", "in_school": True}
STUDENT: dict[str, Any] = {"birth_date": "2000-01-01", "in_college": True}
SANCTIONED: dict[str, Any] = {"disqualification": "work_rules"}


def earning(amount: str) -> list[dict[str, Any]]:
    return [{"id": "job", "pay": {"amount": amount, "per": "month"}}]


def result(demo: Service, people: list[dict[str, Any]], left_out: tuple[str, str] = ("", "")) -> dict[str, Any]:
    """The result for Basic Food, or what was refused. `left_out` is a person's id and the fact not stated of them."""
    whole = [{**USUAL, "id": f"p{i}", **facts} for i, facts in enumerate(people)]
    situation = {
        "people": [{k: v for k, v in p.items() if (p["id"], k) != left_out} for p in whole],
        "household": HOME,
    }
    status, answer = demo.api("POST", "/assessments", {"on": "2026-11-01", "situation": situation})
    if status != 200:
        return {"status": answer["problems"][0]["what"], "amount": {}}
    (found,) = answer["programmes"]["snap"]["results"]
    return dict(found)


def amount(demo: Service, *people: dict[str, Any]) -> str:
    """What the group gets; "open", "ineligible" or what was refused where it gets no certain amount."""
    found = result(demo, list(people))
    low, high = found["amount"].get("low"), found["amount"].get("high")
    return str(low) if found["status"] == "eligible" and low == high else str(found["status"])


CHILD_4, CHILD_10 = ({"birth_date": born} for born in ("2022-06-01", "2016-03-04"))
IN_CARE = {"carer": "p0"}
#: What is said of people, the amount, and where one fact decides: whose, which, and the ends where it is left out.
Row = tuple[list[dict[str, Any]], str, tuple[str, str, str, str] | None]
ROWS: dict[str, Row] = {
    "at 52 college excuses": (
        [{**PAST, "birth_date": "1974-01-01", "in_college": True}], "306.00", ("p0", "in_college", "0.00", "306.00")),
    "at 62 college excuses": (
        [{**PAST, "birth_date": "1964-01-01", "in_college": True}], "306.00", ("p0", "in_college", "0.00", "306.00")),
    "at 18 high school excuses": (
        [{**PAST, "birth_date": "2008-03-01", "in_school": True}], "306.00", ("p0", "in_school", "0.00", "306.00")),
    "a program of training excuses": (
        [{**PAST, **ADDED, "in_training": True}], "306.00", ("p0", "in_training", "0.00", "306.00")),
    "19 hours a week are 80 a month": (
        [{**PAST, "weekly_hours": 19, "jobs": earning("650")}], "306.00", ("p0", "weekly_hours", "0.00", "306.00")),
    "18 hours a week are not": ([{**PAST, **ADDED, "weekly_hours": 18}], "ineligible", None),
    "103 hours a week are taken": ([{**PAST, "weekly_hours": 103}], "306.00", ("p0", "weekly_hours", "0.00", "306.00")),
    "work for a room counts": (
        [{**PAST, **ADDED, "in_kind_hours": 20}], "306.00", ("p0", "in_kind_hours", "0.00", "306.00")),
    "unpaid work counts": (
        [{**PAST, **ADDED, "unpaid_hours": 20}], "306.00", ("p0", "unpaid_hours", "0.00", "306.00")),
    "hours missed for good cause count": (
        [{**PAST, **ADDED, "missed_hours_for_good_cause": True}], "306.00",
        ("p0", "missed_hours_for_good_cause", "0.00", "306.00")),
    "pregnancy excuses at any age": (
        [{**PAST, "birth_date": "1969-02-03", "pregnant": True}], "306.00", ("p0", "pregnant", "0.00", "306.00")),
    "a school without a diploma bars nobody": ([{**STUDENT, "in_college": False, "in_training": True}], "306.00", None),
    "a student's own business must earn the minimum wage": (
        [{**STUDENT, "weekly_hours": 20, "self_employment": {"amount": "1246.98", "per": "month"}}], "ineligible",
        None),
    "pay of 17 in school, alone": ([{**SCHOOL, "jobs": earning("2400")}], "25.00", None),
    "pay of 17 in school, in a grandmother's care": (
        [{"birth_date": "1960-02-03"}, {**SCHOOL, "jobs": earning("2400"), **IN_CARE}], "562.00",
        ("p1", "carer", "51.00", "562.00")),
    "pay of 17 in school, married": (
        [{}, {**SCHOOL, "jobs": earning("2400"), "parents": ["p0"], "spouse": "p2"},
         {"birth_date": "2008-03-04", "spouse": "p1"}], "297.00", None),
    "a grandmother has the care of a child of 4": (
        [SANCTIONED, {**CHILD_4, **IN_CARE}], "562.00", ("p1", "carer", "306.00", "562.00")),
    "an uncle has not the care of a child of 10": (
        [{**PAST, **ADDED}, {}, {**CHILD_10, "parents": ["p1"], "carer": None}], "562.00",
        ("p2", "carer", "562.00", "808.00")),
    "a stepfather whom nobody names as one": (
        [{"spouse": "p1"}, {**SANCTIONED, "spouse": "p0"}, {**CHILD_4, "parents": ["p0"]}], "808.00", None),
    "a foster parent of a child outside the group": (
        [PAST, {**CHILD_10, **IN_CARE, "lives_here_as": "foster"}], "306.00", None),
    "a student has the care of a grandchild": (
        [{**STUDENT, "birth_date": "1980-01-01"}, {**CHILD_4, **IN_CARE}], "562.00",
        ("p1", "carer", "306.00", "562.00")),
    "one child excuses one of two students": (
        [STUDENT, {**STUDENT, "birth_date": "1999-01-01"}, {**CHILD_4, "parents": ["p0", "p1"], "carer": None}],
        "562.00", None),
    "one child excuses the student whom work study does not": (
        [STUDENT, {**STUDENT, "birth_date": "1999-01-01", "work_study": True},
         {**CHILD_4, "parents": ["p0", "p1"], "carer": None}],
        "808.00", ("p1", "work_study", "562.00", "808.00")),
    "two grandparents have the care of a child of 4": (
        [{"spouse": "p1"}, {**SANCTIONED, "spouse": "p0"}, {**CHILD_4, **IN_CARE}], "808.00",
        ("p2", "carer", "562.00", "808.00")),
    "an aunt's husband is outside the time limit": (
        [{**PAST, "spouse": "p1"}, {**PAST, "spouse": "p0"}, {**CHILD_10, **IN_CARE}], "808.00",
        ("p2", "carer", "306.00", "808.00")),
    "SSI is a disability benefit": (
        [{**PAST, "ssi": {"amount": "100", "per": "month"}}], "306.00", ("p0", "ssi", "0.00", "306.00")),
    "a father at home, unmarried: no single parent": (
        [{**STUDENT, "full_time": True}, {}, {"birth_date": "2018-06-01", "parents": ["p0", "p1"]}], "562.00", None),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_the_amount_follows_the_law(demo: Service, row: Row) -> None:
    people, wanted, _ = row
    assert amount(demo, *people) == wanted


@pytest.mark.parametrize("row", [r for r in ROWS.values() if r[2]], ids=[n for n, r in ROWS.items() if r[2]])
def test_without_the_fact_that_decides_the_answer_holds_both_ends(demo: Service, row: Row) -> None:
    people, _, decides = row
    assert decides
    whose, fact, low, high = decides
    found = result(demo, people, (whose, fact))
    assert found["status"] in ("open", "eligible"), found["status"]
    assert (found["amount"].get("low"), found["amount"].get("high")) == (low, high)
    assert {"fact": fact, "of": whose} in found["needs"]
