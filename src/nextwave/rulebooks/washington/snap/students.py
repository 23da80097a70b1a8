"""Students: college at least half time, and who may still get Basic Food."""

from __future__ import annotations

from nextwave.language import Law, Person, age, period_start, rule


@rule(cites="7 USC 2015(e); 7 CFR 273.5(a)-(b); WAC 388-482-0005")
def is_student_without_exemption(person: Person, law: Law) -> bool:
    """The person is in college at least half time, and none of the exemptions for students holds."""
    if not person.in_college or person.has_disability or person.unfit_for_work:
        return False
    if person.weekly_hours >= law.students.weekly_hours or person.work_study or person.placed_in_school:
        return False
    if person.gets_tanf or person.cares_for_child_under_6:
        return False
    return not person.child_excuses_studies


@rule(cites="7 CFR 273.5(b)(8); 7 CFR 273.7(b)(1)(iv); 7 USC 2015(d)(2)(B)")
def cares_for_child_under_6(person: Person, law: Law) -> bool:
    """A child of the person who lives here is under 6."""
    return any(
        person in child.parents and age(child.birth_date, period_start) < law.students.younger_child
        for child in person.household.people
    )


@rule(cites="7 CFR 273.5(b)(9)-(10)")
def child_excuses_studies(person: Person, law: Law) -> bool:
    """The person has a child under 12 here, and either is a full-time student and single parent or lacks care."""
    has_child = any(
        person in child.parents and age(child.birth_date, period_start) < law.students.older_child
        for child in person.household.people
    )
    return has_child and (person.lacks_child_care or (person.full_time and person.spouse is None))


@rule(cites="7 CFR 273.5(b)(4); 7 CFR 273.2(j)(2)(i); WAC 388-408-0015(1); WAC 388-408-0020(1)(d)")
def gets_tanf(person: Person, law: Law) -> bool:
    """The person, or a parent for a child they have together, gets TANF or state family assistance."""
    if by_month(person.cash_assistance, law) > 0:
        return True
    if by_month(person.ssi, law) > 0:
        return False
    return person.is_child_on_tanf or any(
        person in child.parents and child.is_child_on_tanf for child in person.household.people
    )


@rule(cites="WAC 388-408-0015(1)(a)-(b); WAC 388-404-0005")
def is_child_on_tanf(person: Person, law: Law) -> bool:
    """The person is under 18, and a parent gets TANF or state family assistance for the family."""
    return person.is_minor and any(by_month(parent.cash_assistance, law) > 0 for parent in person.parents)
