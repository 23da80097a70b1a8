"""Work: the general rules, the time limit for adults without children, and who is exempt from them."""

from __future__ import annotations

from nextwave.language import Law, Person, age, period_start, rule


@rule(cites="7 USC 2015(d)(1)(A); 7 USC 2015(d)(2)(F); 7 CFR 273.7(b)(1)(i); WAC 388-444-0010(1)(a)")
def is_exempt_from_work_rules(person: Person, law: Law) -> bool:
    """The person need not register for work: by age, below 18 unless the head of the household, or excused."""
    years = age(person.birth_date, period_start)
    if years < law.work.youngest or years >= law.work.oldest:
        return True
    if person.is_minor and person.disqualification != Disqualification.work_rules_as_head:
        return True
    return person.is_excused_from_work


@rule(cites="7 USC 2015(d)(2)(A)-(E); 7 CFR 273.7(b)(1)(ii)-(viii); WAC 388-444-0010(2)-(9)")
def is_excused_from_work(person: Person, law: Law) -> bool:
    """The person need not register for work by health, care, work, study, treatment or benefits."""
    if person.unfit_for_work or person.is_disabled or person.cares_for_incapacitated:
        return True
    if person.cares_for_child_under_6 or person.follows_workfirst or person.in_treatment:
        return True
    if by_month(person.unemployment, law) > 0 or person.in_college or person.in_school or person.in_training:
        return True
    return person.weekly_hours >= law.work.weekly_hours or person.monthly_earnings >= law.work.monthly_earnings


@rule(cites="7 USC 2015(d)(2)(B); 7 CFR 273.7(b)(1)(iv); WAC 388-444-0010(6)(a)")
def cares_for_child_under_6(person: Person, law: Law) -> bool:
    """The person is a parent of a child under 6 here, or most responsible for one."""
    return person.youngest_dependent_child < law.work.child_age


@rule(cites="7 USC 2015(d)(1); 7 CFR 273.7(f); WAC 388-444-0055")
def is_sanctioned_for_work(person: Person) -> bool:
    """The person broke a work rule without good cause, and is not exempt from the work rules."""
    broken = {Disqualification.work_rules, Disqualification.work_rules_as_head}
    return person.disqualification in broken and not person.is_exempt_from_work_rules


@rule(cites="7 USC 2015(o)(3); 7 CFR 273.24(c); USDA FNS memo of 3 October 2025; WAC 388-444-0035")
def is_subject_to_time_limit(person: Person, law: Law) -> bool:
    """The person is an adult whom the three-month limit concerns, not excused from work nor exempt otherwise."""
    years = age(person.birth_date, period_start)
    if years < law.time_limit.youngest or years >= law.time_limit.oldest:
        return False
    if person.pregnant or person.is_excused_from_work or person.lives_with_child_of_time_limit:
        return False
    if law.time_limit.tribal_members_exempt and person.tribal_member:
        return False
    if law.time_limit.veterans_homeless_foster_exempt and person.is_veteran_homeless_or_foster:
        return False
    return person.household.county not in law.time_limit.waived_counties


@rule(cites="7 USC 2015(o)(3)(C); 7 CFR 273.24(c)(3)-(4); Public Law 119-21, section 10102(a)")
def lives_with_child_of_time_limit(person: Person, law: Law) -> bool:
    """The person is responsible for a child below the age that lifts the time limit, or once only lived with one."""
    if law.time_limit.any_child_in_group_exempts:
        return any(
            age(other.birth_date, period_start) < law.time_limit.child_age and not other.is_outside_groups
            for other in person.food_unit.people
        )
    return person.youngest_dependent_child < law.time_limit.child_age


@rule(cites="Public Law 118-5, section 311; 7 CFR 273.24(c)(7)-(9)")
def is_veteran_homeless_or_foster(person: Person) -> bool:
    """The person is a veteran, homeless, or up to 24 and was in foster care on the 18th birthday."""
    return person.military_service or person.household.homeless or person.was_in_foster_care


@rule(cites="7 USC 2015(o)(2); 7 CFR 273.24(a)-(b), (d)-(e), (g); WAC 388-444-0030")
def is_past_time_limit(person: Person, law: Law) -> bool:
    """The person has used the three months of the time limit and neither works enough nor is excused."""
    if person.time_limit_months < law.time_limit.months or not person.is_subject_to_time_limit:
        return False
    if person.meets_work_requirement or person.in_extra_months:
        return False
    return not person.excused_from_time_limit


@rule(cites="7 USC 2015(o)(2)(A)-(C); 7 CFR 273.24(a)(1)-(2), (b)(2)")
def meets_work_requirement(person: Person, law: Law) -> bool:
    """The person works 80 hours a month, paid, in kind or unpaid, or in programs, or missed hours for good cause."""
    hours = person.weekly_hours + person.in_kind_hours + person.unpaid_hours
    if hours * law.income.weeks_in_month >= law.time_limit.monthly_hours:
        return True
    return person.in_work_program or person.missed_hours_for_good_cause
