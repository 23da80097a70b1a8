"""Who wants to trade, and with what."""

from __future__ import annotations

from datetime import date
from enum import Enum

from nextwave.language import Entity, Group, Money, fact, rule


class Quarter(Enum):
    harbour = "The harbour"
    old_town = "The old town"
    hill = "The hill"


class Person(Entity):
    """Someone who trades at the stall."""

    birth_date: date = fact(ask="When was {person} born?")


class Business(Group, of=Person):
    """Everyone who trades at the stall."""

    quarter: Quarter = fact(ask="In which part of the town will the stall be?", label="Part of the town")
    applied_on: date = fact(ask="When do you apply?", label="Day of the application")
    days: int = fact(ask="On how many days a week will you trade?", minimum=1, maximum=7, label="Days a week")
    insured_for: Money = fact(
        ask="For how much are you insured, if someone is hurt at the stall?",
        help="Write 0 if you have no such insurance.",
        maximum=100_000_000,
        label="Insurance",
        evidence=["The insurance policy"],
    )
    sells_food: bool = fact(ask="Will you sell food or drink?", label="Food or drink")
    hygiene_certificate: bool = fact(
        ask="Did the food safety office give someone at the stall a food hygiene certificate?",
        label="Food hygiene certificate",
        authority="the food safety office",
        applies=trades_in_food,
        otherwise=True,
        evidence=["The certificate"],
    )


@rule(cites="Riverside Street Code 4(2)")
def trades_in_food(business: Business) -> bool:
    """Food or drink is sold."""
    return business.sells_food
