"""What decides whether a question is asked of a person at all: mostly age."""

from __future__ import annotations

from nextwave.language import Person, age, per_month, period_end, period_start, rule


@rule(cites="7 CFR 273.9(c)(7)")
def is_minor(person: Person) -> bool:
    """The person is 17 or younger."""
    return age(person.birth_date, period_start) < 18


@rule(cites="RCW 26.04.010; WAC 388-450-0070(1)(c)")
def may_be_married(person: Person) -> bool:
    """The person is 16 or older: in Washington people marry from 18 on, elsewhere some have before."""
    return age(person.birth_date, period_end) >= 16


@rule(cites="7 CFR 273.7(b)(1)(viii); 7 CFR 273.9(c)(7); WAC 388-444-0010(2)(a)")
def may_go_to_school(person: Person) -> bool:
    """The person is from 4 to 64 years old: old enough for school, and not too old for a rule on work to ask."""
    return age(person.birth_date, period_end) >= 4 and age(person.birth_date, period_start) < 65


@rule(cites="7 CFR 273.9(d)(6)(ii)")
def may_pay_bills(person: Person) -> bool:
    """The person is 16 or older; younger people are not billed for a home."""
    return age(person.birth_date, period_end) >= 16


@rule(cites="7 CFR 273.9(d)(6)(ii)(B)-(C)")
def may_own_the_home(person: Person) -> bool:
    """Someone in the home owns it, and the person is old enough to be billed for it."""
    return person.household.owns_home and person.may_pay_bills


@rule(cites="7 CFR 273.9(d)(6)(ii)(B)-(C)")
def has_a_home(household: Household) -> bool:
    """The household is not homeless."""
    return not household.homeless


@rule(cites="7 CFR 273.9(d)(6)(i)")
def is_homeless(household: Household) -> bool:
    """The household is homeless."""
    return household.homeless


@rule(cites="10 USC 505(a)")
def may_serve(person: Person) -> bool:
    """The person is 17 or older, the age from which one may serve in the military."""
    return age(person.birth_date, period_end) >= 17


@rule(cites="8 USC 1612(a)(2)(I); 7 CFR 273.4(a)(6)(ii)(I)")
def was_65_in_1996(person: Person) -> bool:
    """The person was 65 or older on August 22, 1996, and has a status with a waiting period."""
    return person.may_have_to_wait and person.birth_date <= "1931-08-22"


@rule(cites="8 USC 1613(a); 7 CFR 273.4(a)(6)(iii)")
def may_have_to_wait(person: Person) -> bool:
    """The person has a status for which food help may begin only after five years."""
    return person.immigration_status in {
        ImmigrationStatus.permanent_resident,
        ImmigrationStatus.parolee,
        ImmigrationStatus.battered,
    }


@rule(cites="WAC 388-444-0010(9); 8 CFR 274a.12")
def may_lack_work_permit(person: Person) -> bool:
    """The person is of an age for the rules on work, and has a status with which not everyone may work."""
    return person.work_rules_may_apply and person.immigration_status in {
        ImmigrationStatus.parolee,
        ImmigrationStatus.battered,
        ImmigrationStatus.lawfully_present,
        ImmigrationStatus.visitor,
        ImmigrationStatus.none,
    }


@rule(cites="7 CFR 273.4(c)(2); 8 USC 1631")
def may_be_sponsored(person: Person) -> bool:
    """The person has a green card, for which a sponsor may have signed."""
    return person.immigration_status == ImmigrationStatus.permanent_resident


@rule(cites="7 USC 2015(e)(1); 7 CFR 273.5(b)(1)")
def student_rules_may_apply(person: Person) -> bool:
    """The person is from 18 to 49 years old."""
    return 18 <= age(person.birth_date, period_start) < 50


@rule(cites="7 CFR 273.7(b)(1)(i); 7 CFR 273.24(c)(1)")
def work_rules_may_apply(person: Person) -> bool:
    """The person is from 16 to 64 years old; some rule on work may ask for hours or health."""
    return 16 <= age(person.birth_date, period_start) < 65


@rule(cites="7 CFR 273.24(c)(1); 7 USC 2015(o)(3)(A)")
def time_limit_may_apply(person: Person) -> bool:
    """The person is from 18 to 64 years old."""
    return 18 <= age(person.birth_date, period_start) < 65


@rule(cites="7 USC 2015(o)(3)(F); 7 CFR 273.24(c)(9)")
def may_have_left_foster_care(person: Person) -> bool:
    """The person is from 18 to 24 years old."""
    return 18 <= age(person.birth_date, period_start) <= 24


@rule(cites="7 CFR 273.11(b)(1)")
def is_self_employed(person: Person) -> bool:
    """The person has money coming in from self-employment."""
    return per_month(person.self_employment, week=4, two_weeks=2, half_month=2, year=1 / 12) > 0


@rule(cites="7 USC 2012(j)(2)(A), (3); 7 CFR 271.2")
def is_disabled(person: Person) -> bool:
    """The person gets a disability benefit, of which Supplemental Security Income (SSI) is one."""
    return person.has_disability or per_month(person.ssi, week=4, two_weeks=2, half_month=2, year=1 / 12) > 0


@rule(cites="7 CFR 273.9(d)(3); 7 CFR 271.2")
def is_elderly_or_disabled(person: Person) -> bool:
    """The person is 60 or older, or gets a disability benefit."""
    return person.is_disabled or age(person.birth_date, period_start) >= 60
