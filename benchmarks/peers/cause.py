"""A cause for which two models may differ: the law on it, who follows it, and what takes it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.peers.files import Array, Columns


@dataclass(frozen=True, slots=True)
class Patch:
    """Values of a PolicyEngine variable that stand in for its own where they concern someone.

    `where` and `values` are by person or by unit, as the variable is. With `near`, only where its own value is no
    further off, so that nothing but rounding is replaced.
    """

    variable: str
    where: Array
    values: Array
    near: float | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """`right` says who follows the law; `patches` takes our columns and PolicyEngine's inputs."""

    name: str
    cites: str
    right: str
    patches: Callable[[Columns, Columns], list[Patch]]


def patched(causes: Sequence[Cause], ours: Columns, inputs: Columns, taken: Array, unit: Array) -> Iterator[Patch]:
    """The patches of the causes that are taken away, each in the units where it is: `taken` is (units, causes), `unit`
    the unit of each person."""
    for i, cause in enumerate(causes):
        if not taken[:, i].any():
            continue
        for patch in cause.patches(ours, inputs):
            in_unit = taken[:, i] if len(patch.where) == len(taken) else taken[unit, i]
            yield replace(patch, where=patch.where & in_unit)
