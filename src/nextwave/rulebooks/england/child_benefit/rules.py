"""Who gets Child Benefit, and how much a week."""

from __future__ import annotations

from nextwave.language import Law, Person, Weekly, count, rule


@rule(cites="SSCBA 1992, section 142; Child Benefit (General) Regulations 2006, regulations 3 and 4")
def number_of_children(family: Family) -> int:
    """Children, and young people up to 19 in education or training, whom someone in the family is responsible for."""
    return count(p for p in family.people if p.is_dependent)


@rule(cites="SSCBA 1992, sections 141 and 143(1)(a)")
def has_a_child(family: Family) -> bool:
    """Someone in the family is responsible for a child or young person who lives with them."""
    return family.number_of_children > 0


@rule(cites="SSCBA 1992, section 146; Immigration and Asylum Act 1999, section 115(1)(e)")
def may_claim(person: Person) -> bool:
    """The person lives in Great Britain, and is not subject to immigration control."""
    return person.is_adult and person.lives_in_great_britain and person.barred != Barred.immigration_control


@rule(cites="SSCBA 1992, sections 141 and 146")
def someone_may_claim(family: Family) -> bool:
    """The adult who is responsible, or their partner, lives here and may claim."""
    return any(p.may_claim for p in family.people)


@rule(cites="Child Benefit (Rates) Regulations 2006, regulation 2(1)-(2)")
def weekly_rate(family: Family, law: Law) -> Weekly:
    """More for the eldest child, less for each other one: one higher rate for a couple."""
    if family.number_of_children == 0:
        return 0
    return law.eldest + law.others * (family.number_of_children - 1)


@rule(cites="SSCBA 1992, section 141")
def eligible(family: Family) -> bool:
    """The family can get Child Benefit."""
    return family.has_a_child and family.someone_may_claim


@rule(cites="SSCBA 1992, sections 141 and 145; Child Benefit (Rates) Regulations 2006, regulation 2")
def weekly_amount(family: Family) -> Weekly:
    """Child Benefit for a week."""
    return family.weekly_rate if family.eligible else 0


@rule(cites="ITEPA 2003, section 681B")
def someone_has_high_income(family: Family, law: Law) -> bool:
    """Someone's income for the tax year is above £60,000, so that there is tax to pay on Child Benefit."""
    return any(by_year(p.adjusted_net_income) > law.child_benefit_charge.threshold for p in family.people)
