"""What is paid for repairs."""

from __future__ import annotations

from nextwave.language import Household, Law, Money, rule


@rule(cites="Riverton Code 19")
def repairs(household: Household, law: Law) -> Money:
    """What is paid in a month for repairs of an old house that is sound, without what the court awarded."""
    if household.listed and household.sound and not household.by_stages:
        return max(0, law.bonus - in_month(household.award))
    return 0
