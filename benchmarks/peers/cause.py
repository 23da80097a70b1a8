"""A cause for which two models may differ: the law on it, who follows it, and what takes it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
