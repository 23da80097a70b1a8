"""Which of those who can get a programme do: a chance for each unit, and a lot for each person that stays theirs.

A unit takes a programme up where its first person's lot lies below its chance. The chance is a logistic function
of the unit's people and amount, the flattest one with which units, people and amounts come to their totals
(`weights`, with the same chance for all as its start). Lots are drawn so that those who then take it up come to
the totals as well: by the cube method (Deville and Tillé, "Efficient Balanced Sampling: The Cube Method",
Biometrika 91, 2004). Under another law, a unit whose amount grows has a higher chance and the same lot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from nextwave.population.calibration.weights import Floats, calibrated
from nextwave.population.chance import Chance

#: Chances and lots are whole millionths.
WHOLE = 1_000_000
_STEP = "take up"
#: What the sum of amounts is called, and was called before: files and data sheets of then are still read.
AMOUNT = ("amount", "dollars")


@dataclass(frozen=True, slots=True)
class Curve:
    """The logit of a unit's chance: a start, and what each person and each unit of the
    currency add. Six decimals."""

    start: float
    people: float
    amount: float

    def chances(self, people: Any, cents: Any) -> NDArray[np.int64]:
        """Millionths, by unit."""
        logit = self.start + self.people * np.asarray(people) + self.amount * np.asarray(cents) / 100
        return np.floor(WHOLE / (1 + np.exp(-np.clip(logit, -500, 500))) + 0.5).astype(np.int64)

    @classmethod
    def of_sheet(cls, sheet: Mapping[str, float]) -> Curve:
        """The curve as a data sheet has it."""
        return cls(sheet["start"], sheet["people"], next(sheet[name] for name in AMOUNT if name in sheet))

    def as_sheet(self) -> dict[str, float]:
        return {"start": self.start, "people": self.people, "amount": self.amount}


def curve(weights: Floats, counts: Mapping[str, Floats], totals: Mapping[str, float]) -> Curve:
    """The curve with which weighted counts of the eligible (units, people, amount) come to totals.

    Raises Unreached where more should take it up than can.
    """
    names = list(totals)
    there = np.column_stack([counts[n] for n in names])
    wanted = np.array([totals[n] for n in names], dtype=np.float64)
    rate = min(0.99, float(wanted[0] / max(weights @ there[:, 0], 1e-9)))
    slopes = dict(zip(names, calibrated(weights * rate, there, wanted, 0, 1 / rate).slopes, strict=True))
    start = float(np.log(rate / (1 - rate)) + slopes.get("units", 0.0))
    return Curve(
        round(start, 6),
        round(float(slopes.get("people", 0)), 6),
        round(float(next((slopes[name] for name in AMOUNT if name in slopes), 0)), 6),
    )


def balanced(chances: NDArray[np.int64], amounts: Floats, chance: Chance) -> NDArray[np.bool_]:
    """Draws units with their chances so that the sums of `amounts` (n, k) come to those expected, but for the
    last k units, which are chosen to come as near as may be."""
    n, k = amounts.shape
    share = chances / WHOLE
    scaled = amounts / np.maximum(share @ amounts, 1e-9)
    wanted = share @ scaled
    order = np.argsort([chance.number(_STEP) for _ in range(n)], kind="stable")
    waiting = [int(i) for i in order if 0 < chances[i] < WHOLE][::-1]
    open_ones: list[int] = []
    while True:
        while waiting and len(open_ones) <= k:
            open_ones.append(waiting.pop())
        if len(open_ones) <= k:
            break
        # A direction that changes no sum, followed to where the first unit is settled.
        along = np.linalg.svd(scaled[open_ones].T)[2][-1]
        along = along * np.sign(along[np.abs(along).argmax()])
        here = share[open_ones]
        with np.errstate(divide="ignore", invalid="ignore"):
            up = np.where(along > 0, (1 - here) / along, np.where(along < 0, -here / along, np.inf)).min()
            down = np.where(along > 0, here / along, np.where(along < 0, (here - 1) / along, np.inf)).min()
        there = here + (up if chance.number(_STEP) < down / (up + down) else -down) * along
        share[open_ones] = np.where(there < 1e-9, 0, np.where(there > 1 - 1e-9, 1, there))
        open_ones = [i for i in open_ones if 0 < share[i] < 1]
    settled = share.copy()
    best = np.inf
    for ends in product((0, 1), repeat=len(open_ones)):
        share[open_ones] = ends
        off = float(((share @ scaled - wanted) ** 2).sum())
        if off < best:
            best, settled = off, share.copy()
    return settled > 0.5


def lots(count: int, first: NDArray[np.int64], chances: NDArray[np.int64], taken: Any, chance: Chance) -> pl.Series:
    """A lot for each of `count` people: any; for a unit's first person below its chance just where it is taken."""
    drawn = np.array([chance.number(_STEP) for _ in range(count)])
    low, high = np.zeros(count), np.full(count, float(WHOLE))
    low[first], high[first] = np.where(taken, 0, chances), np.where(taken, chances, WHOLE)
    return pl.Series("take_up", np.minimum(np.floor(low + drawn * (high - low)), high - 1).astype(np.int64))
