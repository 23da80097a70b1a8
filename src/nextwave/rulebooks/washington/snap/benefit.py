"""How much Basic Food a group gets in a month."""

from __future__ import annotations

from nextwave.language import (
    Law,
    Money,
    days_between,
    in_month,
    period_end,
    period_start,
    round_down,
    round_half_up,
    round_up,
    rule,
)


@rule(cites="7 CFR 273.10(e)(1)(ii)(A); WAC 388-450-0162(4)(b)")
def net_income(unit: FoodUnit) -> Money:
    """Income after everything that is taken off, in whole dollars."""
    return round_half_up(max(0, unit.income_before_shelter - unit.shelter_deduction), 1)


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


@rule(cites="7 CFR 273.10(a)(1)(ii)-(iii); WAC 388-406-0055; WAC 388-412-0015")
def first_month_benefit(unit: FoodUnit, law: Law) -> Money:
    """Basic Food for the month in which one applies: from that day on, in 30ths, and nothing below $10."""
    applied = unit.household.applied_on
    if applied <= period_start or applied > period_end:
        return unit.monthly_benefit
    days = max(1, 30 - days_between(period_start, applied))
    part = round_down(unit.monthly_benefit * days / 30, 1)
    return part if part >= law.benefit.least_first_month else 0


@rule(cites="7 CFR 273.2(i)(1); WAC 388-406-0015")
def needs_food_fast(unit: FoodUnit, law: Law) -> bool:
    """The group has hardly any money, or less than the home costs."""
    little = unit.liquid_resources <= law.expedited.resources
    poor = little and unit.gross_income < law.expedited.income
    destitute = little and unit.household.destitute_farmworkers
    costly = unit.gross_income + in_month(unit.liquid_resources) < unit.shelter_costs
    return poor or destitute or costly


@rule(cites="7 CFR 273.2(i)(1), (3)(i); WAC 388-406-0015")
def expedited_service(unit: FoodUnit) -> bool:
    """The group gets its food help within seven days: hardly any money, or less than the home costs."""
    return unit.eligible and unit.needs_food_fast
