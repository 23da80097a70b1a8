"""Who may trade on the street, and what the permit costs."""

from __future__ import annotations

from nextwave.language import Law, Stock, age, period_start, rule


@rule(cites="Riverside Street Code 3")
def all_are_adults(business: Business) -> bool:
    """Everyone who trades at the stall is 16 or older."""
    return all(age(person.birth_date, period_start) >= 16 for person in business.people)


@rule(cites="Riverside Street Code 4(1)")
def is_insured(business: Business, law: Law) -> bool:
    """The insurance pays enough if someone is hurt."""
    return business.insured_for >= law.insurance


@rule(cites="Riverside Street Code 4(2)")
def food_is_safe(business: Business) -> bool:
    """Who sells food or drink has a food hygiene certificate."""
    return business.hygiene_certificate


@rule(cites="Riverside Street Code 2")
def permitted(business: Business) -> bool:
    """The business may trade on the street."""
    return business.all_are_adults and business.is_insured and business.food_is_safe


@rule(cites="Riverside Street Code 7")
def fee(business: Business, law: Law) -> Stock:
    """The fee for a year."""
    return law.fee_a_day * business.days + (law.fee_for_food if business.sells_food else 0)


@rule(cites="Riverside Street Code 5(2)")
def with_food(business: Business) -> bool:
    """Food or drink is among what is sold."""
    return business.sells_food
