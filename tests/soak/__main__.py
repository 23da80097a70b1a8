"""The engine's proofs in full; the results go into docs/measured.md with machine and date.

The same code as in the tests, which run a sample: 50,000 households against the reference, and 100,000
completions of partial situations against their answers.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections import Counter

from benchmarks.recording import record
from tests.soak.jobs import equal, sound


def main() -> int:
    share = float(os.environ.get("NEXTWAVE_SOAK", "1"))
    households, completions = int(50_000 * share), int(100_000 * share)
    start = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        compared, differences = 0, []
        for count, found in pool.imap_unordered(equal, [(seed, households // 20) for seed in range(20)]):
            compared += count
            differences += found
        counts: Counter[str] = Counter()
        problems: list[str] = []
        for more, found in pool.imap_unordered(sound, [(100 + seed, completions // 20) for seed in range(20)]):
            counts += more
            problems += found
    false = [p for p in problems if p.startswith("false")]
    outside = [p for p in problems if " outside " in p]
    rest = len(problems) - len(false) - len(outside)
    rows = [
        (
            "households equal to the reference, every rule",
            f"{compared - sum(not d.startswith('columns: ') for d in differences):,} of {compared:,}",
            "50,000",
        ),
        (
            "of these, many at once equal to one at a time",
            f"{compared - sum(d.startswith('columns: ') for d in differences):,} of {compared:,}",
            "50,000",
        ),
        ("completions compared", f"{counts['completions']:,} of {counts['situations']:,} situations", "100,000"),
        ("false settled", str(len(false)), "0"),
        ("values outside the range", str(len(outside)), "0"),
        ("witnesses and ends run again by the reference", f"{counts['witnesses']:,}, {rest} wrong", "0 wrong"),
        ("results undecided", f"{counts['undecided'] / max(1, counts['results']):.2%}", "1 %"),
    ]
    seconds = time.perf_counter() - start
    for row in rows:
        print(" | ".join(row))
    for problem in (differences + problems)[:5]:
        print(problem[:500])
    if share == 1:
        note = f", {seconds / 60:.0f} minutes, seeds 0–19 and 100–119"
        record("soak", note, ("what", "found", "must reach"), rows)
    return 1 if differences or problems else 0


if __name__ == "__main__":
    sys.exit(main())
