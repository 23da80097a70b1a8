"""Who has the care of a child: parents, step-parents, and others who stand in for them."""

from __future__ import annotations

from nextwave.language import Person, count, formula, rule


@formula(cites="7 CFR 273.1(b)(1)(ii); 7 CFR 273.5(b)(10)(i); 7 CFR 273.24(c)(3)")
def is_parent(person: Person, child: Person) -> bool:
    """The person is a natural, adoptive or step-parent of the child; a parent's husband or wife is one too."""
    return person in child.parents or (person.spouse is not None and person.spouse in child.parents)


@formula(cites="7 USC 2015(d)(2)(B); 7 USC 2015(o)(3)(C); 7 CFR 273.7(b)(1)(iv)")
def is_responsible(person: Person, child: Person) -> bool:
    """The person is a parent of the child, or the other person who is most responsible for the child's care."""
    return is_parent(person, child) or (child.carer is not None and child.carer == person)


@rule(cites="7 CFR 273.5(b)(10)(i)")
def parents_in_group(person: Person) -> int:
    """How many parents and step-parents live with the person and are not outside all groups."""
    return count(
        other for other in person.household.people if is_parent(other, person) and not other.snap.is_outside_groups
    )


@rule(cites="7 CFR 273.9(c)(7); 7 CFR 273.1(b)(1)(iii); WAC 388-450-0070(1)(d)")
def is_under_parental_control(person: Person) -> bool:
    """The person lives with a parent or step-parent, or depends on someone else here."""
    return person.carer is not None or any(is_parent(other, person) for other in person.household.people)
