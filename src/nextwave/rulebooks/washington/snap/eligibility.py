"""Who may get Basic Food."""

from __future__ import annotations

from nextwave.language import Law, Money, formula, latest, round_half_up, rule


@formula(cites="WAC 388-414-0001; WAC 388-478-0060")
def monthly_limit(people: int, law: Law) -> Money:
    """A share of the poverty guideline by month; the state takes a new guideline on 1 April."""
    guideline = law.on(latest(4, 1)).poverty_guideline[people]
    return round_half_up(guideline * law.income.gross_limit_share / 12, 1)


@rule(cites="WAC 388-414-0001; 7 CFR 273.2(j)(2)(ii)")
def gross_income_limit(unit: FoodUnit, law: Law) -> Money:
    """The most money a group of this size may have coming in each month."""
    return monthly_limit(unit.member_count, law)


@rule(cites="WAC 388-414-0001; 7 CFR 273.2(j)(2)(ii)")
def gross_income_test(unit: FoodUnit) -> bool:
    """The money coming in is not above the limit."""
    return unit.gross_income <= unit.gross_income_limit


@rule(cites="7 CFR 273.4(a); WAC 388-424-0020")
def someone_is_covered(unit: FoodUnit) -> bool:
    """At least one person has a citizenship or immigration status that Basic Food covers."""
    return unit.member_count > 0


@rule(cites="7 CFR 273.10(e)(2)(iii)(A); WAC 388-450-0162(4)")
def benefit_is_above_zero(unit: FoodUnit) -> bool:
    """The income is low enough that there is something to pay."""
    return unit.calculated_benefit > 0


@rule(cites="7 CFR 273.2(j)(2); 7 CFR 273.10(e)(2); WAC 388-414-0001")
def eligible(unit: FoodUnit) -> bool:
    """The group can get Basic Food."""
    return unit.someone_is_covered and unit.gross_income_test and unit.benefit_is_above_zero
