"""What people own, for the few groups that are not categorically eligible."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, Stock, rule


@rule(cites="7 CFR 273.8(c)(1); WAC 388-470-0055(1)(a)")
def liquid_resources(unit: FoodUnit) -> Stock:
    """Cash and money in the bank of everyone in the group."""
    return sum(p.savings for p in unit.people if not p.is_left_out)


@rule(cites="7 CFR 273.8(e)(3), (f); WAC 388-470-0075(3)-(4)")
def countable_vehicles(person: Person, law: Law) -> Stock:
    """Vehicles: what one is worth above a fixed amount, and of others that or what is not owed, the larger."""
    one = max(0, person.vehicle_value - law.resources.vehicle)
    above = max(0, person.other_vehicles_value - law.resources.vehicle)
    return one + max(above, person.other_vehicles_value - person.other_vehicles_owed)


@rule(cites="7 CFR 273.8(c), (e)(17); WAC 388-470-0055; WAC 388-470-0012")
def countable_resources(person: Person, law: Law) -> Stock:
    """What a person owns that counts; nothing of someone who gets SSI or TANF."""
    if person.gets_tanf or by_month(person.ssi, law) > 0:
        return 0
    return person.savings + person.investments + person.other_property + person.countable_vehicles


@rule(cites="7 CFR 273.8(c); 7 CFR 273.11(c)(1)(i), (c)(2)(i); WAC 388-470-0012(2)")
def resources(unit: FoodUnit) -> Stock:
    """What everyone in the group owns that counts."""
    return sum(p.countable_resources for p in unit.people if not p.is_left_out)


@rule(cites="7 CFR 273.8(b); WAC 388-470-0005")
def resource_limit(unit: FoodUnit, law: Law) -> Stock:
    """The most a group may own, more where someone is elderly or disabled."""
    if unit.has_elderly_or_disabled_member:
        return law.resources.limit_elderly_or_disabled
    return law.resources.limit


@rule(cites="7 CFR 273.8(a); 7 CFR 273.2(j)(2); WAC 388-414-0001(1)(b)(i)")
def resource_test(unit: FoodUnit) -> bool:
    """What the group owns is not above the limit, or does not matter."""
    return unit.is_categorically_eligible or unit.resources <= unit.resource_limit
