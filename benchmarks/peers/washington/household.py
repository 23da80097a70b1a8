"""PolicyEngine-US on this machine: seconds to load, and for one warm household's SNAP."""

from __future__ import annotations

import statistics
import time
from importlib.metadata import version


def main() -> None:
    print("PolicyEngine-US loads: about a minute", flush=True)
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

    import numpy as np

    from benchmarks.peers.files import write

    seconds = {"first": np.array(first), "warm": np.array(statistics.median(times))}
    write("household", {**seconds, "version": np.array(version("policyengine-us"))})
    print(f"loaded in {first:.1f} s; one warm household {seconds['warm']:.2f} s")


if __name__ == "__main__":
    main()
