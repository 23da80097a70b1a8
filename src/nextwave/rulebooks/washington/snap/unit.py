"""Who applies together for Basic Food."""

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


@rule(cites="7 CFR 273.4(a); 7 USC 2015(f); WAC 388-424-0020")
def is_eligible_member(person: Person, law: Law) -> bool:
    """The person is a citizen or has an immigration status that Basic Food covers."""
    return person.immigration_status in law.eligible_statuses


@rule(cites="WAC 388-450-0140(1)")
def member_count(unit: FoodUnit) -> int:
    """How many people in the group count for its size."""
    return count(person for person in unit.people if person.is_eligible_member)


@rule(cites="WAC 388-408-0035")
def everyone_count(unit: FoodUnit) -> int:
    """How many people are in the group, with those whom Basic Food does not cover."""
    return count(person for person in unit.people)


@rule(cites="7 CFR 271.2; WAC 388-400-0040")
def has_elderly_or_disabled_member(unit: FoodUnit, law: Law) -> bool:
    """Someone in the group is 60 or older or gets a disability benefit."""
    return any(
        person.has_disability or age(person.birth_date, period_start) >= law.elderly_age
        for person in unit.people
        if person.is_eligible_member
    )
