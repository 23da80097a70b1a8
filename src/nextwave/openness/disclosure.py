"""Disclosure control for one-way tables of counts: small counts are hidden, with complements.

protect({"online": 61, "phone": 14, "paper": 4})    # phone and paper are hidden: 79 and 61 would tell the 4
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nextwave.openness.inference import Rules, safe

#: Counts from 1 to 10 are hidden and nobody shall find one by subtraction, as the Centers for Medicare & Medicaid
#: Services ask of whoever publishes from their data (cell size suppression policy). Zero says nothing of a person
#: who is in a cell, and is shown, as there.
RULES = Rules()
#: Changes whenever a table could come out otherwise.
VERSION = "one-way 3: 1-10, least 5, complements 2, differences of corrections, parts"


@dataclass(frozen=True, slots=True)
class Protected:
    """A table as it may be published. A count that is None is hidden; the total too where the whole table is of 1 to
    10 people, or differs from one that was told by so few. `withheld` where no hiding of some cells was safe: then every cell is hidden, also those of nobody."""

    total: int | None
    cells: Mapping[str, int | None]
    withheld: bool = False

    def share(self, part: str, *others: str) -> tuple[int, int] | None:
        """One cell and the sum of it and others, for a share; None unless all of them are shown and someone is in."""
        counts = [self.cells[name] for name in (part, *others)]
        shown = [c for c in counts if c is not None]
        whole = sum(shown)
        return (shown[0], whole) if len(shown) == len(counts) and whole else None


def protect(counts: Mapping[str, int], rules: Rules = RULES) -> Protected:
    """A table of counts with what must be hidden hidden. Raises ValueError for a count below zero."""
    if any(count < 0 for count in counts.values()):
        raise ValueError(f"a count below zero: {dict(counts)}")
    total = sum(counts.values())
    if 0 < total <= rules.limit:
        return withheld(counts, None)
    hidden = [name for name, count in counts.items() if 0 < count <= rules.limit]
    if not hidden:
        return Protected(total, dict(counts))
    # Sorting keeps the table's order where counts are the same.
    large = sorted((name for name, count in counts.items() if count > rules.limit), key=lambda name: counts[name])
    for complements in range(min(rules.complements, len(large)) + 1):
        gone = {*hidden, *large[:complements]}
        below = counts[large[complements]] if complements < len(large) else None
        if safe(rules, len(gone), sum(counts[name] for name in gone), below):
            return Protected(total, {name: None if name in gone else count for name, count in counts.items()})
    return withheld(counts, total)


def part(counts: Mapping[str, int], told: bool, rules: Rules = RULES) -> Protected:
    """A table of those whom one cell of another table counts, published beside it. Only where that cell is `told` is
    this one: its sum is then known already, and it is a table like any other. Else it would tell the sum."""
    return protect(counts, rules) if told else withheld(counts, None)


def corrected(
    counts: Mapping[str, int],
    earlier: Sequence[Protected],
    told: Iterable[int] = (),
    rules: Rules = RULES,
) -> Protected:
    """A table that is published once more, beside all `earlier` versions of it; `told` are the totals that other tables
    of the same people told. The difference of two versions is a table too, of those who came and went: a change of 1 to
    10 is hidden like a count of so many, in the total as in the cells, and what one version hides no other may tell."""
    table = protect(counts, rules)
    if table in earlier:
        return table
    totals = {*told, *(t.total for t in earlier if t.total is not None)}
    if table.total is None or any(_small(table.total - total, rules) for total in totals):
        return withheld(counts, None)
    if None in table.cells.values():
        return withheld(counts, table.total)
    for before in earlier:
        for name, count in counts.items():
            was = before.cells.get(name, 0)
            if was is None or _small(count - was, rules):
                return withheld(counts, table.total)
        if any(name not in counts and was != 0 for name, was in before.cells.items()):
            return withheld(counts, table.total)
    return table


def _small(change: int, rules: Rules) -> bool:
    return 0 < abs(change) <= rules.limit


def withheld(counts: Mapping[str, int], total: int | None) -> Protected:
    """A table of which only the total is told, if that."""
    return Protected(total, dict.fromkeys(counts), withheld=True)
