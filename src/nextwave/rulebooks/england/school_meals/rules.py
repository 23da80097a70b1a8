"""Which children get free school meals in England."""

from __future__ import annotations

from nextwave.language import Law, Person, age, latest, rule


@rule(cites="Education Act 1996, sections 512ZB(4) and 512A")
def goes_to_state_school(person: Person) -> bool:
    """The child goes to a state school in England."""
    return person.in_state_school


@rule(cites="Education Act 1996, section 512A; Children and Families Act 2014, section 106")
def is_an_infant(person: Person) -> bool:
    """The child is in reception, year 1 or year 2: from 4 to 6 years old last 1 September."""
    return 4 <= age(person.birth_date, latest(9, 1)) < 7


@rule(cites="Education Act 1996, section 512ZB(4)(a)(ai); SI 2018/148, regulations 2 and 4", until="2026-08-31")
def universal_credit_opens_meals(person: Person, law: Law) -> bool:
    """The family gets Universal Credit, and takes home £616.67 a month or less from work (£7,400 a year)."""
    return person.family.uc.eligible and person.family.uc.earned_income <= law.earnings_limit


@rule(
    cites="Education Act 1996, section 512ZB(4)(a)(ai); announced on 5 June 2025, the regulations not read",
    since="2026-09-01",
)
def universal_credit_opens_meals(person: Person, law: Law) -> bool:
    """The family gets Universal Credit, whatever they earn: since September 2026."""
    return person.family.uc.eligible


@rule(cites="Education Act 1996, section 512ZB(4)(a)(i)-(iii), (aa)")
def another_benefit_opens_meals(person: Person) -> bool:
    """Someone in the family gets Income Support, income-based JSA, income-related ESA, Pension Credit or asylum support."""
    return any(p.other_benefit != OtherBenefit.no for p in person.family.people)


@rule(cites="Education Act 1996, sections 512ZB(4) and 512A")
def age_or_benefit_opens_meals(person: Person) -> bool:
    """The child is in reception, year 1 or year 2, or the family gets a benefit that opens free school meals."""
    return person.is_an_infant or person.universal_credit_opens_meals or person.another_benefit_opens_meals


@rule(cites="Education Act 1996, sections 512ZB and 512A")
def eligible(person: Person) -> bool:
    """The child can get free school meals."""
    return person.goes_to_state_school and person.age_or_benefit_opens_meals
