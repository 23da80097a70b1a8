"""Jobs, and the home that people share."""

from __future__ import annotations

from datetime import date

from nextwave.language import Entity, Group, Money, fact


class Job(Entity, of=Person, at_most=6, ask="Does {person} have a job?", label="Job", labels="Jobs"):
    """A job that a person is paid for."""

    pay: Money = fact(
        flow=True,
        maximum=100_000,
        ask="How much does this job pay {person}, before tax?",
        help="Leave out the pay of a federal work-study job: it counts as school aid. On strike, enter what the job paid before, if that is more.",
        evidence=["pay stubs of the last 30 days"],
    )


class Household(Group, of=Person):
    """Everyone who lives in the home."""

    homeless: bool = fact(
        ask="Are you homeless?",
        help="Without a regular place to sleep at night, or in a shelter, a car, or for less than 90 days with someone else.",
    )
    free_shelter: bool = fact(
        ask="Does a place to sleep cost you nothing in the whole month?", applies=is_homeless, otherwise=True
    )
    owns_home: bool = fact(
        ask="Does anyone here own the home?", evidence=["tax bill"], applies=has_a_home, otherwise=False
    )
    pays_heating_or_cooling: bool = fact(
        ask="Does anyone here pay for heating or cooling, apart from the rent?",
        help="For example gas, oil, wood, or electricity for a heater or an air conditioner.",
        evidence=["utility bill"],
    )
    gets_energy_assistance: bool = fact(
        ask="Did anyone here get more than $20 of energy assistance in the last 12 months?",
        help="For example LIHEAP, or the payment that comes with food help.",
        evidence=["letter of the program"],
    )
    other_utilities: int = fact(
        minimum=0,
        maximum=4,
        ask="How many of these bills does anyone here pay: electricity or gas (not for heating), water, sewer, garbage?",
        evidence=["utility bill"],
    )
    pays_phone: bool = fact(ask="Does anyone here pay for a phone?", evidence=["phone bill"])
    county: County = fact(ask="Which county do you live in?", label="County")
    large_winnings: bool = fact(
        ask="Did anyone here win a large amount in the lottery or by gambling, and not yet spend it?",
        help="An amount above the limit on savings for elderly people, won at one time, before tax.",
    )
    destitute_farmworkers: bool = fact(
        ask="Is anyone here a migrant or seasonal farm worker whose pay has ended, or comes later this month, and who has almost no money?",
        judgement=True,
    )
    applied_on: date = fact(ask="When did you apply for food help?", evidence=["application"])
