"""How much Universal Credit is paid in a month, and the benefit cap."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, Yearly, in_month, round_down, round_half_up, rule


@rule(cites="Welfare Reform Act 2012, section 8(2)")
def maximum_amount(family: Family) -> Money:
    """The standard allowance and all amounts that are added, before income is looked at."""
    added = family.child_amounts + family.health_element + family.carer_element
    return family.standard_allowance + added + family.housing_element + family.childcare_element


@rule(cites="Welfare Reform Act 2012, section 8(3); UC Regulations 2013, regulation 22(1)")
def taken_off_for_income(family: Family) -> Money:
    """All that is taken off for earnings and other income."""
    return family.unearned_income + family.taken_off_for_earnings


@rule(cites="Welfare Reform Act 2012, section 5(1)(b), (2)(b); UC Regulations 2013, regulation 17")
def income_leaves_something(family: Family) -> bool:
    """What is taken off for income is less than the maximum amount."""
    return family.taken_off_for_income < family.maximum_amount


@rule(cites="Welfare Reform Act 2012, section 8(1); UC Regulations 2013, regulation 22")
def award_before_cap(family: Family) -> Money:
    """What is left of the maximum amount when income is taken off."""
    return max(0, family.maximum_amount - family.taken_off_for_income)


@rule(cites="UC Regulations 2013, regulation 80A(2)-(3)")
def yearly_cap(family: Family, law: Law) -> Yearly:
    """The most that benefits may come to in a year: more in Greater London, for couples and with children."""
    in_london = family.household.region == Region.london
    if family.number_of_claimants < 2 and family.number_of_children == 0:
        return law.cap.london_single if in_london else law.cap.single
    return law.cap.london if in_london else law.cap.others


@rule(cites="UC Regulations 2013, regulations 6(1) and 80A(1)")
def monthly_cap(family: Family) -> Money:
    """A twelfth of the cap for a year."""
    return round_half_up(family.yearly_cap / 12, 0.01)


@rule(cites="UC Regulations 2013, regulations 6(1A) and 82(1)(a); National Minimum Wage Regulations 2015, regulation 4")
def earnings_that_lift_cap(family: Family, law: Law) -> Money:
    """What 16 hours a week at the National Living Wage come to in a month, in whole pounds."""
    return round_down(in_month(law.cap.hourly_wage * law.cap.hours, weeks=52 / 12), 1)


@rule(cites="UC Regulations 2013, regulation 82")
def earns_enough_against_cap(family: Family) -> bool:
    """The couple or single person earns as much as 16 hours a week pay, or did so for a year until lately."""
    return family.earned_income >= family.earnings_that_lift_cap or family.household.in_grace_period


@rule(cites="UC Regulations 2013, regulation 83(1)")
def has_benefit_that_lifts_cap(family: Family) -> bool:
    """The health or carer element is included, or someone gets a benefit for disability, care, injury or war."""
    if family.health_element > 0 or family.carer_element > 0:
        return True
    disabled = any(
        p.disability_benefit != DisabilityBenefit.no
        for p in family.people
        if p.is_claimant or p.counts_for_child_element
    )
    others = any(
        p.gets_benefit_that_lifts_cap or p.own_benefit_that_lifts_cap > 0 for p in family.people if p.is_claimant
    )
    return disabled or others


@rule(cites="UC Regulations 2013, regulation 83(1)(b), (i)")
def own_benefit_that_lifts_cap(person: Person) -> Money:
    """Carer's Allowance and Industrial Injuries benefit in a month."""
    return by_month(person.carers_allowance) + by_month(person.injury_benefit)


@rule(cites="UC Regulations 2013, regulation 79(1)")
def cap_applies(family: Family) -> bool:
    """The benefit cap applies: neither earnings nor a benefit lift it."""
    return not family.earns_enough_against_cap and not family.has_benefit_that_lifts_cap


@rule(cites="Welfare Reform Act 2012, section 96(10); UC Regulations 2013, regulation 80")
def other_benefits_under_cap(family: Family) -> Money:
    """Child Benefit and other benefits that the cap looks at beside Universal Credit, in a month."""
    child_benefit = round_half_up(in_month(family.child_benefit.weekly_amount, weeks=52 / 12), 0.01)
    return child_benefit + sum(by_month(p.contributory_benefits) for p in family.people)


@rule(cites="UC Regulations 2013, regulations 79(1), 80 and 81")
def most_under_cap(family: Family) -> Money:
    """What the benefit cap leaves for Universal Credit: the cap less other benefits, and on top what is for childcare."""
    return max(0, family.monthly_cap - family.other_benefits_under_cap + family.childcare_element)


@rule(cites="Welfare Reform Act 2012, section 8; UC Regulations 2013, regulations 17, 22, 78 and 81")
def monthly_award(family: Family) -> Money:
    """Universal Credit for a month."""
    return min(family.award_before_cap, family.most_under_cap) if family.cap_applies else family.award_before_cap


@rule(cites="UC Regulations 2013, regulation 81")
def taken_off_by_cap(family: Family) -> Money:
    """What the benefit cap takes off."""
    return family.award_before_cap - family.monthly_award


@rule(cites="Welfare Reform Act 2012, sections 3 to 5; UC Regulations 2013, regulation 17")
def eligible(family: Family) -> bool:
    """The single person or couple can get Universal Credit."""
    people = family.someone_can_claim and family.someone_is_under_pension_age
    basic = people and family.education_is_no_bar and family.commitments_are_accepted
    means = family.capital_is_within_limit and family.income_leaves_something
    return basic and means and family.monthly_award > 0


@rule(cites="Welfare Reform Act 2012, section 40")
def has_an_adult(family: Family) -> bool:
    """There is an adult for whom nobody is responsible."""
    return any(p.is_adult for p in family.people)
