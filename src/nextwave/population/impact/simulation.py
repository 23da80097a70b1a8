"""A programme over a population, as it is and under a reform.

    from nextwave.population import simulate
    found = simulate("washington", "washington", reform="reform.yaml", on="2026-11-01")
    found.effects.totals

The same words as `nextwave simulate` on the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from nextwave.population.calibration.participation import curve_of, taken
from nextwave.population.evaluation import Progress, evaluate, households
from nextwave.population.impact.effects import Effects, effects, types_of
from nextwave.population.reform import Reform, reformed
from nextwave.population.reform import read as read_reform
from nextwave.population.situations import as_of
from nextwave.population.tables.faults import Faults
from nextwave.population.tables.reading import Population, read
from nextwave.population.tables.schema import CALIBRATED
from nextwave.rulebook.loading import find, load
from nextwave.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came of a run: its units, its effects, and all that is needed to run it again. `weights` says whose
    weights they are, survey or calibrated; `as_many_as_do` are the effects on those who take the programme up,
    where calibration has drawn them."""

    programme: str
    on: date
    units: pl.DataFrame
    effects: Effects
    population: Population
    law: str
    reform: Reform | None
    weights: str
    as_many_as_do: Effects | None = None


def simulate(
    rulebook: str | Path | Rulebook,
    population: str | Path | Population,
    reform: str | Path | Reform | None = None,
    on: str | date = "2026-11-01",
    programme: str = "snap",
    assume: Mapping[str, Any] | None = None,
    told: Progress | None = None,
    weights: str | None = None,
) -> Simulation:
    """Runs a programme over a population on a day, and beside it under a reform (a file of docs/reforms.md).
    `weights` are the survey's or the calibrated ones, which are taken where they are present.

    Raises RulebookError for a rulebook, reform or day that cannot be taken, PopulationError for a population.
    """
    book = rulebook if isinstance(rulebook, Rulebook) else load(find(str(rulebook)), with_cases=False)
    day = on if isinstance(on, date) else date.fromisoformat(on)
    changed = reform
    if isinstance(reform, str | Path):
        changed = read_reform(Path(reform).read_text("utf-8"), str(reform), book)
    assert changed is None or isinstance(changed, Reform)
    tables = population if isinstance(population, Population) else read(str(population), book, assume, on=day)
    tables = as_of(tables, day)
    weighted = weights_of(tables, weights)
    present = households(tables, book, day, told)
    before = evaluate(tables, present, programme, told)
    units = before.rename({"eligible": "eligible_before", "amount": "before"})
    if changed is not None:
        new = households(tables, reformed(book, changed), day, told, like=present)
        after = evaluate(tables, new, programme, told)
        units = units.join(
            after.select("household", "unit", eligible_after="eligible", after="amount"), on=["household", "unit"]
        )
    do = None
    if weighted == "calibrated" and curve_of(tables, programme) is not None:
        do = effects(_described(taken(tables, programme, units), tables, day, weighted))
    units = _described(units, tables, day, weighted)
    return Simulation(programme, day, units, effects(units), tables, book.law_version, changed, weighted, do)


def weights_of(population: Population, weights: str | None) -> str:
    """Whose weights a run takes. Raises PopulationError where those asked for are not there."""
    there = CALIBRATED in population.tables["household"].columns
    if weights not in (None, "survey", "calibrated") or (weights == "calibrated" and not there):
        faults = Faults()
        what = f"it has no {str(weights)[:40]} weights"
        faults.add(population.name, "", [], what, "use survey, or make them: nextwave population calibrate")
        raise faults.error()
    return weights or ("calibrated" if there else "survey")


def _described(units: pl.DataFrame, population: Population, on: date, weights: str) -> pl.DataFrame:
    """Units with their household's id, weight, income, people and type."""
    homes = population.tables["household"].with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))
    people = population.tables["person"]
    counted = people.group_by("household").len("household_people")
    income = pl.col("cps_income") if "cps_income" in homes.columns else pl.lit(0)
    described = (
        homes.select(
            "place",
            "id",
            weight=CALIBRATED if weights == "calibrated" else "weight",
            income=(income * 100).cast(pl.Int64),
        )
        .join(counted, left_on="id", right_on="household", how="left")
        .join(types_of(people, on), left_on="id", right_on="household", how="left")
        .with_columns(pl.col("household_people").cast(pl.Int64))
    )
    joined = units.join(described, left_on="household", right_on="place", how="left", maintain_order="left")
    return joined.drop("household").rename({"id": "household"})
