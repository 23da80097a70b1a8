"""A small rulebook that uses every part of the language."""

from __future__ import annotations

from datetime import date
from enum import Enum

from nextwave.language import Circle, Entity, Group, Law, Money, Rate, constraint, fact, rule


class Tenure(Enum):
    owner = "Owns the home"
    tenant = "Rents the home"
    guest = "Stays with others"


class Person(Entity):
    """Someone in the home."""

    birth_date: date = fact(ask="When was {person} born?")
    partner: Person | None = fact(ask="Who is {person}'s partner?")
    parents: list[Person] = fact(ask="Who here is a parent of {person}?")
    hours: int = fact(ask="How many hours a week does {person} work?", minimum=0, maximum=80)
    wage: Money = fact(ask="What is {person} paid?", flow=True, maximum=50_000)
    savings: Money = fact(ask="What has {person} saved?", maximum=1_000_000)
    share: Rate = fact(ask="What share of the bills does {person} pay?", minimum=0, maximum=1, step=0.01)
    student: bool = fact(ask="Does {person} go to school?", applies=is_young, otherwise=False)
    hardship: bool = fact(ask="Is there hardship?", judgement=True)


class Job(Entity, of=Person, at_most=3, ask="Does {person} have a job?", label="Job", labels="Jobs"):
    """Work for pay."""

    pay: Money = fact(ask="What does the job pay?", flow=True, maximum=20_000)


class Household(Group, of=Person):
    """The home."""

    tenure: Tenure = fact(ask="How do you live?")
    heating: Money = fact(ask="What do you get for heating?", maximum=1_000, otherwise=grant.usual_heating)


class Circle2(Circle, around=Person, cites="Riverton Code 9"):
    """The person, their partner and their children."""

    def includes(person: Person, other: Person) -> bool:
        """Those who count."""
        return person == other or person.partner == other or person in other.parents


@constraint
def parents_are_older(person: Person) -> bool:
    """A parent is born before their child."""
    return all(parent.birth_date < person.birth_date for parent in person.parents)


@rule(cites="Riverton Code 1")
def is_young(person: Person) -> bool:
    """The person is under 25."""
    return age(person.birth_date, period_start) < 25
