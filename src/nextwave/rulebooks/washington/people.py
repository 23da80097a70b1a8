"""The people of a household, their work and their home: the facts that several programmes ask for."""

from __future__ import annotations

from datetime import date
from enum import Enum

from nextwave.language import Entity, Group, Money, constraint, fact


class ImmigrationStatus(Enum):
    """How a person may live in the United States, as far as food help asks."""

    citizen = "US citizen or US national"
    permanent_resident = "Permanent resident (green card) for 5 years or more"
    new_permanent_resident = "Permanent resident (green card) for less than 5 years"
    refugee_or_asylee = "Refugee, asylee or withheld from deportation"
    cuban_haitian_entrant = "Cuban or Haitian entrant"
    cofa_citizen = "Citizen of the Marshall Islands, Micronesia or Palau (COFA)"
    other = "Another status, or none"


class Person(Entity):
    """Someone who lives in the home."""

    birth_date: date = fact(ask="When was {person} born?", evidence=["birth certificate", "passport"])
    spouse: Person | None = fact(
        ask="Is {person} married to someone who lives here?",
        applies=may_be_married,
        otherwise=None,
    )
    parents: list[Person] = fact(ask="Who here is a parent or step-parent of {person}?")
    eats_apart: bool = fact(
        ask="Does {person} usually buy food and make meals apart from everyone else here?",
        help="Answer no if {person} shares food or cooks with anyone here most of the time.",
    )
    immigration_status: ImmigrationStatus = fact(
        ask="Which of these describes {person}?",
        help="This is only used to work out food help. You can say that you are not sure.",
        evidence=["passport", "permanent resident card", "naturalization certificate"],
        burden=2,
        sensitive=True,
    )
    has_disability: bool = fact(
        ask="Does {person} get a disability benefit?",
        help="For example SSI, Social Security disability, or a veteran's payment for a total disability.",
        evidence=["award letter"],
        sensitive=True,
    )
    in_school: bool = fact(
        ask="Is {person} in elementary, middle or high school at least half time?",
        applies=is_minor,
        otherwise=False,
    )
    social_security: Money = fact(
        flow=True,
        label="Social Security",
        maximum=20_000,
        ask="How much Social Security does {person} get?",
        evidence=["award letter"],
    )
    ssi: Money = fact(
        flow=True,
        label="Supplemental Security Income (SSI)",
        maximum=20_000,
        ask="How much Supplemental Security Income (SSI) does {person} get?",
        evidence=["award letter"],
    )
    unemployment: Money = fact(
        flow=True,
        label="Unemployment pay",
        maximum=20_000,
        ask="How much unemployment pay does {person} get?",
        evidence=["benefit letter"],
    )
    child_support_received: Money = fact(
        flow=True,
        label="Child support",
        maximum=20_000,
        ask="How much child support does {person} get?",
        evidence=["payment record"],
    )
    pension: Money = fact(
        flow=True,
        label="A pension",
        maximum=20_000,
        ask="How much does {person} get from a pension?",
        evidence=["pension statement"],
    )
    veterans_benefits: Money = fact(
        flow=True,
        label="Veterans' benefits",
        maximum=20_000,
        ask="How much does {person} get in veterans' benefits?",
        evidence=["award letter"],
    )
    workers_compensation: Money = fact(
        flow=True,
        label="Workers' compensation (L&I)",
        maximum=20_000,
        ask="How much workers' compensation (L&I) does {person} get?",
        evidence=["benefit letter"],
    )
    cash_assistance: Money = fact(
        flow=True,
        label="Cash help from the state, such as TANF",
        maximum=20_000,
        ask="How much cash help from the state (such as TANF) does {person} get?",
        evidence=["award letter"],
    )
    other_income: Money = fact(
        flow=True,
        label="Other regular money that is not from work",
        maximum=20_000,
        ask="How much other money does {person} get regularly, not from work?",
        help="For example interest, alimony or rent from others. Leave out loans, tax refunds and food help.",
    )
    rent: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} pay for rent or a mortgage?",
        help="Only the part that {person} pays, with property tax and home insurance. Leave out heating and other bills.",
        evidence=["lease", "mortgage statement"],
        applies=may_pay_rent,
        otherwise=0,
    )


class Job(Entity, of=Person, at_most=6):
    """A job that a person is paid for."""

    pay: Money = fact(
        flow=True,
        maximum=100_000,
        ask="How much does this job pay {person}, before tax?",
        evidence=["pay stubs of the last 30 days"],
    )


class Household(Group, of=Person):
    """Everyone who lives in the home."""

    pays_heating_or_cooling: bool = fact(
        ask="Does anyone here pay for heating or cooling, apart from the rent?",
        help="For example gas, oil, wood, or electricity for a heater or an air conditioner.",
        evidence=["utility bill"],
    )
    other_utilities: int = fact(
        minimum=0,
        maximum=4,
        ask="How many of these bills does anyone here pay: electricity or gas (not for heating), water, sewer, garbage?",
        evidence=["utility bill"],
    )
    pays_phone: bool = fact(ask="Does anyone here pay for a phone?", evidence=["phone bill"])


@constraint
def spouses_name_each_other(person: Person) -> bool:
    """Two people who are married to each other are each named as the other's spouse."""
    return person.spouse is None or person.spouse.spouse == person


@constraint
def parents_are_older(person: Person) -> bool:
    """A parent is born before their child."""
    return all(parent.birth_date < person.birth_date for parent in person.parents)
