"""Income and savings, and what they take off."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, Stock, round_half_up, round_up, rule


@rule(cites="UC Regulations 2013, regulations 52, 54, 55 and 57")
def earnings_in_month(person: Person) -> Money:
    """What the person takes home from work in a month."""
    return by_month(person.earnings)


@rule(cites="UC Regulations 2013, regulations 22(1)(b), (3) and 54")
def earned_income(family: Family) -> Money:
    """What the single person or couple takes home from work in a month."""
    return sum(p.earnings_in_month for p in family.people)


@rule(cites="UC Regulations 2013, regulation 66(1)")
def own_unearned_income(person: Person) -> Money:
    """Pensions, benefits that count, maintenance and other money that is not pay, in a month."""
    benefits = by_month(person.contributory_benefits) + by_month(person.carers_allowance)
    others = by_month(person.injury_benefit) + by_month(person.other_income)
    return by_month(person.retirement_pension) + benefits + others


@rule(cites="UC Regulations 2013, regulation 18; Welfare Reform Act 2012, section 5")
def capital(family: Family) -> Stock:
    """Savings of the single person or the couple, also of a partner who cannot claim."""
    return sum(p.savings for p in family.people)


@rule(cites="Welfare Reform Act 2012, section 5(1)(a), (2)(a); UC Regulations 2013, regulation 18(1)")
def capital_is_within_limit(family: Family, law: Law) -> bool:
    """The savings are not above £16,000."""
    return family.capital <= law.capital.limit


@rule(cites="UC Regulations 2013, regulation 72(1)")
def income_from_capital(family: Family, law: Law) -> Money:
    """Savings above £6,000 are taken to yield £4.35 a month for each £250, or part of it."""
    steps = round_up(max(0, min(family.capital, law.capital.limit) - law.capital.left_alone) / law.capital.step, 1)
    return steps * law.capital.yield_of_step


@rule(cites="UC Regulations 2013, regulation 22(1)(a), (3)")
def unearned_income(family: Family) -> Money:
    """Money that is not pay, and what savings are taken to yield: all of it is taken off."""
    return sum(p.own_unearned_income for p in family.people) + family.income_from_capital


@rule(cites="UC Regulations 2013, regulation 22(1)(b)")
def has_work_allowance(family: Family) -> bool:
    """Those who claim are responsible for a child, or the health of one limits their work."""
    return family.number_of_children > 0 or any(p.is_claimant and p.health != Health.no for p in family.people)


@rule(cites="UC Regulations 2013, regulation 22(2)")
def work_allowance(family: Family, law: Law) -> Money:
    """What may be earned before anything is taken off: less, where there is help with rent."""
    if not family.has_work_allowance:
        return 0
    return law.work_allowance.lower if family.housing_element > 0 else law.work_allowance.higher


@rule(cites="UC Regulations 2013, regulations 6(1) and 22(1)(b)")
def taken_off_for_earnings(family: Family, law: Law) -> Money:
    """55 pence of each pound earned above the work allowance is taken off."""
    return round_half_up(law.taper * max(0, family.earned_income - family.work_allowance), 0.01)
