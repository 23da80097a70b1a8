"""The High Income Child Benefit Charge: tax for a year, on Child Benefit of that year."""

from __future__ import annotations

from nextwave.language import Law, Person, Yearly, in_year, latest, round_down, rule


@rule(cites="ITEPA 2003, section 681B(2)-(3)")
def concerns_the_person(person: Person) -> bool:
    """The person or their partner is responsible for a child here."""
    return person.may_owe_charge


@rule(cites="ITA 2007, section 58; ITEPA 2003, section 681H(2)")
def yearly_income(person: Person) -> Yearly:
    """The person's adjusted net income for the tax year."""
    return by_year(person.adjusted_net_income)


@rule(cites="ITEPA 2003, section 681B(1)(a)")
def income_is_above_threshold(person: Person, law: Law) -> bool:
    """The income of the tax year is above £60,000."""
    return person.yearly_income > law.on(latest(4, 12)).threshold


@rule(cites="ITEPA 2003, sections 681B(2) and 681G")
def has_the_higher_income_as_claimant(person: Person) -> bool:
    """The person gets Child Benefit, and has no partner with a higher income (condition A)."""
    if not person.is_responsible_for_someone:
        return False
    return person.partner is None or person.partner.yearly_income <= person.yearly_income


@rule(cites="ITEPA 2003, sections 681B(3) and 681G")
def has_the_higher_income_as_partner(person: Person) -> bool:
    """The person's partner gets Child Benefit, and the person's income is higher (condition B)."""
    if person.partner is None:
        return False
    return person.partner.is_responsible_for_someone and person.yearly_income > person.partner.yearly_income


@rule(cites="ITEPA 2003, section 681B(1)(b)")
def is_the_one_who_pays(person: Person) -> bool:
    """Of a couple the one with the higher income pays; at the same income the one who gets Child Benefit."""
    return person.has_the_higher_income_as_claimant or person.has_the_higher_income_as_partner


@rule(cites="ITEPA 2003, section 681E(1)(a); Social Security Administration Act 1992, section 13A")
def family_is_paid(person: Person) -> bool:
    """The family gets Child Benefit, and has not chosen to go without payment."""
    return person.family.child_benefit.eligible and not any(p.opted_out for p in person.family.people)


@rule(cites="ITEPA 2003, sections 681C(1), (3)(a) and 681H(3); Child Benefit (Rates) Regulations 2006, regulation 2")
def child_benefit_of_year(person: Person, law: Law) -> Yearly:
    """Child Benefit for all weeks that begin in the tax year, in whole pounds."""
    children = person.family.child_benefit.number_of_children
    if not person.family_is_paid or children == 0:
        return 0
    rates = law.on(latest(4, 12)).child_benefit
    return round_down(in_year(rates.eldest + rates.others * (children - 1), weeks=law.on(latest(4, 12)).weeks), 1)


@rule(cites="ITEPA 2003, section 681C(2), (3)(b)")
def percentage(person: Person, law: Law) -> int:
    """One percent for each £200 above £60,000, in whole percent, up to all of it."""
    figures = law.on(latest(4, 12))
    return min(100, round_down(max(0, person.yearly_income - figures.threshold) / figures.step, 1))


@rule(cites="ITEPA 2003, section 681C(1), (3)(a)")
def charge(person: Person) -> Yearly:
    """That percentage of the Child Benefit of the year, in whole pounds."""
    return round_down(person.child_benefit_of_year * person.percentage / 100, 1)


@rule(cites="ITEPA 2003, section 681B")
def eligible(person: Person) -> bool:
    """The person has to pay tax on Child Benefit."""
    return person.income_is_above_threshold and person.is_the_one_who_pays and person.charge > 0
