"""What the law takes off income before it works out the benefit."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, rule


@rule(cites="7 CFR 273.9(d)(2); WAC 388-450-0185(2)")
def earned_income_deduction(unit: FoodUnit, law: Law) -> Money:
    """A fifth of what the group earns is taken off."""
    return law.deductions.earned_income_share * unit.earned_income


@rule(cites="7 CFR 273.9(d)(1)(iii); WAC 388-450-0185(1)")
def standard_deduction(unit: FoodUnit, law: Law) -> Money:
    """An amount that is taken off for everyone, by the number of people."""
    return law.deductions.standard[unit.member_count]


@rule(cites="7 CFR 273.10(e)(1)(i)(E)")
def income_before_shelter(unit: FoodUnit) -> Money:
    """What is left of the income before the home is looked at."""
    return max(0, unit.gross_income - unit.earned_income_deduction - unit.standard_deduction)


@rule(cites="7 CFR 273.9(d)(6)(ii); WAC 388-450-0190")
def monthly_rent(person: Person, law: Law) -> Money:
    """Rent or mortgage the person pays in a month."""
    return by_month(person.rent, law)


@rule(cites="7 CFR 273.9(d)(6)(iii); WAC 388-450-0195(3)")
def utility_allowance(household: Household, law: Law) -> Money:
    """A fixed amount for bills: heating and cooling, two other bills, or a phone."""
    if household.pays_heating_or_cooling:
        return law.shelter.utility_allowance.standard
    bills = household.other_utilities + (1 if household.pays_phone else 0)
    if bills >= 2:
        return law.shelter.utility_allowance.limited
    if household.pays_phone:
        return law.shelter.utility_allowance.telephone
    return 0


@rule(cites="7 CFR 273.11(c)(2)(iii); WAC 388-450-0140(3)(c)")
def rent_that_counts(unit: FoodUnit) -> Money:
    """Rent that the group pays; of a non-member with income, only the members' part."""
    own = sum(
        person.monthly_rent
        for person in unit.people
        if person.is_eligible_member or person.monthly_earnings + person.monthly_other_income == 0
    )
    others = sum(
        person.monthly_rent
        for person in unit.people
        if not person.is_eligible_member and person.monthly_earnings + person.monthly_other_income > 0
    )
    return own + shared_among_members(others, unit)


@rule(cites="7 CFR 273.9(d)(6)(ii)-(iii); WAC 388-450-0190; WAC 388-450-0195")
def shelter_costs(unit: FoodUnit) -> Money:
    """What the home costs in a month: rent or mortgage and a fixed amount for bills."""
    return unit.rent_that_counts + unit.household.utility_allowance


@rule(cites="7 CFR 273.9(d)(6)(ii); WAC 388-450-0190")
def excess_shelter_deduction(unit: FoodUnit, law: Law) -> Money:
    """Home costs above half of the income that is left are taken off, up to a limit for most groups."""
    excess = max(0, unit.shelter_costs - law.shelter.income_share * unit.income_before_shelter)
    if unit.has_elderly_or_disabled_member:
        return excess
    return min(excess, law.shelter.cap)
