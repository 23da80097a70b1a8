"""Whose months of Basic Food run out: those whom the time limit concerns and who do not fulfil the work requirement."""

from __future__ import annotations

from nextwave.language import Person, rule


@rule(cites="7 USC 2015(o)(2); 7 CFR 273.24(b), (f)-(g)")
def uses_up_the_three_months(person: Person) -> bool:
    """The person gets food help, the time limit concerns them and they do not work enough: a month counts."""
    if person.is_left_out or person.counts_in_full or person.counts_in_part:
        return False
    return person.is_subject_to_time_limit and not person.meets_work_requirement and not person.excused_from_time_limit


@rule(cites="7 USC 2015(o)(2); 7 CFR 273.24(b); WAC 388-444-0030")
def someones_months_run_out(unit: FoodUnit) -> bool:
    """Someone in the group gets food help for three months only, unless they work enough or are excused."""
    return any(p.uses_up_the_three_months for p in unit.people)
