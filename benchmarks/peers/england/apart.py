"""How far the two models are apart, programme by programme, in pence of the programme's own period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.peers.files import Array, Columns

#: Less than this is equal: PolicyEngine's figures are of 32 bits.
PENNY = 0.5


@dataclass(frozen=True, slots=True)
class Programme:
    """PolicyEngine's `variable` is the amount of a year, in pounds; ours (`name`) pence, of which a year has so many."""

    name: str
    variable: str
    periods: int

    def pence(self, ours: Columns, theirs: Columns) -> Array:
        return np.abs(theirs[self.variable] * 100 / self.periods - ours[self.name])


APART = {
    programme.name: programme
    for programme in (
        Programme("uc", "universal_credit", 12),
        Programme("child_benefit", "child_benefit", 52),
        Programme("child_benefit_charge", "CB_HITC", 1),
    )
}


def equal(ours: Columns, theirs: Columns) -> Array:
    """The units in which every programme's amount is equal to the penny."""
    return np.all([programme.pence(ours, theirs) < PENNY for programme in APART.values()], axis=0)
