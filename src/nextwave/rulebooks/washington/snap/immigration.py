"""Citizenship and immigration status, and the waiting period with its exceptions."""

from __future__ import annotations

from nextwave.language import Law, Person, age, period_start, rule


@rule(cites="7 USC 2015(f); 7 CFR 273.4(a); WAC 388-424-0020")
def meets_citizenship(person: Person, law: Law) -> bool:
    """The person is a citizen or has an immigration status that Basic Food covers."""
    if person.immigration_status in law.statuses.at_once:
        return True
    if person.immigration_status in law.statuses.after_waiting:
        return person.has_waited_or_need_not
    return False


@rule(cites="8 USC 1612(a)(2); 8 USC 1613; 7 CFR 273.4(a)(6)(ii)-(iv); WAC 388-424-0020(2)(b)")
def has_waited_or_need_not(person: Person, law: Law) -> bool:
    """The person has had a status that counts for five years, or is excepted from the wait."""
    if age(person.birth_date, period_start) < law.waiting.child_age or person.is_disabled:
        return True
    if person.five_years_in_status or person.was_refugee or person.forty_quarters:
        return True
    return person.lived_here_in_1996 or person.has_military_connection


@rule(cites="8 USC 1612(a)(2)(C); 7 CFR 273.4(a)(6)(ii)(G); WAC 388-424-0007")
def has_military_connection(person: Person, law: Law) -> bool:
    """The person, the spouse, or for an unmarried child a parent, is on active duty or a veteran."""
    if person.military_service:
        return True
    if person.spouse is not None:
        return person.spouse.military_service
    years = age(person.birth_date, period_start)
    young = years < law.waiting.military_child_age
    student = years < law.waiting.military_student_age and (person.full_time or person.in_school)
    return (young or student) and any(parent.military_service for parent in person.parents)
