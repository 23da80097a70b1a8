"""Income: what people earn and what else they get, by month."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, formula, per_month, round_half_up, rule


@rule(cites="7 CFR 273.9(b)(1); 7 CFR 273.9(c)(7); 7 CFR 273.10(c)(2)(i); WAC 388-450-0215")
def monthly_earnings(person: Person, law: Law) -> Money:
    """Pay from all jobs in a month; what a child in school earns does not count."""
    if person.is_minor and person.in_school:
        return 0
    return sum(
        round_half_up(
            per_month(
                job.pay,
                week=law.income.weeks_in_month,
                two_weeks=law.income.two_weeks_in_month,
                half_month=2,
                year=1 / 12,
            ),
            0.01,
        )
        for job in person.jobs
    )


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


@rule(cites="7 CFR 273.9(b)(2); WAC 388-450-0025")
def monthly_other_income(person: Person, law: Law) -> Money:
    """Social Security, benefits, pensions and other money that is not pay, in a month."""
    benefits = by_month(person.social_security, law) + by_month(person.ssi, law) + by_month(person.unemployment, law)
    insurance = by_month(person.veterans_benefits, law) + by_month(person.workers_compensation, law)
    support = by_month(person.child_support_received, law) + by_month(person.cash_assistance, law)
    return benefits + insurance + support + by_month(person.pension, law) + by_month(person.other_income, law)


@formula(cites="7 CFR 273.11(c)(2)(ii); WAC 388-450-0140(3)(b)")
def shared_among_members(amount: Money, unit: FoodUnit) -> Money:
    """The part of a non-member's amount that counts: divided evenly, without their own share."""
    return round_half_up(amount * unit.member_count / unit.everyone_count, 0.01) if unit.everyone_count > 0 else 0


@rule(cites="7 CFR 273.9(b)(1); 7 CFR 273.11(c)(2)(ii); WAC 388-450-0140(3)")
def earned_income(unit: FoodUnit) -> Money:
    """What the group earns in a month, with a share of what others in it earn."""
    own = sum(person.monthly_earnings for person in unit.people if person.is_eligible_member)
    others = sum(person.monthly_earnings for person in unit.people if not person.is_eligible_member)
    return own + shared_among_members(others, unit)


@rule(cites="7 CFR 273.9(b)(2); 7 CFR 273.11(c)(2)(ii); WAC 388-450-0140(3)")
def unearned_income(unit: FoodUnit) -> Money:
    """Other money the group gets in a month, with a share of what others in it get."""
    own = sum(person.monthly_other_income for person in unit.people if person.is_eligible_member)
    others = sum(person.monthly_other_income for person in unit.people if not person.is_eligible_member)
    return own + shared_among_members(others, unit)


@rule(cites="7 CFR 273.9(b); WAC 388-450-0162(4)(a)(i)")
def gross_income(unit: FoodUnit) -> Money:
    """All money the group has coming in each month, before tax."""
    return unit.earned_income + unit.unearned_income
