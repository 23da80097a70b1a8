"""What Universal Credit is made of: the standard allowance, and amounts for children, health, care and childcare."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, age, count, period_start, rank, round_half_up, rule


@rule(cites="Welfare Reform Act 2012, section 9; UC Regulations 2013, regulation 36(1), (3)")
def standard_allowance(family: Family, law: Law) -> Money:
    """The basic amount, for a single person or a couple, younger than 25 or not."""
    has_older = any(p.is_claimant and age(p.birth_date, period_start) >= 25 for p in family.people)
    if family.number_of_claimants >= 2:
        return law.standard_allowance.couple if has_older else law.standard_allowance.couple_under_25
    return law.standard_allowance.single if has_older else law.standard_allowance.single_under_25


@rule(cites="Welfare Reform Act 2012, section 10(1); UC Regulations 2013, regulations 4 and 5")
def number_of_children(family: Family) -> int:
    """Children, and young people in education or training, whom those who claim are responsible for."""
    return count(p for p in family.people if p.counts_for_child_element)


@rule(cites="UC Regulations 2013, regulation 24B (until 5 April 2026)")
def place_among_children(person: Person) -> int:
    """The place among the children of the family, the eldest first."""
    return rank(person, (p for p in person.family.people if p.counts_for_child_element), by=birth_date)


@rule(cites="UC Regulations 2013, regulations 24(1) and 24A; Universal Credit (Removal of Two Child Limit) Act 2026")
def has_child_element(person: Person) -> bool:
    """There is an amount for this child: until April 2026 not for a third one born from April 2017 on."""
    if not person.counts_for_child_element:
        return False
    return not person.two_child_limit_may_apply or person.place_among_children <= 2 or person.is_excepted_from_limit


@rule(
    cites="UC Regulations 2013, regulations 24(1) and 36(1); UC (Transitional Provisions) Regulations 2014, regulation 43"
)
def child_element(person: Person, law: Law) -> Money:
    """The amount for a child; more for the first one, if born before 6 April 2017."""
    if not person.has_child_element:
        return 0
    if person.place_among_children == 1 and person.birth_date < "2017-04-06":
        return law.child.first
    return law.child.other


@rule(cites="UC Regulations 2013, regulation 24(2); Welfare Reform Act 2012, section 10(2)")
def disabled_child_addition(person: Person, law: Law) -> Money:
    """More for a child who gets DLA or PIP, or is certified blind; the limit of two children never touched it."""
    if not person.counts_for_child_element:
        return 0
    if person.disability_benefit == DisabilityBenefit.highest or person.is_blind:
        return law.child.disabled_higher
    return 0 if person.disability_benefit == DisabilityBenefit.no else law.child.disabled_lower


@rule(cites="Welfare Reform Act 2012, section 10; UC Regulations 2013, regulation 24")
def child_amounts(family: Family) -> Money:
    """The amounts for all children together, with those for disabled children."""
    return sum(p.child_element + p.disabled_child_addition for p in family.people)


@rule(cites="UC Regulations 2013, regulations 27, 27A, 40A and 36(1); Universal Credit Act 2025, section 2")
def own_health_element(person: Person, law: Law) -> Money:
    """What the person's own health adds: since April 2026 less for those who are not protected."""
    if not person.is_claimant or not person.has_health_element:
        return 0
    return law.health.new if person.health_protection == HealthProtection.no else law.health.protected


@rule(cites="UC Regulations 2013, regulation 27(1)")
def someone_has_health_element(family: Family) -> bool:
    """The health of someone who claims limits both work and preparing for it."""
    return any(p.is_claimant and p.has_health_element for p in family.people)


@rule(cites="UC Regulations 2013, regulation 27(1), (4)")
def health_element(family: Family) -> Money:
    """The health element: one for a couple, and the higher one if theirs differ."""
    if not family.someone_has_health_element:
        return 0
    return max((p.own_health_element for p in family.people), default=0)


@rule(cites="UC Regulations 2013, regulation 29(1)-(2)")
def number_of_carers(family: Family) -> int:
    """How many of those who claim look after a disabled person; two of them look after two people."""
    return count(p for p in family.people if p.is_claimant and p.cares_for_disabled)


@rule(cites="UC Regulations 2013, regulation 29(4)")
def health_element_is_a_carers(family: Family) -> bool:
    """The health element is there for someone who also looks after a disabled person: they get only that one."""
    if not family.someone_has_health_element:
        return False
    return not any(
        p.own_health_element == family.health_element and not p.cares_for_disabled
        for p in family.people
        if p.is_claimant
    )


@rule(cites="UC Regulations 2013, regulations 29, 30 and 36(1)")
def carer_element(family: Family, law: Law) -> Money:
    """The carer element for each who looks after a disabled person, but not beside their own health element."""
    carers = family.number_of_carers - (1 if family.health_element_is_a_carers else 0)
    # Nobody has two elements: that follows, and said here it keeps the range narrow where facts are open.
    others = family.number_of_claimants - (1 if family.someone_has_health_element else 0)
    return law.carer * max(0, min(carers, others))


@rule(cites="UC Regulations 2013, regulation 32")
def meets_work_condition(family: Family) -> bool:
    """Everyone earns, or one does and the other's health or caring keeps them from looking after the children."""
    someone = any(p.is_claimant and p.earnings_in_month > 0 for p in family.people)
    return someone and all(
        p.earnings_in_month > 0 or p.health != Health.no or p.cares_for_disabled for p in family.people if p.is_adult
    )


@rule(cites="UC Regulations 2013, regulations 31, 33, 34 and 36(1)")
def childcare_element(family: Family, law: Law) -> Money:
    """85 percent of what registered childcare costs, up to a limit for one child and another for more."""
    if not family.meets_work_condition:
        return 0
    costs = sum(by_month(p.childcare) for p in family.people)
    children = count(p for p in family.people if p.is_of_childcare_age and by_month(p.childcare) > 0)
    limit = law.childcare.most_for_one if children <= 1 else law.childcare.most_for_more
    return min(round_half_up(law.childcare.share * costs, 0.01), limit)
