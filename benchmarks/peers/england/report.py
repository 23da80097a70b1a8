"""What the comparison found, into docs/measured.md: how many units are equal, and each cause with its count."""

from __future__ import annotations

import sys

import numpy as np

from benchmarks.peers.attribution import counts
from benchmarks.peers.england.apart import APART, PENNY
from benchmarks.peers.england.causes import CAUSES
from benchmarks.peers.england.units import MONTHS
from benchmarks.peers.files import Columns, read
from benchmarks.recording import record, table

Row = tuple[str, ...]

TITLES = {"uc": "Universal Credit", "child_benefit": "Child Benefit", "child_benefit_charge": "the charge"}


def compared(ours: Columns, theirs: Columns) -> dict[str, str]:
    """Units by programme: how many have it by either, and how many of these are equal to the penny."""
    found = {"units": f"{len(ours['uc']):,}"}
    for name, title in TITLES.items():
        some = (ours[name] > 0) | (theirs[APART[name].variable] > 0)
        equal = APART[name].pence(ours, theirs) < PENNY
        found[f"{title}: units with it by either"] = f"{some.sum():,}"
        found[f"{title}: of these equal to the penny"] = f"{(some & equal).sum():,}"
    differ = theirs["found"].any(axis=1) | theirs["unexplained"]
    found["units that differ"] = f"{differ.sum():,}"
    found["of these without a cause"] = f"{theirs['unexplained'].sum():,}"
    return found


def causes(years: list[Columns]) -> list[Row]:
    """Each cause with the units of each year that it explains alone and together with others; most first."""
    by_year = [counts(theirs["found"], [cause.name for cause in CAUSES]) for theirs in years]
    rows = []
    for cause, *of in zip(CAUSES, *by_year, strict=True):
        told = sum(alone + together for _, alone, together in of)
        if told:
            each = [f"{alone} + {together}" for _, alone, together in of]
            rows.append((told, (cause.name, *each, cause.cites, cause.right)))
    return [row for _, row in sorted(rows, key=lambda row: -row[0])]


def main() -> int:
    ours = [read(f"england-ours-{year}") for year in MONTHS]
    theirs = [read(f"england-theirs-{year}") for year in MONTHS]
    found = [compared(mine, their) for mine, their in zip(ours, theirs, strict=True)]
    rows = [(name, *(of[name] for of in found)) for name in found[0]]
    names = [f"{year}-{(year + 1) % 100}" for year in MONTHS]
    below = [
        "",
        *table(("cause", *(f"{name}: alone + with others" for name in names), "law", "who follows it"), causes(theirs)),
    ]
    for row in (*rows, *causes(theirs)):
        print(" | ".join(row[:3]))
    record("peers-england", f", PolicyEngine-UK {theirs[0]['version']}", ("random units", *names), rows, below)
    left = 0
    for name, their in zip(names, theirs, strict=True):
        without = np.flatnonzero(their["unexplained"])
        left += len(without)
        if len(without):
            print(
                f"{name}: {len(without)} units differ without a cause (from 0: {without[:20]}): find it, or mend the rule"
            )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
