"""PolicyEngine-US on this machine: seconds to load, and for one warm household's SNAP. `make bench-peers`.

Runs in an environment of its own, without Nextwave's dependencies.
"""

from __future__ import annotations

import statistics
import time
from importlib.metadata import version

from benchmarks.recording import record

LOAD = "load and first answer"
WARM = "one warm household's SNAP"


def main() -> None:
    start = time.perf_counter()
    from policyengine_us import Simulation  # type: ignore[import-not-found]

    people = {"ana": {"age": {"2026": 40}, "employment_income": {"2026": 18060}}, "cy": {"age": {"2026": 11}}}
    members = {"members": list(people)}
    situation = {
        "people": people,
        "households": {"h": {**members, "state_name": {"2026": "WA"}}},
        "spm_units": {"s": members},
        "tax_units": {"t": members},
        "families": {"f": members},
        "marital_units": {"m": {"members": ["ana"]}, "n": {"members": ["cy"]}},
    }
    Simulation(situation=situation).calculate("snap", "2026-11")
    first = time.perf_counter() - start
    times = []
    for _ in range(5):
        start = time.perf_counter()
        Simulation(situation=situation).calculate("snap", "2026-11")
        times.append(time.perf_counter() - start)
    rows = [(LOAD, f"{first:.1f} s"), (WARM, f"{statistics.median(times):.2f} s")]
    for row in rows:
        print(": ".join(row))
    record("peers", f", PolicyEngine-US {version('policyengine-us')}", ("PolicyEngine-US", "measured"), rows)


if __name__ == "__main__":
    main()
