"""Tax and marital units, which our facts do not name and PolicyEngine-US needs to see who is whose child.

A person, the spouse, and their children under 19, or under 24 and full-time students, who are not married
themselves (26 USC 152(c)(3)); a child without parents here is with the oldest adult of the food unit (152(d)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from benchmarks.peers.files import Array


@dataclass(frozen=True, slots=True)
class TaxUnits:
    """By person: the units, counted from 0, and who is head or spouse in theirs."""

    tax_unit: Array
    marital_unit: Array
    head: Array
    spouse: Array


def tax_units(person: pl.DataFrame, unit: Array, on: date) -> TaxUnits:
    rows = {(home, name): i for i, (home, name) in enumerate(zip(person["household"], person["id"], strict=True))}
    homes, born = person["household"].to_list(), person["birth_date"].to_list()
    spouses = [rows[homes[i], s] if s is not None else -1 for i, s in enumerate(person["spouse"])]
    parents = [[rows[homes[i], p] for p in named] for i, named in enumerate(person["parents"])]
    studies = (person["full_time"] | person["in_school"]).to_list()
    years = [(on.year - b.year) - ((on.month, on.day) < (b.month, b.day)) for b in born]
    couple = [i if s < 0 else min(i, s) for i, s in enumerate(spouses)]
    oldest: dict[int, int] = {}
    for i, u in enumerate(unit.tolist()):
        if years[i] >= 19 and (u not in oldest or born[i] < born[oldest[u]]):
            oldest[u] = i
    head_of = list(couple)
    for i, age in enumerate(years):
        if spouses[i] >= 0 or not (age < 19 or (age < 24 and studies[i])):
            continue
        if parents[i]:
            head_of[i] = couple[parents[i][0]]
        elif age < 19 and int(unit[i]) in oldest:
            head_of[i] = couple[oldest[int(unit[i])]]
    # A young parent who is a dependent brings the own children along.
    for i in range(len(head_of)):
        while head_of[head_of[i]] != head_of[i]:
            head_of[i] = head_of[head_of[i]]
    heads = np.array(head_of)
    own = np.arange(len(heads))
    _, tax_unit = np.unique(heads, return_inverse=True)
    _, marital_unit = np.unique(couple, return_inverse=True)
    spouse = (heads != own) & (np.array(couple) == heads)
    return TaxUnits(tax_unit, marital_unit, heads == own, spouse)
