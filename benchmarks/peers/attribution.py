"""Assigns every difference to its causes by what happens when they are taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.peers.files import Array

#: Which units are equal when in each unit the causes marked (units, causes) are taken away.
Without = Callable[[Array], Array]


def attribute(units: int, causes: int, equal: Without) -> tuple[Array, Array]:
    """The causes of each unit (units, causes), and which units differ although every cause is taken away: unexplained.

    One cause that explains a difference alone is its cause. Where none does, causes are put back one after the other
    while the two stay equal: what is left is a set that explains the difference, and less does not.
    """
    none = np.zeros((units, causes), dtype=bool)
    differs = ~equal(none)
    alone, left = none.copy(), np.broadcast_to(differs[:, None], none.shape).copy()
    unexplained = differs & ~equal(left)
    left &= ~unexplained[:, None]
    for cause in range(causes):
        only, fewer = none.copy(), left.copy()
        only[:, cause], fewer[:, cause] = differs, False
        alone[:, cause] = differs & ~unexplained & equal(only)
        left = np.where(equal(fewer)[:, None], fewer, left)
    return np.where(alone.any(axis=1, keepdims=True), first(alone), left), unexplained


def first(marks: Array) -> Array:
    """Of each row only the first mark."""
    return marks & (np.cumsum(marks, axis=1) == 1)


def counts(found: Array, names: Sequence[str]) -> list[tuple[str, int, int]]:
    """By cause: its name, how many units it explains alone, and how many together with others."""
    alone = found.sum(axis=1) == 1
    return [(name, int((found[:, i] & alone).sum()), int((found[:, i] & ~alone).sum())) for i, name in enumerate(names)]
