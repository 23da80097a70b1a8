"""PolicyEngine-UK over all benefit units at once, as it is and with one cause after the other taken away.

Runs in an environment of its own, without Nextwave's dependencies.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd
from policyengine_uk import Simulation  # type: ignore[import-not-found]
from policyengine_uk.data.dataset_schema import UKMultiYearDataset, UKSingleYearDataset  # type: ignore[import-not-found]

from benchmarks.peers.attribution import attribute
from benchmarks.peers.cause import Patch, patched
from benchmarks.peers.england.apart import APART, equal
from benchmarks.peers.england.causes import CAUSES
from benchmarks.peers.england.units import MONTHS
from benchmarks.peers.files import Array, Columns, read, write

#: Whose a variable is, where it is not a person's or a benefit unit's.
OF_HOUSEHOLD = ("region", "tenure_type")


def simulation(columns: Columns, year: int) -> Any:
    """All units in one simulation, each a household of its own."""
    unit = columns["person_benunit_id"]
    ids = np.arange(unit.max() + 1)
    person = {"person_id": np.arange(len(unit)), "person_benunit_id": unit, "person_household_id": unit}
    benunit: dict[str, Array] = {"benunit_id": ids}
    household: dict[str, Array] = {"household_id": ids, "household_weight": np.ones(len(ids))}
    for name, column in columns.items():
        own = name.removeprefix("unit.")
        if own.startswith("told."):
            continue
        if own in OF_HOUSEHOLD:
            household[own] = column
        elif own != name:
            benunit[own] = column
        elif name != "person_benunit_id":
            person[name] = column
    frames = {
        name: pd.DataFrame({key: list(values) if values.dtype.kind == "U" else values for key, values in of.items()})
        for name, of in (("person", person), ("benunit", benunit), ("household", household))
    }
    one = UKSingleYearDataset(**frames, fiscal_year=year)
    return Simulation(dataset=UKMultiYearDataset(datasets=[one]))


def answers(inputs: Columns, year: int, patches: Iterable[Patch] = ()) -> Columns:
    """What they come to in a year by unit, with values of the patches in the place of their own."""
    made = simulation(inputs, year)
    for patch in patches:
        if not patch.where.any():
            continue
        own = np.asarray(made.calculate(patch.variable, year))
        where = patch.where if patch.near is None else patch.where & (np.abs(own - patch.values) <= patch.near)
        made.set_input(patch.variable, year, np.where(where, patch.values, own))
    unit, variables = inputs["person_benunit_id"], [programme.variable for programme in APART.values()]
    found = {name: np.asarray(made.calculate(name, year)) for name in variables}
    return {name: np.bincount(unit, v, unit.max() + 1) if len(v) == len(unit) else v for name, v in found.items()}


def main() -> None:
    for year in MONTHS:
        inputs, ours = read(f"england-inputs-{year}"), read(f"england-ours-{year}")
        theirs = answers(inputs, year)

        def without(taken: Array, inputs: Columns = inputs, ours: Columns = ours, year: int = year) -> Array:
            return equal(ours, answers(inputs, year, patched(CAUSES, ours, inputs, taken, inputs["person_benunit_id"])))

        found, unexplained = attribute(len(ours["uc"]), len(CAUSES), without)
        told = {"version": np.array(version("policyengine-uk")), "found": found, "unexplained": unexplained}
        write(f"england-theirs-{year}", theirs | told)
        print(f"{year}: {len(found)} units, {unexplained.sum()} of them differ without a cause")


if __name__ == "__main__":
    main()
