"""What someone can work out of a protected table who knows its total, every count that is shown, and these rules
with all their steps.

Two kinds of cells are hidden: small ones (1 to `limit` people) and, one after the other, the smallest of those
above the limit (complements), for as long as what was hidden is not `safe`. To whoever reads the table, the hidden
cells are alike. All that it tells of them is how many there are, their sum (the total less what is shown), and
the smallest count above the limit that is shown, since no complement is larger. `possible` works out from these
three which small counts a hidden cell can have: a count is possible if some table with it would have been
published as exactly this one. That every cell has several is what protects the people in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Rules:
    """Counts from 1 to `limit` are hidden, with up to `complements` more, so that at least `least` different small
    counts remain possible for every hidden cell."""

    limit: int = 10
    least: int = 5
    complements: int = 2


def possible(rules: Rules, cells: int, total: int, below: int | None) -> frozenset[int]:
    """The small counts that each of so many hidden cells with this sum can have; `below` is the smallest count above
    the limit that is shown (None where none is). Complements as large as one that is shown are left out, so what
    is found may be too little and is never too much."""
    found = set(_small(rules, cells, total))
    for level in range(1, rules.complements + 1):
        for values in _with_complements(rules, level, cells, total, _end(cells, total, below)):
            found |= values
    return frozenset(found)


def safe(rules: Rules, cells: int, total: int, below: int | None) -> bool:
    """Whether enough small counts remain possible for every hidden cell."""
    return _safe(rules, cells, total, _end(cells, total, below))


def _end(cells: int, total: int, below: int | None) -> int:
    """Above every complement: it leaves at least one for each other cell."""
    most = total - cells + 2
    return most if below is None else min(below, most)


@lru_cache(maxsize=200_000)
def _safe(rules: Rules, cells: int, total: int, end: int) -> bool:
    found = set(_small(rules, cells, total))
    for level in range(1, rules.complements + 1):
        if len(found) >= rules.least:
            break
        for values in _with_complements(rules, level, cells, total, end):
            found |= values
            if len(found) >= rules.least:
                break
    return len(found) >= rules.least


def _small(rules: Rules, cells: int, total: int) -> range:
    """What a cell can have if all of them are small."""
    return range(max(1, total - rules.limit * (cells - 1)), min(rules.limit, total - (cells - 1)) + 1)


def _with_complements(rules: Rules, level: int, cells: int, total: int, end: int) -> Iterator[frozenset[int]]:
    """What a small cell can have if `level` of them are complements below `end`. The largest was hidden last, since
    without it the others were not safe: where they would have been, nobody would have hidden it."""
    others = cells - 1
    if others < level:
        return
    # Complements stand in their order, so the largest takes at least its part of what small cells cannot hold.
    least = -(-(total - rules.limit * (cells - level)) // level)
    for largest in range(end - 1, max(rules.limit, least - 1), -1):
        rest = total - largest
        if rest < others or _safe(rules, others, rest, _end(others, rest, largest)):
            continue
        if level == 1:
            yield frozenset(_small(rules, others, rest))
        else:
            yield from _with_complements(rules, level - 1, others, rest, _end(others, rest, largest))
