"""The population as PolicyEngine-US's input variables, each of our facts given to the one that means the same.

Our food units are its SPM units, so that who applies together does not blur what is compared. What it would work
out by itself and our facts state (SSI, TANF, costs) is stated; money of a month is given twelve times, by year.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.peers.files import Array, Columns, write
from benchmarks.peers.washington import MONTH
from benchmarks.peers.washington.ours import ours
from benchmarks.peers.washington.tax_units import tax_units
from nextwave.population.evaluation import Households, households
from nextwave.population.tables.reading import Population, read
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load

#: COFA citizens, people with an approved VAWA petition and other lawful statuses have no value of their own there:
#: they get one that SNAP does not cover.
STATUSES = {
    "citizen": "CITIZEN",
    "permanent_resident": "LEGAL_PERMANENT_RESIDENT",
    "cuban_haitian_entrant": "CUBAN_HAITIAN_ENTRANT",
    "refugee_or_asylee": "REFUGEE",
    "parolee": "PAROLED_ONE_YEAR",
    "cofa_citizen": "TPS",
    "battered": "TPS",
    "lawfully_present": "TPS",
    "visitor": "UNDOCUMENTED",
    "none": "UNDOCUMENTED",
}

#: Money of a person that means the same, by PolicyEngine's variable (a year's amount).
MONEY = {
    "self_employment_income": "self_employment",
    "unemployment_compensation": "unemployment",
    "child_support_received": "child_support_received",
    "alimony_income": "alimony",
    "taxable_private_pension_income": "pension",
    "veterans_benefits": "veterans_benefits",
    "workers_compensation": "workers_compensation",
    "general_assistance": "abd",
    "taxable_interest_income": "interest",
    "rental_income": "rental_income",
    "financial_assistance": "support_from_others",
    "miscellaneous_income": "other_income",
    "child_support_expense": "child_support_paid",
    "other_medical_expenses": "medical_costs",
    "rent": "rent",
    "real_estate_taxes": "property_tax",
}

#: What our facts say nothing of, and PolicyEngine would otherwise work out.
NOTHING = (
    "wa_ssp",
    "modeled_state_unemployment_compensation",
    "medical_expense_health_insurance_premiums",
    "pre_tax_health_insurance_premiums",
    "care_expenses",
)


def people(population: Population, read: Households, found: Columns) -> pl.DataFrame:
    """The table of people with facts as our rules read them: of who is not asked (a child's rent), the law's own
    value; and with `pay`, which a job's table holds."""
    pay = population.tables["job"].group_by("household", "person").agg(pl.col("pay").sum())
    person = population.tables["person"].join(
        pay, left_on=["household", "id"], right_on=["household", "person"], how="left", maintain_order="left"
    )
    told = []
    for (entity, name), fact in read.there.plan.rulebook.facts.items():
        if entity == "Person" and fact.type in ("bool", "int", "money") and f"asked.{fact.applies}" in found:
            value = pl.lit(fact.otherwise).cast(person[name].dtype)
            told.append(
                pl.when(pl.Series(found[f"asked.{fact.applies}"])).then(pl.col(name)).otherwise(value).alias(name)
            )
    return person.with_columns(told)


def inputs(population: Population, person: pl.DataFrame, unit: Array, place: Array) -> Columns:
    """Columns by variable, of people, SPM units or households as the variable is; and who belongs to what."""
    home = population.tables["household"]
    year = {name: _year(person[fact]) for name, fact in MONEY.items()}
    disabled = person["has_disability"].to_numpy()
    social_security, ssi = _year(person["social_security"]), _year(person["ssi"]) / 12
    unit_of = np.unique(unit, return_index=True)[1]
    of_unit = home[place[unit_of].tolist()]
    in_units = {name: np.bincount(unit, _year(person[fact])) for name, fact in _BY_UNIT.items()}
    bills = of_unit["other_utilities"].to_numpy()
    heads = tax_units(person, unit, MONTH)
    columns: Columns = {
        "person_household_id": place,
        "person_spm_unit_id": unit,
        "person_family_id": unit,
        "person_tax_unit_id": heads.tax_unit,
        "person_marital_unit_id": heads.marital_unit,
        "is_tax_unit_head": heads.head,
        "is_tax_unit_spouse": heads.spouse,
        "age": _ages(person),
        "employment_income": _year(person["pay"].fill_null(0)),
        # Social Security of someone with a disability benefit and no SSI is that benefit.
        "social_security_disability": np.where(disabled & (ssi == 0), social_security, 0),
        "social_security_retirement": np.where(disabled & (ssi == 0), 0, social_security),
        "ssi": ssi,
        "is_permanently_disabled_veteran": disabled & (ssi == 0) & (social_security == 0),
        "is_disabled": disabled | person["unfit_for_work"].to_numpy(),
        "is_veteran": person["military_service"].to_numpy(),
        "immigration_status_str": np.array([STATUSES[s] for s in person["immigration_status"]]),
        "years_since_us_entry": np.where(person["five_years_in_status"], 5, 0),
        "snap_alien_qualifying_quarters": np.where(person["forty_quarters"], 40, 0),
        "is_snap_lpr_in_waiting_period_exempt_category": person["was_refugee"].to_numpy(),
        "is_in_k12_school": person["in_school"].to_numpy(),
        "is_full_time_college_student": (person["in_college"] & person["full_time"]).to_numpy(),
        "is_part_time_college_student": (person["in_college"] & ~person["full_time"]).to_numpy(),
        "is_federal_work_study_participant": person["work_study"].to_numpy(),
        "is_snap_employment_training_student": person["placed_in_school"].to_numpy(),
        "weekly_hours_worked_before_lsr": person["weekly_hours"].to_numpy(),
        "weekly_snap_work_program_hours": np.where(person["in_work_program"], 20, 0),
        "is_pregnant": person["pregnant"].to_numpy(),
        "is_snap_abawd_indian_exempt": person["tribal_member"].to_numpy(),
        "is_snap_abawd_discretionary_exempt": person["excused_from_time_limit"].to_numpy(),
        "is_in_substance_use_treatment_program": person["in_treatment"].to_numpy(),
        "bank_account_assets": _year(person["savings"]) / 12,
        **year,
        **{name: np.zeros(person.height) for name in NOTHING},
        **in_units,
        "receives_tanf": in_units["tanf"] > 0,
        "has_heating_cooling_expense": of_unit["pays_heating_or_cooling"].to_numpy(),
        "phone_expense": np.where(of_unit["pays_phone"], 120, 0),
        "pre_subsidy_electricity_expense": np.where(bills >= 1, 120, 0),
        "water_expense": np.where(bills >= 2, 120, 0),
        "sewage_expense": np.where(bills >= 3, 120, 0),
        "trash_expense": np.where(bills >= 4, 120, 0),
        "state_name": np.full(home.height, "WA"),
        "county": np.array([f"{name.upper()}_COUNTY_WA" for name in home["county"]]),
        "is_homeless": home["homeless"].to_numpy(),
    }
    return columns


_BY_UNIT = {
    "tanf": "cash_assistance",
    "childcare_expenses": "care_costs",
    "snap_self_employment_income_expense": "self_employment_costs",
    "homeowners_insurance": "home_insurance",
}


def facts(person: pl.DataFrame) -> Columns:
    """Facts of people, by their own name, that recognise a cause."""
    names = ("work_study", "time_limit_months", "immigration_status")
    return {name: np.array(person[name].to_list()) for name in names} | {
        name: _year(person[name]) / 12 for name in ("cash_assistance", "ssi")
    }


def _year(money: pl.Series) -> Array:
    """A month's amounts as a year's, through whole cents."""
    return (money * 100).cast(pl.Int64).to_numpy() * 12 / 100


def _ages(person: pl.DataFrame) -> Array:
    born = person["birth_date"]
    had = (born.dt.month() < MONTH.month) | ((born.dt.month() == MONTH.month) & (born.dt.day() <= MONTH.day))
    return (MONTH.year - born.dt.year() - (~had).cast(pl.Int32)).to_numpy()


def main() -> None:
    rulebook = load(find("washington"), with_cases=False)
    population = read("washington", rulebook)
    as_read = households(population, rulebook, MONTH)
    found = ours(as_read)
    person = people(population, as_read, found)
    write("inputs", inputs(population, person, found["unit"], found["place"]))
    write("ours", found | {f"fact.{name}": column for name, column in facts(person).items()})


if __name__ == "__main__":
    main()
