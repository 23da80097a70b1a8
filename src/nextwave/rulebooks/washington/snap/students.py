"""Students: college at least half time, and who may still get Basic Food."""

from __future__ import annotations

from nextwave.language import Days, Law, Person, Years, age, days_between, period_start, rule


@rule(cites="7 USC 2015(e)(1); 7 CFR 273.5(a), (b)(1); WAC 388-482-0005")
def is_student(person: Person, law: Law) -> bool:
    """The person is in college at least half time, and of the ages for which that bars from Basic Food."""
    years = age(person.birth_date, period_start)
    return person.in_college and law.students.youngest <= years < law.students.oldest


@rule(cites="7 USC 2015(e)(2)-(8); 7 CFR 273.5(b); WAC 388-482-0005")
def is_student_without_exemption(person: Person) -> bool:
    """The person is in college at least half time, and none of the exemptions for students holds."""
    if not person.is_student_who_needs_a_child:
        return False
    return not person.child_excuses_studies and not person.is_single_parent_in_full_time_studies


@rule(cites="7 USC 2015(e)(2)-(4), (6)-(7); 7 CFR 273.5(b)(2)-(7), (11); WAC 388-482-0005")
def is_student_who_needs_a_child(person: Person) -> bool:
    """The person is in college, and no exemption for students holds but perhaps the care of a child."""
    if not person.is_student or person.is_disabled or person.unfit_for_work or person.gets_tanf:
        return False
    return not person.works_beside_studies and not person.work_study and not person.placed_in_school


@rule(cites="7 USC 2015(e)(4); 7 CFR 273.5(b)(5)")
def works_beside_studies(person: Person, law: Law) -> bool:
    """The person is paid for 20 hours a week; with an own business alone, it also earns the minimum wage for them."""
    hours = person.weekly_hours >= law.students.weekly_hours
    if person.is_self_employed and not any(by_month(job.pay, law) > 0 for job in person.jobs):
        return hours and person.monthly_self_employment >= law.students.self_employment
    return hours


@rule(cites="7 USC 2015(e)(5); 7 CFR 273.5(b)(8)-(9)")
def child_excuses_studies(person: Person, law: Law) -> bool:
    """The person has the care of a child under 6 in the group, or of one under 12 for whom there is no other care."""
    if person.spouse is not None and not person.spouse.is_student_who_needs_a_child:
        youngest = min(person.youngest_child_of_student, person.spouse.youngest_own_child)
    else:
        youngest = person.youngest_child_of_student
    return youngest < law.students.younger_child or (person.lacks_child_care and youngest < law.students.older_child)


@rule(cites="7 CFR 273.5(b)(8)-(9); DSHS EA-Z manual, Student Status (21 July 2026)")
def youngest_child_of_student(person: Person) -> Years:
    """How old the youngest child in a group is whom the person has the care of; one child excuses one student."""
    born = days_between(person.birth_date, period_start)
    return min(
        (
            age(child.birth_date, period_start)
            for child in person.household.people
            if not child.is_outside_groups
            and (
                (child.carer is not None and child.carer == person)
                or (person in child.parents and not child.has_student_as_carer and born >= child.eldest_student_parent)
            )
        ),
        default=99,
    )


@rule(cites="7 CFR 273.5(b)(8)-(9); DSHS EA-Z manual, Student Status (21 July 2026)")
def has_student_as_carer(person: Person) -> bool:
    """Whoever is most responsible for the person's care is a student: then the person excuses that one alone."""
    return person.carer is not None and person.carer.is_student


@rule(cites="7 CFR 273.5(b)(8)-(9); DSHS EA-Z manual, Student Status (21 July 2026)")
def eldest_student_parent(person: Person) -> Days:
    """How old the eldest student parent here is whom nothing else excuses: whom the child excuses if nobody is named."""
    return max(
        (
            days_between(parent.birth_date, period_start)
            for parent in person.parents
            if parent.is_student_who_needs_a_child
        ),
        default=0,
    )


@rule(cites="7 USC 2015(e)(8); 7 CFR 273.5(b)(10)")
def is_single_parent_in_full_time_studies(person: Person, law: Law) -> bool:
    """The person studies full time, with the care of a child under 12 whose only parent here they are or stand for."""
    alone = person.spouse is None or person.spouse.is_outside_groups
    return (
        person.full_time
        and alone
        and any(
            age(child.birth_date, period_start) < law.students.older_child
            and not child.is_outside_groups
            and (
                (person in child.parents and child.parents_in_group == 1)
                or (child.parents_in_group == 0 and child.carer is not None and child.carer == person)
            )
            for child in person.household.people
        )
    )


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
