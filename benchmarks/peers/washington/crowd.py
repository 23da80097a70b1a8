"""The population many times over: as many households as are asked for, each copy with units of its own."""

from __future__ import annotations

import numpy as np

from benchmarks.peers.files import Columns

OF = ("household", "spm_unit", "family", "tax_unit", "marital_unit")


def crowd(inputs: Columns, households: int) -> Columns:
    """Inputs of the first `households` of as many copies as that takes. Whose a column is, its length tells: raises
    ValueError for a column of another length, and where there are as many units as households or people."""
    people, units, homes = len(inputs["age"]), len(inputs["tanf"]), len(inputs["county"])
    if len({people, units, homes}) < 3:
        raise ValueError(f"{people} people, {units} units and {homes} households: lengths that are equal tell nothing")
    copies = -(-households // homes)
    home = _copied(inputs["person_household_id"], copies)
    unit = _copied(inputs["person_spm_unit_id"], copies)
    person_in = home < households
    kept = {people: person_in, units: np.isin(np.arange(units * copies), unit[person_in])}
    kept[homes] = np.arange(homes * copies) < households
    found = {}
    for name, column in inputs.items():
        if len(column) not in kept:
            raise ValueError(f"{name} has {len(column)} rows: neither people, units nor households")
        of_whom = name.removeprefix("person_").removesuffix("_id")
        many = _copied(column, copies) if name.endswith("_id") and of_whom in OF else np.tile(column, copies)
        found[name] = many[kept[len(column)]]
    return found


def _copied(ids: np.ndarray, copies: int) -> np.ndarray:
    """Ids counted from 0, those of each copy after those of the one before."""
    return (ids + np.arange(copies)[:, None] * (ids.max() + 1)).ravel()
