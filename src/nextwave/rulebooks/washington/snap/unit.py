"""Who applies together for Basic Food, and who of them counts."""

from __future__ import annotations

from nextwave.language import Law, Partition, Person, age, count, period_start, rule


class FoodUnit(Partition, of=Person, within=Household, cites="7 CFR 273.1(a)-(b); WAC 388-408-0035(1)-(2)"):
    """People who live together and share food, and relatives whom the law counts together."""

    def together(a: Person, b: Person) -> bool:
        """They are married, one is the other's child under 22, or they share food."""
        if a.spouse is not None and a.spouse == b:
            return True
        if a in b.parents and age(b.birth_date, period_start) < 22:
            return True
        return not a.eats_apart and not b.eats_apart


@rule(cites="7 CFR 273.1(b)(3)-(4), (b)(7)(vi); WAC 388-408-0034; WAC 388-408-0040(1)-(3)")
def is_outside_groups(person: Person) -> bool:
    """The person pays for meals, is in foster care or lives in an institution, and so counts for no group."""
    return person.lives_here_as != PlaceInHome.part_of_home


@rule(cites="7 CFR 273.11(c)(1); 7 CFR 273.16; 7 CFR 273.11(n); 7 CFR 273.7(f); WAC 388-450-0140(2)")
def counts_in_full(person: Person) -> bool:
    """The person is disqualified: gets no food help, but all of their money and costs count."""
    if person.is_outside_groups:
        return False
    if person.disqualification in {Disqualification.broke_rules, Disqualification.fleeing}:
        return True
    return person.is_sanctioned_for_work


@rule(cites="7 CFR 273.11(c)(2)-(3); 7 CFR 273.6(c); WAC 388-450-0140(3)")
def counts_in_part(person: Person) -> bool:
    """The person gets no food help because of status, the time limit or no number: their money counts in part."""
    if person.counts_in_full or person.is_outside_groups:
        return False
    if person.disqualification == Disqualification.no_number:
        return True
    return not person.meets_citizenship or person.is_past_time_limit


@rule(cites="7 CFR 273.5(a); 7 CFR 273.11(d); WAC 388-482-0005; WAC 388-450-0145")
def is_left_out(person: Person) -> bool:
    """The person is outside all groups, or a student without an exemption: neither they nor their money count."""
    if person.is_outside_groups:
        return True
    return person.is_student_without_exemption and not person.counts_in_full and not person.counts_in_part


@rule(cites="7 CFR 273.1(b)(7); WAC 388-408-0035(5)")
def is_eligible_member(person: Person) -> bool:
    """The person counts for the group's size and benefit."""
    return not person.counts_in_full and not person.counts_in_part and not person.is_left_out


@rule(cites="WAC 388-450-0140(1)")
def member_count(unit: FoodUnit) -> int:
    """How many people in the group count for its size."""
    return count(person for person in unit.people if person.is_eligible_member)


@rule(cites="WAC 388-408-0035; 7 CFR 273.11(c)(2)(ii)")
def everyone_count(unit: FoodUnit) -> int:
    """How many people are in the group, with those who get no food help themselves."""
    return count(person for person in unit.people if not person.is_left_out)


@rule(cites="7 CFR 273.11(c)(2)(ii)")
def sharing_count(unit: FoodUnit) -> int:
    """How many people in the group do not have a share of their own left out."""
    return count(person for person in unit.people if not person.is_left_out and not person.counts_in_part)


@rule(cites="7 CFR 271.2; WAC 388-400-0040")
def is_elderly_or_disabled_member(person: Person, law: Law) -> bool:
    """The person counts, and is 60 or older or gets a disability benefit."""
    old = age(person.birth_date, period_start) >= law.elderly_age
    return person.is_eligible_member and (person.is_disabled or old)


@rule(cites="7 CFR 271.2; WAC 388-400-0040")
def has_elderly_or_disabled_member(unit: FoodUnit) -> bool:
    """Someone in the group is 60 or older or gets a disability benefit."""
    return any(person.is_elderly_or_disabled_member for person in unit.people)


@rule(cites="7 CFR 273.10(f)(1)")
def adults_are_elderly_or_disabled(unit: FoodUnit) -> bool:
    """Every adult in the group is 60 or older or gets a disability benefit."""
    someone = any(p.is_eligible_member and age(p.birth_date, period_start) >= 18 for p in unit.people)
    return someone and all(
        p.is_left_out or p.is_elderly_or_disabled or age(p.birth_date, period_start) < 18 for p in unit.people
    )
