"""The housing costs element, for people who pay rent."""

from __future__ import annotations

from nextwave.language import Law, Money, round_half_up, rule


@rule(cites="UC Regulations 2013, Schedule 4, paragraphs 6 and 7")
def rent_in_month(family: Family) -> Money:
    """The rent for which the family is liable, by month."""
    if family.household.landlord == Landlord.nobody:
        return 0
    return sum(by_month(p.rent) for p in family.people)


@rule(cites="UC Regulations 2013, Schedule 4, paragraphs 22 and 25")
def rent_of_private_tenants(family: Family) -> Money:
    """Of a private rent no more counts than the Local Housing Allowance for the area and the bedrooms."""
    return min(family.rent_in_month, by_month(family.household.local_housing_allowance))


@rule(cites="UC Regulations 2013, Schedule 4, paragraphs 34 to 36")
def rent_of_social_tenants(family: Family, law: Law) -> Money:
    """Of a social rent 14 percent is taken off for one spare bedroom, 25 percent for two or more."""
    spare = family.household.spare_bedrooms
    if spare == 0:
        return family.rent_in_month
    share = law.housing.one_spare_bedroom if spare == 1 else law.housing.more_spare_bedrooms
    return family.rent_in_month - round_half_up(share * family.rent_in_month, 0.01)


@rule(cites="UC Regulations 2013, Schedule 4, paragraphs 22, 34 and 36")
def rent_that_counts(family: Family) -> Money:
    """The rent as far as Universal Credit takes it into account."""
    if family.household.landlord == Landlord.private:
        return family.rent_of_private_tenants
    return family.rent_of_social_tenants


@rule(cites="UC Regulations 2013, Schedule 4, paragraph 15")
def needs_care(family: Family) -> bool:
    """Someone who claims gets DLA or PIP for their care, so that other adults need not pay towards the rent."""
    return any(
        p.is_claimant and p.disability_benefit in {DisabilityBenefit.middle, DisabilityBenefit.highest}
        for p in family.people
    )


@rule(cites="UC Regulations 2013, Schedule 4, paragraphs 13 to 16")
def contributions_of_others(family: Family, law: Law) -> Money:
    """What other adults in the home are expected to pay towards the rent."""
    return 0 if family.needs_care else law.housing.contribution * family.household.non_dependants


@rule(cites="Welfare Reform Act 2012, section 11; UC Regulations 2013, regulation 26 and Schedule 4")
def housing_element(family: Family) -> Money:
    """The rent that counts, less what other adults are expected to pay."""
    return max(0, family.rent_that_counts - family.contributions_of_others)
