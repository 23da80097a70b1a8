"""Who gets a Healthy Start card, and what goes on it each week."""

from __future__ import annotations

from nextwave.language import Law, Person, Weekly, age, count, period_start, rule


@rule(cites="Healthy Start Scheme Regulations 2005, regulation 3(3)")
def someone_is_the_right_age(family: Family) -> bool:
    """Someone is more than 10 weeks pregnant, or there is a child under 4."""
    young = any(p.is_dependent and age(p.birth_date, period_start) < 4 for p in family.people)
    return young or any(p.pregnant for p in family.people)


@rule(
    cites="Healthy Start Scheme Regulations 2005, regulation 3(3), as amended; NHS Business Services Authority, how to apply"
)
def gets_universal_credit_on_low_pay(family: Family, law: Law) -> bool:
    """The family gets Universal Credit, and takes home £408 a month or less from work."""
    return family.uc.eligible and family.uc.earned_income <= law.earnings_limit


@rule(
    cites="Healthy Start Scheme Regulations 2005, regulation 3(3), as amended; NHS Business Services Authority, how to apply"
)
def gets_another_benefit(family: Family) -> bool:
    """Someone gets Income Support, income-based Jobseeker's Allowance, or Pension Credit with an amount for a child."""
    if any(p.other_benefit == OtherBenefit.income_support for p in family.people):
        return True
    has_child = any(p.is_dependent for p in family.people)
    return has_child and any(p.other_benefit == OtherBenefit.pension_credit for p in family.people)


@rule(
    cites="Healthy Start Scheme Regulations 2005, regulation 3(3), as amended; NHS Business Services Authority, how to apply"
)
def is_pregnant_and_counts(person: Person) -> bool:
    """The person is pregnant, and either under 18 and not barred, or gets income-related ESA."""
    if not person.pregnant:
        return False
    under_18 = age(person.birth_date, period_start) < 18 and person.barred != Barred.immigration_control
    return under_18 or any(p.other_benefit == OtherBenefit.income_related_esa for p in person.family.people)


@rule(cites="Healthy Start Scheme Regulations 2005, regulation 3")
def family_has_low_income(family: Family) -> bool:
    """The family gets a benefit that opens Healthy Start to children and pregnant women alike."""
    return family.gets_universal_credit_on_low_pay or family.gets_another_benefit


@rule(cites="Healthy Start Scheme Regulations 2005, regulation 3(1)-(3)")
def someone_is_entitled(family: Family) -> bool:
    """The family gets a benefit that opens Healthy Start, or someone is entitled by pregnancy alone."""
    return family.family_has_low_income or any(p.is_pregnant_and_counts for p in family.people)


@rule(cites="Healthy Start Scheme Regulations 2005, regulation 3(1)")
def eligible(family: Family) -> bool:
    """The family can get a Healthy Start card."""
    return family.someone_is_the_right_age and family.someone_is_entitled


@rule(cites="Healthy Start Scheme Regulations 2005, regulations 3 and 8(3)-(6)")
def weekly_value(family: Family, law: Law) -> Weekly:
    """What goes on the card each week: one part in pregnancy and for a child from 1 to 3, two for a baby."""
    if not family.family_has_low_income:
        return law.value * count(p for p in family.people if p.is_pregnant_and_counts)
    pregnancies = count(p for p in family.people if p.pregnant)
    babies = count(p for p in family.people if p.is_dependent and age(p.birth_date, period_start) < 1)
    children = count(p for p in family.people if p.is_dependent and age(p.birth_date, period_start) < 4)
    return law.value * (pregnancies + children + babies)
