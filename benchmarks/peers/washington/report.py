"""What the comparison found, into docs/measured.md: how many units are equal, and each cause with its count."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np

from benchmarks.peers.attribution import counts
from benchmarks.peers.cause import Cause
from benchmarks.peers.files import Columns, read
from benchmarks.peers.washington import MONTH
from benchmarks.peers.washington.causes import CAUSES
from benchmarks.recording import record, table

Row = tuple[str, ...]


def compared(ours: Columns, theirs: Columns) -> list[Row]:
    """Units compared, and how many are equal; of all units, and of those to which either pays."""
    cents, snap = ours["unit.monthly_benefit"], theirs["snap"] * 100
    off = np.abs(snap - cents)
    same = theirs["is_snap_eligible"] == ours["unit.eligible"].astype(bool)
    paid = (cents > 0) | (snap > 0)
    return [
        ("households", f"{ours['place'].max() + 1:,}"),
        ("food units compared", f"{len(cents):,}"),
        ("of these paid something by either", f"{paid.sum():,}"),
        ("amount equal to the cent", f"{(off < 0.5).sum():,} of all, {(paid & (off < 0.5)).sum():,} of the paid"),
        ("amount equal to the dollar", f"{(off < 100.5).sum():,} of all, {(paid & (off < 100.5)).sum():,} of the paid"),
        ("eligible for both or for neither", f"{same.sum():,}"),
        ("differ in amount or in being eligible", f"{((off >= 0.5) | ~same).sum():,}"),
        ("of these without a cause", f"{theirs['unexplained'].sum():,}"),
    ]


def causes(found: np.ndarray, known: Sequence[Cause] = CAUSES) -> list[Row]:
    """Each cause that explains a unit: how many alone, and how many together with others; most first."""
    rows = [
        (alone + together, (cause.name, str(alone), str(together), cause.cites, cause.right))
        for cause, (_, alone, together) in zip(known, counts(found, [c.name for c in known]), strict=True)
        if alone + together > 0
    ]
    return [row for _, row in sorted(rows, key=lambda r: -r[0])]


def main() -> int:
    ours, theirs, household = read("ours"), read("theirs"), read("household")
    rows = [
        ("load and first answer", f"{household['first']:.1f} s"),
        ("one warm household's SNAP", f"{household['warm']:.2f} s"),
        ("the population's SNAP, warm", f"{theirs['seconds']:.1f} s"),
        ("100,000 households' SNAP, warm", f"{theirs['crowded']:.1f} s"),
    ]
    first, second = compared(ours, theirs), causes(theirs["found"])
    for row in (*rows, *first, *second):
        print(" | ".join(row[:3]))
    header = ("cause", "units alone", "with others", "law", "who follows it")
    day = f"{MONTH:%B %Y}"
    below = ["", *table((f"Basic Food of the shipped households in {day}", "found"), first)]
    below += ["", *table(header, second)]
    record("peers", f", PolicyEngine-US {household['version']}", ("PolicyEngine-US", "measured"), rows, below)
    left = int(theirs["unexplained"].sum())
    if left:
        units = ", ".join(str(u) for u in np.flatnonzero(theirs["unexplained"])[:20])
        print(f"{left} units differ without a cause (counted from 0: {units}): find it, or mend the rule")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
