"""Basic Food worked out with the people whom the state covers: the federal and the state's part together."""

from __future__ import annotations

from nextwave.language import Law, Money, Person, round_down, rule


@rule(cites="WAC 388-400-0050(1)-(2), (4)(a); WAC 388-424-0030")
def meets_citizenship(person: Person, law: Law) -> bool:
    """The person meets the federal rules on status, or has one that the state covers."""
    return person.snap.meets_citizenship or person.immigration_status in law.statuses


@rule(cites="WAC 388-444-0010(9); DSHS EA-Z manual, Basic Food Work Registration Exemptions (1 January 2024)")
def is_excused_from_work(person: Person) -> bool:
    """The person is excused from work by the federal rules, or may not work in the United States."""
    return person.snap.is_excused_from_work or person.lacks_work_permit


@rule(cites="WAC 388-400-0050(1)")
def someone_is_covered_by_the_state(unit: FoodUnit) -> bool:
    """Someone in the group counts whose status the state covers and the federal rules do not."""
    return any(p.is_eligible_member and not p.snap.meets_citizenship for p in unit.people)


@rule(cites="WAC 388-400-0050(3)-(5); RCW 74.08A.120(3)")
def state_benefit(unit: FoodUnit, law: Law) -> Money:
    """The state's part: Basic Food as if everyone whom the state covers could get it, less the federal part."""
    return round_down(law.benefit_share * max(0, unit.monthly_benefit - unit.snap.monthly_benefit), 1)


@rule(cites="WAC 388-400-0050")
def state_eligible(unit: FoodUnit) -> bool:
    """The group can get food help, and someone in it is covered by the state."""
    return unit.someone_is_covered_by_the_state and unit.eligible
