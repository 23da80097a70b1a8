"""Students: college at least half time, and who may still get Basic Food."""

from __future__ import annotations

from nextwave.language import Days, Law, Person, age, days_between, formula, period_start, rule


@rule(cites="7 USC 2015(e)(1); 7 CFR 273.5(a), (b)(1); WAC 388-482-0005")
def is_student(person: Person, law: Law) -> bool:
    """The person is in college at least half time, and of the ages for which that bars from Basic Food."""
    years = age(person.birth_date, period_start)
    return person.in_college and law.students.youngest <= years < law.students.oldest


@rule(cites="7 USC 2015(e)(2)-(8); 7 CFR 273.5(b); WAC 388-482-0005")
def is_student_without_exemption(person: Person) -> bool:
    """The person is in college at least half time, and none of the exemptions for students holds."""
    if not person.is_student or person.has_disability or person.unfit_for_work or person.gets_tanf:
        return False
    if person.works_beside_studies or person.work_study or person.placed_in_school:
        return False
    return not person.child_excuses_studies and not person.is_single_parent_in_full_time_studies


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
    return any(
        excuses_student(child, person)
        and (
            age(child.birth_date, period_start) < law.students.younger_child
            or (person.lacks_child_care and age(child.birth_date, period_start) < law.students.older_child)
        )
        for child in person.household.people
    )


@formula(cites="7 CFR 273.5(b)(8)-(9); DSHS EA-Z manual, Student Status (21 July 2026)")
def excuses_student(child: Person, person: Person) -> bool:
    """The child is in a group and excuses this student: one child excuses one, who does most of the care."""
    if child.is_outside_groups:
        return False
    if child.carer is not None and child.carer.is_student:
        return child.carer == person
    eldest = days_between(person.birth_date, period_start) >= child.eldest_student_parent
    return is_parent(person, child) and eldest


@rule(cites="7 CFR 273.5(b)(8)-(9); DSHS EA-Z manual, Student Status (21 July 2026)")
def eldest_student_parent(person: Person) -> Days:
    """How old the eldest parent here who is a student is: of two, the one whom the child excuses if nobody is named."""
    return max(
        (
            days_between(other.birth_date, period_start)
            for other in person.household.people
            if is_parent(other, person) and other.is_student
        ),
        default=0,
    )


@rule(cites="7 USC 2015(e)(8); 7 CFR 273.5(b)(10)")
def is_single_parent_in_full_time_studies(person: Person, law: Law) -> bool:
    """The person studies full time, with the care of a child under 12 whose only parent here they are or stand for."""
    return person.full_time and any(
        age(child.birth_date, period_start) < law.students.older_child
        and not child.is_outside_groups
        and (
            (child.parents_in_group == 1 and is_parent(person, child))
            or (
                child.parents_in_group == 0
                and person.spouse is None
                and child.carer is not None
                and child.carer == person
            )
        )
        for child in person.household.people
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
