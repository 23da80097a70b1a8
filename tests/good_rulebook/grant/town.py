"""What the kingdom leaves open and the town fills."""

from __future__ import annotations

from nextwave.language import Household, Law, Money, rule


@rule(cites="Riverton Code 17", fills="Kingdom Act 4")
def usual_heating(household: Household, law: Law) -> Money:
    """What is paid for heating where nothing else is decided."""
    return law.bonus if household.tenure == Tenure.tenant else 0
