"""What the survey file does not hold, filled in step by step. Each step is named, drawn from a stream of its
own, and listed in the data sheet with its method and source; what is only assumed says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nextwave.population.chance import Chance
from nextwave.populations.sources.cps.people import Home, Someone

#: Washington's minimum wage an hour in 2026, in cents (Department of Labor & Industries, announcement of
#: September 2025: $17.13).
MINIMUM_WAGE = 1713


@dataclass(frozen=True, slots=True)
class Step:
    """One imputation: the facts it fills in, how, and from what."""

    name: str
    facts: tuple[str, ...]
    method: str
    source: str
    run: Callable[[Home, Chance], None]


ASSUMED = "assumed, not confirmed by a source"


def _adults(home: Home) -> list[Someone]:
    return [p for p in home.people if p.age >= 18]


def immigration(home: Home, chance: Chance) -> None:
    shares = {
        "citizen": 0.915, "permanent_resident": 0.045, "refugee_or_asylee": 0.006, "cofa_citizen": 0.002,
        "lawfully_present": 0.008, "visitor": 0.008, "none": 0.016,
    }  # fmt: skip
    of_unit: dict[int, tuple[str, bool]] = {}
    for someone in home.people:
        key = id(someone.unit)
        if key not in of_unit:
            of_unit[key] = chance.one_of("immigration", shares), chance.happens("immigration", 0.75)
        status, long = of_unit[key]
        born_here = someone.role == "dependant" and chance.happens("immigration", 0.85)
        someone.facts["immigration_status"] = "citizen" if born_here else status
        someone.facts["five_years_in_status"] = long


def disability(home: Home, chance: Chance) -> None:
    for someone in home.people:
        unit = someone.unit
        gets = someone.role == "head" and (unit["ssi_ben"] > 0 or (unit["e02400"] > 0 and someone.age < 62))
        blind = bool(unit["blind_head"] if someone.role == "head" else unit["blind_spouse"])
        someone.facts["has_disability"] = gets or (blind and someone.role != "dependant")


def schooling(home: Home, chance: Chance) -> None:
    for someone in home.people:
        age = someone.age
        share = 0.45 if age < 22 else 0.28 if age < 25 else 0.08 if age < 35 else 0.03
        someone.facts["in_school"] = 5 <= age < 18 and chance.happens("schooling", 0.97)
        in_college = 18 <= age < 50 and chance.happens("schooling", share)
        someone.facts["in_college"] = in_college
        someone.facts["full_time"] = in_college and chance.happens("schooling", 0.7)
        someone.facts["work_study"] = in_college and chance.happens("schooling", 0.05)


def hours(home: Home, chance: Chance) -> None:
    for someone in home.people:
        pay = someone.facts["_pay"] + max(0, someone.facts["_profit"])
        worked = min(40, -(-12 * pay // (52 * MINIMUM_WAGE)))
        someone.facts["weekly_hours"] = int(worked) if 16 <= someone.age < 65 else 0


def health(home: Home, chance: Chance) -> None:
    for someone in home.people:
        idle = 16 <= someone.age < 65 and someone.facts["weekly_hours"] < 20 and not someone.facts["has_disability"]
        someone.facts["unfit_for_work"] = chance.happens("health", 0.25) and idle
        someone.facts["pregnant"] = 18 <= someone.age <= 40 and chance.happens("health", 0.02)


def time_limit(home: Home, chance: Chance) -> None:
    for someone in home.people:
        used = chance.happens("time limit", 0.4)
        someone.facts["time_limit_months"] = 3 if used and 18 <= someone.age < 65 else 0
        someone.facts["tribal_member"] = 18 <= someone.age < 65 and chance.happens("time limit", 0.02)


def service(home: Home, chance: Chance) -> None:
    for someone in home.people:
        gets = someone.role == "head" and someone.unit["vet_ben"] > 0
        someone.facts["military_service"] = gets or (someone.age >= 18 and chance.happens("service", 0.06))


def sharing_food(home: Home, chance: Chance) -> None:
    apart: dict[int, bool] = {}
    for someone in home.people:
        key = id(someone.unit)
        if key not in apart:
            # The first family of the household shares food; a further one keeps its own half of the time.
            apart[key] = someone.unit["ffpos"] > 1 and chance.happens("sharing food", 0.5)
        someone.facts["eats_apart"] = apart[key]


def rent(home: Home, chance: Chance) -> None:
    owns = any(p.unit["e19200"] > 0 or p.unit["e18500"] > 0 for p in home.people)
    home.facts["owns_home"] = owns
    size = len(home.people)
    middle = (140_000, 175_000, 200_000, 225_000, 245_000)[min(size, 5) - 1]
    income = home.facts["_income"] // 12
    wanted = chance.around("rent", middle, 0.35)
    # Who earns little lives in cheaper or subsidised homes: not above half of the income, but at least $250.
    cents = int(min(wanted, max(25_000, income * 0.5)))
    for someone in home.people:
        someone.facts["_rent"] = 0
    if not owns:
        home.people[0].facts["_rent"] = cents - cents % 100


def utilities(home: Home, chance: Chance) -> None:
    owns = home.facts["owns_home"]
    home.facts["pays_heating_or_cooling"] = chance.happens("utilities", 0.95 if owns else 0.75)
    home.facts["gets_energy_assistance"] = chance.happens("utilities", 0.1)
    home.facts["other_utilities"] = 4 if owns else chance.below("utilities", 4)
    home.facts["pays_phone"] = chance.happens("utilities", 0.97)


def county(home: Home, chance: Chance) -> None:
    shares = {
        "king": 0.29, "pierce": 0.12, "snohomish": 0.11, "spokane": 0.07, "clark": 0.065, "thurston": 0.04,
        "kitsap": 0.036, "yakima": 0.033, "whatcom": 0.03, "benton": 0.028, "skagit": 0.017, "cowlitz": 0.014,
        "grant": 0.013, "franklin": 0.013, "chelan": 0.121,
    }  # fmt: skip
    home.facts["county"] = chance.one_of("county", shares)


def savings(home: Home, chance: Chance) -> None:
    for someone in home.people:
        interest = someone.facts["_interest"] if someone.role == "head" else 0
        drawn = int(chance.number("savings") ** 3 * 800_000) if someone.age >= 18 else 0
        someone.facts["savings"] = min(100_000_000, interest * 600 + drawn)


STEPS = (
    Step("immigration", ("immigration_status", "five_years_in_status"), "A status for each filing unit by shares; 85 % of its dependants are citizens by birth. 75 % have had it for five years.", ASSUMED, immigration),
    Step("disability", ("has_disability",), "Heads with SSI, or with Social Security under 62; heads and spouses whom the file marks as blind.", "taxcalc columns ssi_ben, e02400, blind_head, blind_spouse", disability),
    Step("schooling", ("in_school", "in_college", "full_time", "work_study"), "By shares of age: 97 % of 5-17 in school; in college 45 % of 18-21, 28 % of 22-24, 8 % of 25-34, 3 % of 35-49; 70 % of these full time, 5 % in work study.", ASSUMED, schooling),
    Step("hours", ("weekly_hours",), "Pay and profit of the year by Washington's minimum wage of 2026 ($17.13), 40 at the most.", "Washington Department of Labor & Industries, minimum wage 2026; that all work at the minimum wage is assumed", hours),
    Step("health", ("unfit_for_work", "pregnant"), "25 % of people of 16-64 who work under 20 hours cannot work; 2 % of 18-40 are pregnant (the file has no sex).", ASSUMED, health),
    Step("time limit", ("time_limit_months", "tribal_member"), "40 % of people of 18-64 have used three months; 2 % are American Indians or Alaska Natives.", ASSUMED, time_limit),
    Step("service", ("military_service",), "Heads with veterans' benefits, and 6 % of adults.", ASSUMED, service),
    Step("sharing food", ("eats_apart",), "The first family of a household shares food; each further one keeps its own with probability one half.", ASSUMED, sharing_food),
    Step("rent", ("owns_home", "rent"), "Owners: who has mortgage interest or property tax. Others pay rent by size of household ($1,400 to $2,450 a month, within 35 %), not above half of their income and at least $250; the first unit's head pays.", ASSUMED, rent),
    Step("utilities", ("pays_heating_or_cooling", "gets_energy_assistance", "other_utilities", "pays_phone"), "95 % of owners and 75 % of renters pay for heating; 10 % get energy assistance; 97 % have a phone; owners pay four other bills, renters none to three.", ASSUMED, utilities),
    Step("county", ("county",), "By rounded shares of population; small counties are put together under one. It matters only while the time limit is waived somewhere.", ASSUMED, county),
    Step("savings", ("savings",), "Fifty times a year's interest, and for adults up to $8,000, mostly far less.", ASSUMED, savings),
)  # fmt: skip

#: Drawn with the people themselves (see `people`).
PEOPLE_STEPS = (
    Step("ages of dependants", ("birth_date",), "Evenly within the band that the file counts them in; adults of 21-40; elderly ones of 65-85.", "taxcalc columns nu06, nu13, nu18, n1820, n21, elderly_dependents", lambda home, chance: None),
    Step("birthdays", ("birth_date",), "Any day of the year, so that ages hold on 1 November 2026.", ASSUMED, lambda home, chance: None),
)  # fmt: skip

#: Facts that are rare or unknown, set alike for everyone; by name so that no default is silent.
ASSUMPTIONS = {
    "lives_here_as": (
        "part_of_home",
        "nobody: the file does not mark boarders, people in foster care or in institutions",
    ),
    "was_refugee": (False, "no one with a green card came as a refugee"),
    "forty_quarters": (False, "not in the file"),
    "lived_here_in_1996": (False, "not in the file"),
    "placed_in_school": (False, "rare"),
    "lacks_child_care": (False, "a judgement of a worker"),
    "in_training": (False, "not in the file"),
    "in_kind_hours": (0, "not in the file"),
    "unpaid_hours": (0, "not in the file"),
    "missed_hours_for_good_cause": (False, "a judgement of a worker"),
    "lacks_work_permit": (False, "not in the file"),
    "cares_for_incapacitated": (False, "not in the file"),
    "in_treatment": (False, "not in the file"),
    "follows_workfirst": (False, "not in the file"),
    "in_work_program": (False, "not in the file"),
    "was_in_foster_care": (False, "not in the file"),
    "in_extra_months": (False, "rare"),
    "excused_from_time_limit": (False, "a judgement of a worker"),
    "disqualification": ("no", "rare"),
    "homeless": (False, "the survey asks households in homes"),
    "free_shelter": (False, "does not apply"),
    "large_winnings": (False, "rare"),
    "destitute_farmworkers": (False, "rare"),
}
