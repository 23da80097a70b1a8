"""Who may get Basic Food: categorical eligibility, and the tests for those outside it."""

from __future__ import annotations

from nextwave.language import Law, Money, formula, latest, round_half_up, round_up, rule


@formula(cites="WAC 388-414-0001(2)(a); WAC 388-478-0060")
def state_limit(people: int, law: Law) -> Money:
    """A share of the poverty guideline by month; the state takes a new guideline on 1 April."""
    guideline = law.on(latest(4, 1)).poverty_guideline[people]
    return round_half_up(guideline * law.income.categorical_limit_share / 12, 1)


@formula(cites="7 CFR 273.9(a)(1)-(4)")
def federal_limit(people: int, share: Rate, law: Law) -> Money:
    """A share of the poverty guideline by month, rounded up; above eight people a rounded step for each."""
    guideline = law.on(latest(10, 1)).poverty_guideline
    if people <= 8:
        return round_up(guideline[people] * share / 12, 1)
    return round_up(guideline[8] * share / 12, 1) + (people - 8) * round_up(
        (guideline[9] - guideline[8]) * share / 12, 1
    )


@rule(cites="7 CFR 273.2(j)(2)(vii); WAC 388-414-0001(3)")
def is_barred_from_categorical_eligibility(unit: FoodUnit) -> bool:
    """Someone broke the rules on purpose, the head broke work rules, or someone won a large amount."""
    broke_rules = any(p.disqualification == Disqualification.broke_rules and p.counts_in_full for p in unit.people)
    head = any(p.disqualification == Disqualification.work_rules_as_head and p.counts_in_full for p in unit.people)
    return broke_rules or head or unit.household.large_winnings


@rule(cites="7 CFR 273.2(j)(2)(i), (iv), (j)(4); WAC 388-414-0001(2)(b)")
def everyone_gets_cash_help(unit: FoodUnit, law: Law) -> bool:
    """Everyone in the group gets TANF, SSI or Aged, Blind or Disabled cash help."""
    return all(
        p.gets_tanf or by_month(p.ssi, law) > 0 or by_month(p.abd, law) > 0 for p in unit.people if not p.is_left_out
    )


@rule(cites="7 CFR 273.2(j)(2)(ii); WAC 388-414-0001(2)(a)")
def is_categorically_eligible(unit: FoodUnit, law: Law) -> bool:
    """The group's income is not above twice the poverty guideline, or everyone gets cash help; nothing bars it."""
    low = unit.gross_income <= state_limit(unit.member_count, law)
    return (low or unit.everyone_gets_cash_help) and not unit.is_barred_from_categorical_eligibility


@rule(cites="7 CFR 273.9(a)(1); WAC 388-414-0001; WAC 388-478-0060")
def gross_income_limit(unit: FoodUnit, law: Law) -> Money:
    """The most money a group of this size may have coming in each month."""
    if unit.is_barred_from_categorical_eligibility:
        return federal_limit(unit.member_count, law.income.gross_limit_share, law)
    return state_limit(unit.member_count, law)


@rule(cites="7 CFR 273.9(a); WAC 388-414-0001; WAC 388-450-0162(4)(a)")
def gross_income_test(unit: FoodUnit) -> bool:
    """The money coming in is not above the limit; for elderly and disabled people only the net income counts."""
    exempt = unit.is_categorically_eligible or unit.has_elderly_or_disabled_member
    return exempt or unit.gross_income <= unit.gross_income_limit


@rule(cites="7 CFR 273.9(a)(2); WAC 388-478-0060")
def net_income_limit(unit: FoodUnit, law: Law) -> Money:
    """The most money a group may have left after everything that is taken off, unless categorically eligible."""
    return federal_limit(unit.member_count, law.income.net_limit_share, law)


@rule(cites="7 CFR 273.9(a); 7 CFR 273.2(j)(2); WAC 388-450-0162(4)(a)(ii)")
def net_income_test(unit: FoodUnit) -> bool:
    """What is left of the income is not above the limit, or does not matter."""
    return unit.is_categorically_eligible or unit.net_income <= unit.net_income_limit


@rule(cites="7 CFR 273.1(b)(7); 7 CFR 273.4(a); WAC 388-408-0035; WAC 388-424-0020")
def someone_is_covered(unit: FoodUnit) -> bool:
    """At least one person counts: by citizenship or status, work rules, study, and no disqualification."""
    return unit.member_count > 0


@rule(cites="7 CFR 273.10(e)(2)(iii)(A); WAC 388-450-0162(4)")
def benefit_is_above_zero(unit: FoodUnit) -> bool:
    """The income is low enough that there is something to pay."""
    return unit.calculated_benefit > 0


@rule(cites="7 CFR 273.2(j)(2); 7 CFR 273.10(e)(2); WAC 388-400-0040")
def eligible(unit: FoodUnit) -> bool:
    """The group can get Basic Food."""
    tests = unit.gross_income_test and unit.net_income_test and unit.resource_test
    return unit.someone_is_covered and tests and unit.benefit_is_above_zero
