"""How much Basic Food a group gets in a month."""

from __future__ import annotations

from nextwave.language import Law, Money, round_half_up, round_up, rule


@rule(cites="7 CFR 273.10(e)(1)(ii)(A); WAC 388-450-0162(4)(b)")
def net_income(unit: FoodUnit) -> Money:
    """Income after everything that is taken off, in whole dollars."""
    return round_half_up(max(0, unit.income_before_shelter - unit.excess_shelter_deduction), 1)


@rule(cites="7 CFR 273.10(e)(2)(ii)(A)(1); 7 USC 2017(a)")
def expected_contribution(unit: FoodUnit, law: Law) -> Money:
    """The part of its net income that a group is expected to spend on food: 30 percent, rounded up."""
    return round_up(law.benefit.contribution_share * unit.net_income, 1)


@rule(cites="7 CFR 273.10(e)(4); WAC 388-478-0060")
def maximum_allotment(unit: FoodUnit, law: Law) -> Money:
    """The most a group of this size can get."""
    return law.benefit.maximum_allotment[unit.member_count]


@rule(cites="7 CFR 273.10(e)(2)(ii)(C); WAC 388-412-0015(6)")
def minimum_allotment(unit: FoodUnit, law: Law) -> Money:
    """Groups of one or two who can get Basic Food get at least this much."""
    if unit.member_count <= law.benefit.minimum_allotment_largest_group:
        return law.benefit.minimum_allotment
    return 0


@rule(cites="7 CFR 273.10(e)(2)(ii)")
def calculated_benefit(unit: FoodUnit) -> Money:
    """The most for the group's size less what it is expected to spend, and never below the least amount."""
    return max(unit.maximum_allotment - unit.expected_contribution, unit.minimum_allotment)


@rule(cites="7 CFR 273.10(e)(2)(ii); WAC 388-450-0162(4)(b)")
def monthly_benefit(unit: FoodUnit) -> Money:
    """Basic Food for a whole month."""
    return max(0, unit.calculated_benefit) if unit.eligible else 0
