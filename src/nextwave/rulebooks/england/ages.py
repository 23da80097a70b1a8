"""Who is a child, a young person or an adult, and what decides whether a question is asked at all."""

from __future__ import annotations

from nextwave.language import Law, Person, age, latest, months, months_between, period_end, period_start, rule, years


@rule(cites="Welfare Reform Act 2012, section 40; SSCBA 1992, section 142")
def is_child(person: Person) -> bool:
    """The person is under 16."""
    return age(person.birth_date, period_start) < 16


@rule(cites="UC Regulations 2013, regulation 8(1)")
def is_16_or_older(person: Person) -> bool:
    """The person is 16 or older."""
    return age(person.birth_date, period_start) >= 16


@rule(cites="Child Benefit (General) Regulations 2006, regulation 3")
def may_be_dependent(person: Person) -> bool:
    """The person is under 20, and may be someone's responsibility."""
    return age(person.birth_date, period_start) < 20


@rule(cites="UC Regulations 2013, regulation 5(1)")
def is_16_to_19(person: Person) -> bool:
    """The person is from 16 to 19 years old."""
    return 16 <= age(person.birth_date, period_start) < 20


@rule(cites="UC Regulations 2013, regulation 5(1)(a); Child Benefit (General) Regulations 2006, regulation 4")
def is_in_first_summer(person: Person) -> bool:
    """The person is 16, and 1 September has not come since their 16th birthday."""
    return person.is_16_or_older and latest(9, 1) <= person.birth_date + years(16)


@rule(cites="Child Benefit (General) Regulations 2006, regulations 3 and 4; UC Regulations 2013, regulations 4 and 5")
def is_dependent(person: Person) -> bool:
    """Someone here is responsible for the person: a child, or a young person up to 19 in education or training."""
    if person.responsible is None:
        return False
    return person.is_child or person.is_in_first_summer or person.in_education


@rule(cites="Welfare Reform Act 2012, section 10(1), (5); UC Regulations 2013, regulations 4(2) and 5")
def counts_for_child_element(person: Person) -> bool:
    """A child, or a young person in education or training until 1 September after their 19th birthday."""
    return person.is_dependent and latest(9, 1) <= person.birth_date + years(19)


@rule(cites="Welfare Reform Act 2012, section 40; UC Regulations 2013, regulation 8(1)")
def is_adult(person: Person) -> bool:
    """The person is 16 or older, and nobody here is responsible for them."""
    return person.is_16_or_older and not person.is_dependent


@rule(cites="Welfare Reform Act 2012, section 4(1)(a); UC Regulations 2013, regulation 8(1)")
def is_adult_under_18(person: Person) -> bool:
    """The person is 16 or 17, and nobody here is responsible for them."""
    return person.is_adult and age(person.birth_date, period_start) < 18


@rule(cites="Pensions Act 1995, Schedule 4, paragraph 1, as amended by the Pensions Act 2014, section 26")
def is_under_pension_age(person: Person) -> bool:
    """The person has not reached State Pension age: 66, then a month later for each month of birth, then 67."""
    # One month later for those born from 6 April to 5 May 1960, a year later for those born from 6 March 1961 on.
    later = max(0, min(12, months_between("1960-03-06", person.birth_date)))
    return period_start < person.birth_date + years(66) + months(later)


@rule(cites="Welfare Reform Act 2012, section 4(1)(d); UC Regulations 2013, regulations 5 and 12(1A), (2)")
def is_student(person: Person) -> bool:
    """The person is a full-time student, or a young person in education or training for whom nobody is responsible."""
    if not person.is_adult:
        return False
    return person.student or (person.in_education and latest(9, 1) <= person.birth_date + years(19))


@rule(cites="UC Regulations 2013, regulation 27(1)-(2)")
def has_health_element(person: Person) -> bool:
    """The department decided that the person's health limits both work and preparing for it."""
    return person.health == Health.work_and_activity


@rule(cites="UC Regulations 2013, regulation 24(2)(b)(ii)")
def may_get_addition_for_sight(person: Person) -> bool:
    """The person is someone's responsibility, and does not get the highest disability benefit already."""
    return person.is_dependent and person.disability_benefit != DisabilityBenefit.highest


@rule(cites="Healthy Start Scheme Regulations 2005, regulation 3(3)")
def may_be_pregnant(person: Person) -> bool:
    """The person is from 12 to 55 years old."""
    return age(person.birth_date, period_end) >= 12 and age(person.birth_date, period_start) < 56


@rule(cites="Education Act 1996, section 8; section 512ZB")
def is_of_school_age(person: Person) -> bool:
    """The person was from 4 to 18 years old last 1 September."""
    return 4 <= age(person.birth_date, latest(9, 1)) < 19


@rule(cites="UC Regulations 2013, regulation 33(1)(b)")
def is_of_childcare_age(person: Person) -> bool:
    """Someone here is responsible for the person, whose 16th birthday no 1 September has followed yet."""
    return person.is_dependent and (person.is_child or person.is_in_first_summer)


@rule(cites="UC Regulations 2013, regulation 24A(3); Universal Credit (Removal of Two Child Limit) Act 2026")
def two_child_limit_may_apply(person: Person, law: Law) -> bool:
    """The limit of two children holds, and the child was born on or after 6 April 2017."""
    return law.two_child_limit and person.counts_for_child_element and person.birth_date >= "2017-04-06"


@rule(cites="SSCBA 1992, section 141 (Child Benefit)")
def is_responsible_for_someone(person: Person) -> bool:
    """The person is named as responsible for a child or young person here."""
    return any(p.responsible == person for p in person.household.people if p.is_dependent and p.responsible is not None)


@rule(cites="ITEPA 2003, section 681B")
def may_owe_charge(person: Person) -> bool:
    """The person or their partner is responsible for a child, so that there may be tax on Child Benefit."""
    if person.is_responsible_for_someone:
        return True
    return person.partner is not None and person.partner.is_responsible_for_someone


@rule(cites="UC Regulations 2013, Schedule 4, paragraph 20")
def has_private_landlord(household: Household) -> bool:
    """The rent goes to a private landlord."""
    return household.landlord == Landlord.private


@rule(cites="UC Regulations 2013, Schedule 4, paragraph 30")
def has_social_landlord(household: Household) -> bool:
    """The rent goes to the council or a housing association."""
    return household.landlord == Landlord.social


@rule(cites="UC Regulations 2013, regulation 26(2)")
def pays_rent(household: Household) -> bool:
    """There is rent to pay."""
    return household.landlord != Landlord.nobody
