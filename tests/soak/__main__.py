"""The proofs in full; the results go into docs/measured.md with machine and date.

The same code as in the tests, which run a sample: 50,000 households of Washington, 20,000 of England and as many of
Riverside against the reference, 100,000 completions of partial situations against their answers, 2,000 sequences of
acts by several people, 50 kills of a server, 10,000 bodies that nobody would send, and 5,000 forms with strange fields.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.pool import Pool
from typing import Any

from benchmarks.recording import record
from tests.soak.bodies import dearest
from tests.soak.casework import kills, sequences
from tests.soak.forms import broken
from tests.soak.jobs import equal, sound


def gathered(
    pool: Pool, work: Callable[[Any], tuple[Counter[str], list[str]]], jobs: Sequence[Any]
) -> tuple[Counter[str], list[str]]:
    """What came of all jobs together."""
    counts: Counter[str] = Counter()
    problems: list[str] = []
    for more, found in pool.imap_unordered(work, jobs):
        counts += more
        problems += found
    return counts, problems


def main() -> int:
    share = float(os.environ.get("NEXTWAVE_SOAK", "1"))
    households, completions = int(50_000 * share), int(100_000 * share)
    start = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        compared, differences = 0, []
        jobs = [("washington", seed, households // 20) for seed in range(20)]
        jobs += [(name, seed, int(20_000 * share) // 8) for name in ("england", "riverside") for seed in range(8)]
        for count, found in pool.imap_unordered(equal, jobs):
            compared += count
            differences += found
        counts, problems = gathered(pool, sound, [("washington", 100 + seed, completions // 20) for seed in range(20)])
        others, more = gathered(
            pool,
            sound,
            [(name, 120 + seed, completions // 40) for name in ("england", "riverside") for seed in range(4)],
        )
        problems += more
        acts, violations = gathered(pool, sequences, [(200 + seed, int(2_000 * share) // 20) for seed in range(20)])
        # One after the other, since what is measured is the processor time of one server.
        bodies, dear = dearest((10_000, int(10_000 * share)))
        told, faults = gathered(pool, kills, [(300, max(1, int(50 * share)))])
    forms, requests = int(5_000 * share), int(100 * share)
    breaks = broken(forms, requests)
    false = [p for p in problems if p.startswith("false")]
    outside = [p for p in problems if " outside " in p]
    rest = len(problems) - len(false) - len(outside)
    rows = [
        (
            "households of three rulebooks equal to the reference, every rule",
            f"{compared - sum('columns: ' not in d for d in differences):,} of {compared:,}",
            "90,000",
        ),
        (
            "of these, many at once equal to one at a time",
            f"{compared - sum('columns: ' in d for d in differences):,} of {compared:,}",
            "90,000",
        ),
        ("completions compared", f"{counts['completions']:,} of {counts['situations']:,} situations", "100,000"),
        (
            "the same of England and Riverside",
            f"{others['completions']:,} of {others['situations']:,} situations",
            "20,000",
        ),
        ("false settled", str(len(false)), "0"),
        ("values outside the range", str(len(outside)), "0"),
        (
            "witnesses and ends run again by the reference",
            f"{counts['witnesses'] + others['witnesses']:,}, {rest} wrong",
            "0 wrong",
        ),
        ("results of Washington undecided", f"{counts['undecided'] / max(1, counts['results']):.2%}", "1 %"),
        (
            "sequences of acts by several people",
            f"{acts['sequences']:,}, {len(violations)} with a violation",
            "2,000, 0",
        ),
        ("in them: acts tried, refused, decisions", f"{acts['steps']:,}, {acts['refused']:,}, {acts['issue']:,}", "–"),
        (
            "kills of the server, acts acknowledged",
            f"{sum(n for what, n in told.items() if what.startswith('killed')):,}, {told['acknowledged']:,}",
            "50",
        ),
        ("acts lost, applied twice or by halves", str(len(faults)), "0"),
        (
            "bodies that nobody would send, processor seconds of the dearest",
            f"{bodies['bodies']:,}, {bodies['hundredths'] / 100:.2f}",
            "10,000, 2",
        ),
        ("of these too dear, or with a server error", str(len(dear)), "0"),
        ("forms with strange fields; requests to each operation of the API", f"{forms:,}; {2 * requests:,}", "5,000"),
        ("of these with a server error", str(len(breaks)), "0"),
    ]
    seconds = time.perf_counter() - start
    for row in rows:
        print(" | ".join(row))
    problems += violations + faults + dear + breaks
    for problem in (differences + problems)[:5]:
        print(problem[:500])
    if share == 1:
        note = f", {seconds / 60:.0f} minutes, seeds 0–19, 100–123, 200–219 and 300"
        record("soak", note, ("what", "found", "must reach"), rows)
    return 1 if differences or problems else 0


if __name__ == "__main__":
    sys.exit(main())
