"""PolicyEngine-US over the whole population at once, as it is and with one cause after the other taken away.

Runs in an environment of its own, without Nextwave's dependencies.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import numpy as np
from policyengine_core.data import Dataset  # type: ignore[import-not-found]
from policyengine_us import Simulation  # type: ignore[import-not-found]

from benchmarks.peers.attribution import attribute
from benchmarks.peers.cause import Patch, patched
from benchmarks.peers.files import Array, Columns, read, write
from benchmarks.peers.washington import MONTH
from benchmarks.peers.washington.causes import CAUSES
from benchmarks.peers.washington.crowd import crowd

YEAR, PERIOD = str(MONTH.year), f"{MONTH:%Y-%m}"

ENTITIES = ("household", "spm_unit", "family", "tax_unit", "marital_unit")

#: Households in the run that is timed.
CROWD = 100_000

ANSWER = ("snap", "is_snap_eligible")


class Households(Dataset):  # type: ignore[misc]
    """The columns of `inputs` as a data set."""

    name = label = "households"
    data_format = Dataset.TIME_PERIOD_ARRAYS
    time_period = YEAR

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    def load(self) -> dict[str, dict[str, Array]]:  # type: ignore[override]
        system = Simulation.default_tax_benefit_system_instance
        found = {"person_id": {YEAR: np.arange(len(self.columns["age"]))}}
        for entity in ENTITIES:
            found[f"{entity}_id"] = {YEAR: np.unique(self.columns[f"person_{entity}_id"])}
        for name, column in self.columns.items():
            variable = system.variables.get(name)
            monthly = variable is not None and variable.definition_period == "month"
            found[name] = {PERIOD if monthly else YEAR: column}
        return found


def answers(inputs: Columns, patches: Iterable[Patch] = ()) -> Columns:
    """`snap` and `is_snap_eligible` of every unit, with values of the patches in the place of its own."""
    made: Any = Simulation(dataset=Households(inputs))
    for patch in patches:
        if not patch.where.any():
            continue
        period = _period(made, patch.variable)
        own = np.asarray(made.calculate(patch.variable, period))
        where = patch.where if patch.near is None else patch.where & (np.abs(own - patch.values) <= patch.near)
        made.set_input(patch.variable, period, np.where(where, patch.values, own))
    return {name: np.asarray(made.calculate(name, _period(made, name))) for name in ANSWER}


def _period(made: Any, name: str) -> str:
    return PERIOD if made.tax_benefit_system.variables[name].definition_period == "month" else YEAR


def main() -> None:
    inputs, ours = read("inputs"), read("ours")
    cents, eligible = ours["unit.monthly_benefit"], ours["unit.eligible"].astype(bool)

    def equal(taken: Array) -> Array:
        theirs = answers(inputs, patched(CAUSES, ours, inputs, taken, ours["unit"]))
        return (np.abs(theirs["snap"] * 100 - cents) < 0.5) & (theirs["is_snap_eligible"] == eligible)

    theirs = answers(inputs)
    found, unexplained = attribute(len(cents), len(CAUSES), equal)
    # Timed once figures have been read.
    seconds, crowded = timed(inputs), timed(crowd(inputs, CROWD))
    print(f"{len(cents)} units in {seconds:.1f} s; {CROWD:,} households in {crowded:.1f} s")
    measured = {"seconds": np.array(seconds), "crowded": np.array(crowded)}
    write("theirs", theirs | measured | {"found": found, "unexplained": unexplained})


def timed(inputs: Columns) -> float:
    """Seconds for `snap`, once the households have been read."""
    made: Any = Simulation(dataset=Households(inputs))
    start = time.perf_counter()
    made.calculate("snap", PERIOD)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
