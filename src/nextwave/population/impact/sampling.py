"""Sampling error of weighted totals and ratios, with the household as what is sampled.

The survey file has no strata or clusters: households count as drawn with replacement (Wolter, Introduction to
Variance Estimation, 2nd ed., 2007, chapter 2), and ratios are linearised. The error says how far another sample
of this size might have come out; it covers neither imputation nor measurement nor who takes a benefit up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def error_of_total(contributions: Floats) -> float:
    """The standard error of the sum of weighted values, one for each sampled household (0 where it has none)."""
    n = len(contributions)
    if n < 2:
        return 0.0
    return float(np.sqrt(n / (n - 1) * ((contributions - contributions.mean()) ** 2).sum()))


def error_of_ratio(above: Floats, below: Floats) -> float:
    """The standard error of one weighted sum over another, by linearisation; 0 where the lower one is 0."""
    total = below.sum()
    if total == 0:
        return 0.0
    return error_of_total((above - above.sum() / total * below) / total)
