"""Who has the care of a child: parents, step-parents, and others who stand in for them."""

from __future__ import annotations

from nextwave.language import Person, Years, age, count, period_start, rule


@rule(cites="7 CFR 273.24(c)(3); 7 CFR 273.7(b)(1)(iv)")
def youngest_own_child(person: Person) -> Years:
    """How old the person's youngest child here is; 99 without one."""
    return min(
        (age(child.birth_date, period_start) for child in person.household.people if person in child.parents),
        default=99,
    )


@rule(cites="7 USC 2015(d)(2)(B); 7 USC 2015(o)(3)(C); 7 CFR 273.7(b)(1)(iv)")
def youngest_child_in_care(person: Person) -> Years:
    """How old the youngest child here is for whom the person, not as a parent, is most responsible; 99 without one."""
    return min(
        (
            age(child.birth_date, period_start)
            for child in person.household.people
            if child.carer is not None and child.carer == person
        ),
        default=99,
    )


@rule(cites="7 USC 2015(d)(2)(B); 7 USC 2015(o)(3)(C); 7 CFR 273.7(b)(1)(iv); 7 CFR 273.24(c)(3)")
def youngest_dependent_child(person: Person) -> Years:
    """How old the youngest child here is whose parent or carer the person, or a husband or wife, is; 99 without one."""
    youngest = min(person.youngest_own_child, person.youngest_child_in_care)
    if person.spouse is None:
        return youngest
    return min(youngest, person.spouse.youngest_own_child, person.spouse.youngest_child_in_care)


@rule(cites="7 CFR 273.5(b)(10)(i)")
def parents_in_group(person: Person) -> int:
    """How many parents and step-parents live with the person and are not outside all groups."""
    return count(parent for parent in person.parents if not parent.snap.is_outside_groups)


@rule(cites="7 CFR 273.9(c)(7); 7 CFR 273.1(b)(1)(iii); WAC 388-450-0070(1)(d)")
def is_under_parental_control(person: Person) -> bool:
    """The person lives with a parent or step-parent, or depends on someone else here."""
    return person.carer is not None or count(parent for parent in person.parents) > 0
