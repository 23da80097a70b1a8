"""Who may get Universal Credit: the basic conditions, of a single person and of couples."""

from __future__ import annotations

from nextwave.language import Person, age, count, period_start, rule


@rule(cites="UC Regulations 2013, regulation 8(1)")
def is_responsible_for_child(person: Person) -> bool:
    """The person, or their partner, is responsible for a child or young person here."""
    return any(p.counts_for_child_element for p in person.family.people)


@rule(cites="Welfare Reform Act 2012, section 4(1)(a); UC Regulations 2013, regulation 8")
def is_old_enough(person: Person) -> bool:
    """The person is 18 or older, or 16 or 17 with a child, caring for someone, in poor health or without parents."""
    if age(person.birth_date, period_start) >= 18:
        return True
    excepted = person.may_claim_under_18 or person.cares_for_disabled or person.health != Health.no
    return person.is_16_or_older and (excepted or person.is_responsible_for_child)


@rule(cites="Welfare Reform Act 2012, section 4(1)(d); UC Regulations 2013, regulations 12 and 14")
def may_be_in_education(person: Person) -> bool:
    """The person is no full-time student, or one who may get Universal Credit all the same."""
    if not person.is_student or person.may_study or person.is_responsible_for_child:
        return True
    return person.disability_benefit != DisabilityBenefit.no and person.health != Health.no


@rule(cites="UC Regulations 2013, regulations 3(3) and 19; Immigration and Asylum Act 1999, section 115")
def is_left_out(person: Person) -> bool:
    """The person cannot claim, and a partner claims as a single person: too young, abroad, in prison or barred."""
    return not person.is_old_enough or not person.lives_in_great_britain or person.barred != Barred.no


@rule(cites="UC Regulations 2013, regulation 3; Welfare Reform Act 2012, section 2")
def is_claimant(person: Person) -> bool:
    """The person is an adult who may claim, alone or with a partner."""
    return person.is_adult and not person.is_left_out


@rule(cites="Welfare Reform Act 2012, sections 1(2) and 2")
def number_of_claimants(family: Family) -> int:
    """How many claim: one, or a couple."""
    return count(p for p in family.people if p.is_claimant)


@rule(cites="Welfare Reform Act 2012, section 4(1)(a), (c); UC Regulations 2013, regulations 3(3), 8, 9 and 19")
def someone_can_claim(family: Family) -> bool:
    """At least one adult is old enough, lives in Great Britain, and is not barred."""
    return family.number_of_claimants > 0


@rule(cites="Welfare Reform Act 2012, section 4(1)(b); UC Regulations 2013, regulation 3(2)(a)")
def someone_is_under_pension_age(family: Family) -> bool:
    """The claimant, or one of a couple, is under State Pension age."""
    # Where nobody can claim, that alone is the reason.
    return not family.someone_can_claim or any(p.is_claimant and p.is_under_pension_age for p in family.people)


@rule(cites="Welfare Reform Act 2012, section 4(1)(d); UC Regulations 2013, regulations 3(2)(b), 12 and 14")
def education_is_no_bar(family: Family) -> bool:
    """The claimant, or one of a couple, is no full-time student, or one who may get Universal Credit all the same."""
    # Where nobody can claim, that alone is the reason.
    return not family.someone_can_claim or any(p.is_claimant and p.may_be_in_education for p in family.people)


@rule(cites="Welfare Reform Act 2012, sections 4(1)(e) and 14; UC Regulations 2013, regulations 15 and 16")
def commitments_are_accepted(family: Family) -> bool:
    """Everyone who claims agrees to a claimant commitment."""
    return all(p.accepts_commitment for p in family.people if p.is_claimant)
