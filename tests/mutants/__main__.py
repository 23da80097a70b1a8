"""Tries every kept fault: `make mutants`. Ends with an error where one is not noticed, or stands nowhere any more."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from tests.mutants.running import ROOT, Fault, Tree, noticed


def faults() -> list[Fault]:
    rows = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text("utf-8"))
    return [Fault(row["line"], row["instead"], tuple(row["tests"])) for row in rows]


def _share(of: list[Fault]) -> list[bool | None]:
    with Tree(ROOT) as tree:
        return [noticed(tree, fault) for fault in of]


def main() -> int:
    every = faults()
    with ThreadPoolExecutor(2) as both:
        shares = list(both.map(_share, [every[::2], every[1::2]]))
    found = [share[i // 2] for i, share in ((i, shares[i % 2]) for i in range(len(every)))]
    for fault, seen in zip(every, found, strict=True):
        if not seen:
            why = "its line is gone; draw another" if seen is None else "the tests pass with it"
            print(f"{why}:\n  {fault.line.strip()}\n  {fault.instead.strip()}")
    print(f"{sum(map(bool, found))} of {len(every)} faults are noticed")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
