"""Income: what people earn and what else they get, by month; what counts and what the law leaves out."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, formula, per_month, round_half_up, rule


@formula(cites="7 CFR 273.10(c)(2)(i); WAC 388-450-0215")
def by_month(flow: Money, law: Law) -> Money:
    """An amount as it was stated, brought to a month and rounded to the cent."""
    return round_half_up(
        per_month(
            flow,
            week=law.income.weeks_in_month,
            two_weeks=law.income.two_weeks_in_month,
            half_month=2,
            year=1 / 12,
        ),
        0.01,
    )


@rule(cites="7 CFR 273.9(c)(7); WAC 388-450-0070(1)")
def is_child_whose_pay_is_left_out(person: Person) -> bool:
    """The person is under 18, in school, not married, and lives with a parent or under another's care."""
    return person.is_minor and person.in_school and person.spouse is None and person.is_under_parental_control


@rule(cites="7 CFR 273.9(b)(1); 7 CFR 273.9(c)(7); 7 CFR 273.10(c)(2)(i); WAC 388-450-0030; WAC 388-450-0070")
def monthly_earnings(person: Person, law: Law) -> Money:
    """Pay and self-employment in a month; what a child in school earns does not count."""
    if person.is_child_whose_pay_is_left_out:
        return 0
    return sum(by_month(job.pay, law) for job in person.jobs) + person.monthly_self_employment


@rule(cites="7 CFR 273.11(a)-(b); WAC 388-450-0085(1)-(2)")
def monthly_self_employment(person: Person, law: Law) -> Money:
    """What self-employment brings in, less half of it or the actual costs, whichever is more."""
    before = by_month(person.self_employment, law)
    half = round_half_up(law.income.self_employment_costs_share * before, 0.01)
    return max(0, before - max(half, by_month(person.self_employment_costs, law)))


@rule(cites="7 CFR 273.9(b)(2); WAC 388-450-0025")
def monthly_other_income(person: Person, law: Law) -> Money:
    """Social Security, benefits, pensions, support and other money that is not pay, in a month."""
    benefits = by_month(person.social_security, law) + by_month(person.ssi, law) + by_month(person.unemployment, law)
    insurance = by_month(person.veterans_benefits, law) + by_month(person.workers_compensation, law)
    help = by_month(person.cash_assistance, law) + by_month(person.abd, law) + person.monthly_child_support_received
    support = by_month(person.alimony, law) + by_month(person.support_from_others, law)
    property = by_month(person.pension, law) + by_month(person.interest, law) + by_month(person.rental_income, law)
    others = by_month(person.deemed_from_sponsor, law) + by_month(person.other_income, law)
    return benefits + insurance + help + support + property + others


@rule(cites="7 CFR 273.9(b)(2)(iii), (b)(5)(ii)")
def monthly_child_support_received(person: Person, law: Law) -> Money:
    """Child support that comes in; of someone who gets TANF it goes to the state and does not count."""
    return 0 if person.gets_tanf else by_month(person.child_support_received, law)


@rule(cites="7 CFR 273.9(c)(1)-(5), (8)-(15); WAC 388-450-0015(1); WAC 388-450-0035 to -0065")
def monthly_income_left_out(person: Person, law: Law) -> Money:
    """Money that the law does not count: school aid, energy help, tax refunds, loans, paid-back costs and such."""
    aid = by_month(person.education_aid, law) + by_month(person.work_program_payments, law)
    once = by_month(person.tax_refunds, law) + by_month(person.loans, law) + by_month(person.one_time_payments, law)
    paid_back = by_month(person.energy_payments, law) + by_month(person.reimbursements, law)
    given = by_month(person.small_gifts, law) + by_month(person.paid_directly, law)
    return aid + once + paid_back + given + by_month(person.foster_care_payments, law)


@rule(cites="7 CFR 273.9(c); WAC 388-450-0015")
def income_left_out(unit: FoodUnit) -> Money:
    """Money of the group that the law does not count."""
    return sum(p.monthly_income_left_out for p in unit.people)


@formula(cites="7 CFR 273.11(c)(2)(ii); WAC 388-450-0140(3)(b)")
def shared_among_members(amount: Money, unit: FoodUnit) -> Money:
    """The part of a person's amount that counts who gets no help: divided evenly, without their own share."""
    return round_half_up(amount * unit.sharing_count / unit.everyone_count, 0.01) if unit.everyone_count > 0 else 0


@rule(cites="7 CFR 273.9(b)(1); 7 CFR 273.11(c); WAC 388-450-0140(2)-(3)")
def earned_income(unit: FoodUnit) -> Money:
    """What the group earns in a month, with a share of what others in it earn."""
    own = sum(p.monthly_earnings for p in unit.people if not p.is_left_out and not p.counts_in_part)
    others = sum(p.monthly_earnings for p in unit.people if p.counts_in_part)
    return own + shared_among_members(others, unit)


@rule(cites="7 CFR 273.9(b)(2); 7 CFR 273.11(c); WAC 388-450-0140(2)-(3)")
def unearned_income(unit: FoodUnit) -> Money:
    """Other money the group gets in a month, with a share of what others in it get."""
    own = sum(p.monthly_other_income for p in unit.people if not p.is_left_out and not p.counts_in_part)
    others = sum(p.monthly_other_income for p in unit.people if p.counts_in_part)
    return own + shared_among_members(others, unit)


@rule(cites="7 CFR 273.9(c)(17); 7 CFR 273.9(d)(5); WAC 388-450-0015(2); WSR 09-15-085")
def child_support_left_out(unit: FoodUnit, law: Law) -> Money:
    """Child support that the group pays by order to someone outside: left out before any limit is looked at."""
    own = sum(by_month(p.child_support_paid, law) for p in unit.people if not p.is_left_out and not p.counts_in_part)
    others = sum(by_month(p.child_support_paid, law) for p in unit.people if p.counts_in_part)
    return own + shared_among_members(others, unit)


@rule(cites="7 CFR 273.9(b), (c)(17)")
def income_less_child_support(unit: FoodUnit) -> Money:
    """What comes in each month less child support that goes out."""
    return unit.earned_income + unit.unearned_income - unit.child_support_left_out


@rule(cites="7 CFR 273.9(b); WAC 388-450-0162(4)(a)(i)")
def gross_income(unit: FoodUnit) -> Money:
    """All money the group has coming in each month that counts, before tax."""
    return max(0, unit.income_less_child_support)
