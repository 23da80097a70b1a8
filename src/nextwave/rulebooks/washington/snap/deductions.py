"""What the law takes off income before it works out the benefit."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, rule


@rule(cites="7 CFR 273.9(d)(2); WAC 388-450-0185(2)(b)")
def earned_income_deduction(unit: FoodUnit, law: Law) -> Money:
    """A fifth of what the group earns is taken off, also of what goes out as child support."""
    return law.deductions.earned_income_share * unit.earned_income


@rule(cites="7 CFR 273.9(d)(1)(iii); WAC 388-450-0185(2)(a)")
def standard_deduction(unit: FoodUnit, law: Law) -> Money:
    """An amount that is taken off for everyone, by the number of people."""
    return law.deductions.standard[unit.member_count]


@rule(cites="7 CFR 273.11(c)(2)(iii); WAC 388-450-0140(3)(c)")
def shares_costs(person: Person) -> bool:
    """The person gets no food help but has income: what they pay is divided among everyone."""
    return person.counts_in_part and person.monthly_earnings + person.monthly_other_income > 0


@rule(cites="7 CFR 273.9(d)(4); 7 CFR 273.11(c)(2)(iii); WAC 388-450-0185(2)(c)")
def dependent_care_deduction(unit: FoodUnit, law: Law) -> Money:
    """Care of a child or disabled adult, so that someone can work, look for work or study, is taken off."""
    own = sum(by_month(p.care_costs, law) for p in unit.people if not p.is_left_out and not p.shares_costs)
    others = sum(by_month(p.care_costs, law) for p in unit.people if p.shares_costs)
    return own + shared_among_members(others, unit)


@rule(cites="7 CFR 273.9(d)(3); WAC 388-450-0185(2)(d); WAC 388-450-0200")
def medical_deduction(unit: FoodUnit, law: Law) -> Money:
    """Medical costs of elderly and disabled people are taken off where they come to more than $35 together."""
    costs = sum(
        by_month(p.medical_costs, law) for p in unit.people if p.is_elderly_or_disabled_member or p.counts_in_full
    )
    return max(0, costs - law.deductions.medical_threshold)


@rule(cites="7 CFR 273.10(e)(1)(i)(A)-(E)")
def income_before_shelter(unit: FoodUnit) -> Money:
    """What is left of the income before the home is looked at."""
    first = unit.income_less_child_support - unit.earned_income_deduction - unit.standard_deduction
    return max(0, first - unit.medical_deduction - unit.dependent_care_deduction)
