"""The Riverton grant."""

from __future__ import annotations

from nextwave.language import Law, Money, Partition, Person, Rate, Yearly, Years, formula, rule


class Unit(Partition, of=Person, within=Household, cites="Riverton Code 4"):
    """Partners and children."""

    def together(a: Person, b: Person) -> bool:
        """Partners, and parents with their young children."""
        return a.partner == b or (a in b.parents and b.is_young)


@formula(cites="Riverton Code 5")
def allowance(people: int, law: Law) -> Money:
    """What a group of this size may have."""
    return law.limit[people] + (law.bonus if people > 2 else 0)


@rule(cites="Riverton Code 6")
def earnings(person: Person, law: Law) -> Money:
    """Wage and pay in a month."""
    wage = round_half_up(per_month(person.wage, week=law.weeks, two_weeks=2.17, half_month=2, year=1 / 12), 0.01)
    pay = sum(
        round_half_up(per_month(job.pay, week=law.weeks, two_weeks=2.17, half_month=2, year=1 / 12), 0.01)
        for job in person.jobs
    )
    return wage + pay


@rule(cites="Riverton Code 6")
def size(unit: Unit) -> int:
    """How many there are."""
    return count(person for person in unit.people)


@rule(cites="Riverton Code 6")
def income(unit: Unit) -> Money:
    """All earnings, those of young students left out."""
    return sum(person.earnings for person in unit.people if not (person.is_young and person.student))


@rule(cites="Riverton Code 7", until="2026-06-30")
def within_limit(unit: Unit, law: Law) -> bool:
    """Income is not above the limit."""
    return unit.income <= allowance(unit.size, law)


@rule(cites="Riverton Code 7, as amended", since="2026-07-01")
def within_limit(unit: Unit, law: Law) -> bool:
    """Income, or that of the month before, is not above the limit."""
    before = at(previous_month, unit.income)
    return min(unit.income, before) <= allowance(unit.size, law)


@rule(cites="Riverton Code 8", period="year")
def earnings_of_year(person: Person) -> Yearly:
    """Earnings of all months of the year."""
    return sum(person.earnings for month in year)


@rule(cites="Riverton Code 9")
def circle_income(person: Person) -> Money:
    """What those around a person earn."""
    return sum(other.earnings for other in person.circle2.people)


@rule(cites="Riverton Code 10")
def oldest(unit: Unit) -> Years:
    """The age of the oldest."""
    return max((age(person.birth_date, today) for person in unit.people), default=0)


@rule(cites="Riverton Code 11")
def hours_each(unit: Unit) -> Rate:
    """Hours of work a person, on average."""
    hours = sum(person.hours for person in unit.people)
    return hours / unit.size if unit.size > 0 else 0


@rule(cites="Riverton Code 12")
def band(unit: Unit, law: Law) -> Money:
    """An extra by hours of work."""
    return bracket(unit.hours_each, law.bands)


@rule(cites="Riverton Code 13")
def eligible(unit: Unit, law: Law) -> bool:
    """The group can get the grant."""
    housed = any(person.household.tenure in law.lists.covered for person in unit.people)
    poor = all(person.savings <= law.savings for person in unit.people)
    return housed and unit.within_limit and (poor or any(person.hardship for person in unit.people))


@rule(cites="Riverton Code 14")
def amount(unit: Unit, law: Law) -> Money:
    """The grant in a month."""
    shared = max((person.share for person in unit.people), default=0)
    older = 20 if unit.oldest >= 60 else 10
    months = max((months_between(person.birth_date, period_end) for person in unit.people), default=0)
    extra = law.bonus if months > 720 or unit.circle_need else 0
    return round_down(law.base * shared * older / 10 + unit.band + extra, 1)


@rule(cites="Riverton Code 16")
def has_older(unit: Unit, law: Law) -> bool:
    """Someone is of the age that goes with the day of birth."""
    return any(age(person.birth_date, today) >= bracket(person.birth_date, law.old_age) for person in unit.people)


@rule(cites="Riverton Code 16")
def for_home(unit: Unit, law: Law) -> Money:
    """What is paid more, by how the home is held and how many there are."""
    how_many = count(person for person in unit.people)
    return max((law.rate[person.household.tenure, how_many] for person in unit.people), default=0)


@rule(cites="Riverton Code 15")
def circle_need(unit: Unit, law: Law) -> bool:
    """Someone's circle earns little in the month and the year."""
    return any(person.circle_income < law.bonus and person.earnings_of_year < law.yearly for person in unit.people)


@rule(cites="Kingdom Act 4; Kingdom Act 5", open_to="town")
def usual_heating(household: Household) -> Money:
    """What is paid for heating where nothing else is decided."""
    ...


@rule(cites="Riverton Code 17")
def warm(household: Household, law: Law) -> bool:
    """What is had for heating is no less than the bonus."""
    return household.heating >= law.bonus


@rule(cites="Riverton Code 18")
def is_payee(person: Person) -> bool:
    """The oldest of the group who is not young is paid."""
    payee = first((p for p in person.unit.people if not p.is_young), by=birth_date)
    return payee is not None and payee == person


@rule(cites="Kingdom Act 6", open_to="town")
def dark(household: Household, law: Law) -> bool:
    """Light costs more than is paid, unless the town says otherwise."""
    return household.heating < law.light
