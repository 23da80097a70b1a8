"""Of a tier, in place of what it costs: how many have each level, and between which levels a reform moves them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

#: What stands in place of a level where there is no entitlement.
NONE = "none"


class Sums(Protocol):
    """Weighted sums over units (as `effects` makes them), and whether few households stand behind some of them."""

    def total(self, values: Any, unit: int) -> tuple[float, float]: ...
    def counted(self, inside: Any) -> dict[str, tuple[float, float]]: ...
    def few(self, inside: Any) -> bool: ...


def by_level(sums: Sums, names: Sequence[str], before: Any, after: Any | None) -> list[dict[str, Any]]:
    """A row for each level, the lowest first: units and people that have it, and with a reform that have it then, and
    how many units more or fewer.
    `before` and `after` are the places of levels, the lowest 0, and -1 where there is no entitlement."""
    rows = []
    for place, name in enumerate(names):
        there = before == place
        sides = {"before": there} if after is None else {"before": there, "after": after == place}
        row: dict[str, Any] = {"level": name}
        for side, inside in sides.items():
            row |= _columns(sums.counted(inside), f"_{side}")
        if after is not None:
            # One estimate: the same groups are on both sides, whose errors are not those of two samples.
            change = sums.total((after == place).astype(np.int64) - (before == place).astype(np.int64), 1)
            row |= {"units_change": change[0], "units_change_error": change[1]}
        row["few"] = sums.few(np.logical_or.reduce(list(sides.values())))
        rows.append(row)
    return rows


def movements(sums: Sums, names: Sequence[str], before: Any, after: Any) -> list[dict[str, Any]]:
    """A row for each two levels of which somebody has the one before and the other then, no entitlement among them."""
    rows = []
    for one in range(-1, len(names)):
        for other in range(-1, len(names)):
            inside = (before == one) & (after == other)
            if one != other and inside.any():
                named = {"from": names[one] if one >= 0 else NONE, "to": names[other] if other >= 0 else NONE}
                rows.append({**named, **_columns(sums.counted(inside), ""), "few": sums.few(inside)})
    return rows


def _columns(measures: dict[str, tuple[float, float]], behind: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, (value, error) in measures.items():
        found |= {f"{name}{behind}": value, f"{name}{behind}_error": error}
    return found
