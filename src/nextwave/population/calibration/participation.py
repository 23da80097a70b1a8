"""Who takes a programme up, where calibration has drawn it: each unit's lot against its chance (`calibration`)."""

from __future__ import annotations

from typing import Any

import polars as pl

from nextwave.population.calibration.take_up import Curve
from nextwave.population.tables.reading import Population
from nextwave.population.tables.schema import lots


def curve_of(population: Population, programme: str) -> Curve | None:
    """The chances of a programme by the data sheet; None where take-up was not calibrated for it."""
    part = population.sheet.get("calibration", {}).get("take_up", {})
    if part.get("programme") != programme or lots(programme) not in population.people.columns:
        return None
    return Curve.of_sheet(part["curve"])


def taken(population: Population, programme: str, units: pl.DataFrame) -> pl.DataFrame:
    """The same units as if those who do not take the programme up could not get it: columns household (its
    place), unit, people, and for each side an amount (cents), whether it is eligible, and perhaps a level."""
    curve = curve_of(population, programme)
    if curve is None:
        raise ValueError(f"take-up of {programme} was not calibrated: ask curve_of first")
    row = rows_of_units(population, units["household"], units["unit"])
    lot = population.people[lots(programme)].gather(row).to_numpy()
    for amount, eligible in (("before", "eligible_before"), ("after", "eligible_after")):
        if amount in units.columns:
            takes = pl.Series(lot < curve.chances(units["people"].to_numpy(), units[amount].to_numpy()))
            units = units.with_columns(pl.col(eligible) & takes, pl.col(amount) * takes.cast(pl.Int64))
            if (level := f"level_{amount}") in units.columns:
                units = units.with_columns(pl.when(takes).then(pl.col(level)).otherwise(-1).alias(level))
    return units


def rows_of_units(population: Population, household: pl.Series, unit: pl.Series) -> Any:
    """Rows in the table of people: of the person numbered `unit` in the household at a place."""
    within = pl.int_range(pl.len(), dtype=pl.Int64).over("household")
    people = population.people.with_row_index("row").select("row", "household", within=within)
    wanted = pl.DataFrame({"household": population.homes["id"].gather(household), "within": unit})
    return wanted.join(people, on=["household", "within"], how="left", maintain_order="left")["row"].to_numpy()
