"""Ages that decide what is asked."""

from __future__ import annotations

from nextwave.language import Person, age, period_end, period_start, rule


@rule(cites="7 CFR 273.9(c)(7)")
def is_minor(person: Person) -> bool:
    """The person is 17 or younger."""
    return age(person.birth_date, period_start) < 18


@rule(cites="RCW 26.04.010")
def may_be_married(person: Person) -> bool:
    """The person is 18 or older, the age at which people may marry in Washington."""
    return age(person.birth_date, period_end) >= 18


@rule(cites="7 CFR 273.9(d)(6)(ii)")
def may_pay_rent(person: Person) -> bool:
    """The person is 16 or older; younger people are not billed for a home."""
    return age(person.birth_date, period_end) >= 16
