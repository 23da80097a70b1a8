"""The home: what it costs, the fixed amounts for bills, and what is taken off for it."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, rule


@rule(cites="7 CFR 273.9(d)(6)(ii)(A)-(E); WAC 388-450-0190(1)(a)-(d)")
def monthly_home_costs(person: Person, law: Law) -> Money:
    """Rent or mortgage, property tax and insurance of the building that the person pays in a month."""
    return by_month(person.rent, law) + by_month(person.property_tax, law) + by_month(person.home_insurance, law)


@rule(cites="7 CFR 273.11(c)(2)(iii); WAC 388-450-0140(2)(b), (3)(c)")
def home_costs_that_count(unit: FoodUnit) -> Money:
    """Home costs that the group pays; of a person who gets no help but has income, only the others' part."""
    own = sum(p.monthly_home_costs for p in unit.people if not p.is_left_out and not p.shares_costs)
    others = sum(p.monthly_home_costs for p in unit.people if p.shares_costs)
    return own + shared_among_members(others, unit)


@rule(cites="7 CFR 273.9(d)(6)(iii)(D); 7 USC 2014(e)(6)(C)(iv); WAC 388-450-0195(2)(a); WAC 388-400-0047")
def has_heating_costs(unit: FoodUnit, law: Law) -> bool:
    """Someone pays for heating or cooling, or gets energy assistance that the law takes for it."""
    if unit.household.pays_heating_or_cooling:
        return True
    counts = unit.has_elderly_or_disabled_member or not law.shelter.energy_assistance_for_elderly_only
    return unit.household.gets_energy_assistance and counts


@rule(cites="7 CFR 273.9(d)(6)(iii); WAC 388-450-0195(2)")
def utility_allowance(unit: FoodUnit, law: Law) -> Money:
    """A fixed amount for bills: heating and cooling, two other bills, or a phone."""
    if unit.has_heating_costs:
        return law.shelter.utility_allowance.standard
    bills = unit.household.other_utilities + (1 if unit.household.pays_phone else 0)
    if bills >= 2:
        return law.shelter.utility_allowance.limited
    if unit.household.pays_phone:
        return law.shelter.utility_allowance.telephone
    return 0


@rule(cites="7 CFR 273.9(d)(6)(ii)-(iii); WAC 388-450-0190; WAC 388-450-0195")
def shelter_costs(unit: FoodUnit) -> Money:
    """What the home costs in a month: rent or mortgage, tax, insurance and a fixed amount for bills."""
    return unit.home_costs_that_count + unit.utility_allowance


@rule(cites="7 CFR 273.9(d)(6)(i); 7 USC 2014(e)(6)(D)")
def homeless_deduction(unit: FoodUnit, law: Law) -> Money:
    """A fixed amount for homeless people whose place to sleep is not free for the whole month."""
    if unit.household.homeless and not unit.household.free_shelter:
        return law.shelter.homeless
    return 0


@rule(cites="7 CFR 273.9(d)(6)(ii); WAC 388-450-0190")
def excess_shelter_deduction(unit: FoodUnit, law: Law) -> Money:
    """Home costs above half of the income that is left are taken off, up to a limit for most groups."""
    excess = max(0, unit.shelter_costs - law.shelter.income_share * unit.income_before_shelter)
    if unit.has_elderly_or_disabled_member:
        return excess
    return min(excess, law.shelter.cap)


@rule(cites="7 CFR 273.9(d)(6)(i)-(ii); 7 CFR 273.10(e)(1)(i)(G)-(H)")
def shelter_deduction(unit: FoodUnit) -> Money:
    """What is taken off for the home: the fixed amount for homeless people, or the excess where it is more."""
    return max(unit.homeless_deduction, unit.excess_shelter_deduction)
