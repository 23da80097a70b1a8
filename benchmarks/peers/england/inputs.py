"""What PolicyEngine-UK is told of each benefit unit, each of our facts given to the one that means the same, and what
our rules come to.

Earnings after tax, rent and the Local Housing Allowance are handed over to both: neither works out tax, areas or
bedrooms. What our facts do not speak of is stated as not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from benchmarks.peers.england.apart import APART
from benchmarks.peers.england.units import MONTHS, units
from benchmarks.peers.files import Array, Columns, write
from nextwave.engine.answers.assessment import Assessor
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook

SEED, COUNT = 20261201, 2_000

REGIONS = {
    "london": "LONDON",
    "south_east": "SOUTH_EAST",
    "south_west": "SOUTH_WEST",
    "east": "EAST_OF_ENGLAND",
    "east_midlands": "EAST_MIDLANDS",
    "west_midlands": "WEST_MIDLANDS",
    "yorkshire": "YORKSHIRE",
    "north_west": "NORTH_WEST",
    "north_east": "NORTH_EAST",
}

TENURES = {"nobody": "OWNED_OUTRIGHT", "private": "RENT_PRIVATELY", "social": "RENT_FROM_COUNCIL"}

#: Money of a person that means the same: a year's amount by PolicyEngine's variable.
MONEY = {
    "uc_individual_earned_income_before_mif": "earnings",
    "private_pension_income": "retirement_pension",
    "esa_contrib": "contributory_benefits",
    "iidb": "injury_benefit",
    "spousal_maintenance_income": "other_income",
    "adjusted_net_income": "adjusted_net_income",
    "childcare_expenses": "childcare",
}

#: What our facts say nothing of, and PolicyEngine would otherwise work out.
NOTHING = (
    "employment_income",
    "self_employment_income",
    "state_pension",
    "carers_allowance",
    "jsa_contrib",
    "maternity_allowance",
    "widowed_parents_allowance",
    "is_entitled_to_carer_benefit",
    "receives_carer_benefit",
    "uc_mif_applies",
    "has_own_esa_award",
    "dla_m",
    "pip_m",
    "attendance_allowance",
)

#: A year of the care component by the answer, in pounds a week of 2025-26 and 2026-27. What is paid by the rate does
#: not bear on Universal Credit, but whether it is paid, and whether it is the highest.
CARE = {"no": 0.0, "other": 29.20, "middle": 73.90, "highest": 130.0}


def inputs(homes: Sequence[Mapping[str, Any]], year: int) -> Columns:
    """Columns by variable, of people (in the order of the homes) or of units: `person_benunit_id` says who is where."""
    told = [(place, person) for place, home in enumerate(homes) for person in home["people"]]
    people = [person for _, person in told]
    adult = np.array([person["id"].startswith("adult") for person in people])
    care = np.array([CARE[person.get("disability_benefit", "no")] * 52 for person in people])
    age = np.array([year - int(person["birth_date"][:4]) for person in people])
    # Personal Independence Payment from 16 on, and Disability Living Allowance before.
    grown = age >= 16
    sick = np.array([person.get("health") == "work_and_activity" for person in people])
    money = {name: _year(people, fact) for name, fact in MONEY.items()}
    landlord = [home["household"]["landlord"] for home in homes]
    of_unit = {
        "uc_reported_capital": [sum(float(p.get("savings", "0")) for p in home["people"]) for home in homes],
        "benunit_rent": [sum(_yearly(p.get("rent")) for p in home["people"]) for home in homes],
        "benunit_tenure_type": [TENURES[name] for name in landlord],
        "uc_LHA_cap": [_yearly(home["household"]["local_housing_allowance"]) for home in homes],
        # The question asks that two who care look after two people.
        "partners_care_for_same_severely_disabled_person": np.zeros(len(homes), dtype=bool),
        "uc_deduction_rate": np.zeros(len(homes)),
        "would_claim_uc": np.ones(len(homes), dtype=bool),
        "would_claim_child_benefit": np.ones(len(homes), dtype=bool),
        "child_benefit_opts_out": [any(p.get("opted_out") for p in home["people"]) for home in homes],
        "uc_receives_new_claimant_health_element": [
            year >= 2026 and not any(p.get("health_protection", "no") != "no" for p in home["people"]) for home in homes
        ],
        "told.spare_bedrooms": [home["household"]["spare_bedrooms"] for home in homes],
        "region": [REGIONS[home["household"]["region"]] for home in homes],
        "tenure_type": [TENURES[name] for name in landlord],
    }
    columns: Columns = {
        "person_benunit_id": np.array([place for place, _ in told]),
        "age": age,
        "date_of_birth": np.array([int(person["birth_date"].replace("-", "")) for person in people]),
        "is_claimant_or_partner": adult,
        "is_benunit_head": np.array([person["id"] == "adult0" for person in people]),
        "in_work": money["uc_individual_earned_income_before_mif"] > 0,
        "uc_limited_capability_for_WRA": sick,
        "uc_limited_capability_for_work": sick,
        "is_carer_for_benefits": np.array([bool(person.get("cares_for_disabled")) for person in people]),
        "is_disabled_for_benefits": care > 0,
        "is_blind": np.array([bool(person.get("is_blind")) for person in people]),
        "dla_sc": np.where(grown, 0, care),
        "pip_dl": np.where(grown, care, 0),
        "is_in_non_advanced_education": np.array([bool(person.get("in_education")) for person in people]) & (age >= 16),
        "age_started_or_accepted_current_education_or_training": np.full(len(people), 16),
        "child_limit_multiple_birth_exception": np.array([bool(p.get("is_excepted_from_limit")) for p in people]),
        "told.protected": np.array([person.get("health_protection", "no") != "no" for person in people]),
        "told.weeks": np.array(mondays(year)),
        **money,
        **{name: np.zeros(len(people)) for name in NOTHING},
        **{f"unit.{name}": np.array(values) for name, values in of_unit.items()},
    }
    return columns


def mondays(year: int) -> int:
    """The Mondays of the tax year that begins in that year."""
    first, last = date(year, 4, 6), date(year + 1, 4, 5)
    return sum((first + timedelta(days=n)).weekday() == 0 for n in range((last - first).days + 1))


def _yearly(flow: Mapping[str, str] | None) -> float:
    """A stated amount as that of a year, through whole pence."""
    if flow is None:
        return 0.0
    pence = round(float(flow["amount"]) * 100)
    return pence * (12 if flow["per"] == "month" else 1) / 100


def _year(people: Sequence[Mapping[str, Any]], fact: str) -> Array:
    return np.array([_yearly(person.get(fact)) for person in people])


def ours(rulebook: Rulebook, homes: Sequence[Mapping[str, Any]], year: int) -> Columns:
    """What our rules come to for each home, in pence of the programme's own period; of the charge the sum over
    both adults. Raises ValueError for a home of which something is open."""
    assessor = Assessor(rulebook)
    found: dict[str, list[int]] = {name: [] for name in APART}
    for home in homes:
        answer = assessor.assess({"on": MONTHS[year].isoformat(), "situation": _whole(rulebook, home)})
        for name in APART:
            results = answer["programmes"][name]["results"]
            if any(result["status"] == "open" for result in results):
                raise ValueError(f"{name} is open for {home}: {results}")
            paid = [r for r in results if r["status"] == "eligible"]
            found[name].append(sum(_pence(result["amount"]) for result in paid))
    return {name: np.array(values) for name, values in found.items()}


def _pence(amount: str | Mapping[str, str]) -> int:
    """Of a stated amount, or of one by another period than a month, whose two ends are one."""
    return round(float(amount if isinstance(amount, str) else amount["low"]) * 100)


def _whole(rulebook: Rulebook, home: Mapping[str, Any]) -> dict[str, Any]:
    """The situation with what is usual stated wherever it says nothing."""
    usual = rulebook.usual[""].facts
    people = [{**usual["person"], **person} for person in home["people"]]
    return {"people": people, "household": {**usual["household"], **home["household"]}}


def main() -> None:
    rulebook = load(find("england"))
    homes = units(SEED, COUNT)
    for year in MONTHS:
        write(f"england-inputs-{year}", inputs(homes, year))
        write(f"england-ours-{year}", ours(rulebook, homes, year))


if __name__ == "__main__":
    main()
