"""Facts about an old house that others than the people in it say, or that they choose."""

from __future__ import annotations

from nextwave.language import Facts, Money, fact


class House(Facts, of=Household):
    """The house."""

    award: Money = fact(ask="What did the court award you for repairs?", maximum=1_000, authority="the court of Riverton")
    listed: bool = fact(ask="Is it on the list of old houses?", register="the list of old houses")
    sound: bool = fact(ask="Is it sound?", expert="a sworn builder")
    by_stages: bool = fact(ask="Do you choose to be paid by stages?", election=True)
