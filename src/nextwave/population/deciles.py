"""Tenths of the people, from the lowest to the highest household income per equivalent adult.

A household's income is divided by the square root of the number of people in it: a household of four needs twice
the income of one person, not four times (the scale of OECD, "Divided We Stand", 2011, and its Income Distribution
Database since). Each person counts with the income of the household, and each tenth holds a tenth of the people.
"""

from __future__ import annotations

import numpy as np
import polars as pl

COUNT = 10


def income_per_equivalent_adult(units: pl.DataFrame) -> pl.Series:
    """Cents a year, rounded to the cent, in the order of the rows; it serves to order households, not to pay."""
    root = np.sqrt(units["household_people"].to_numpy().astype(np.float64))
    income = units["income"].to_numpy().astype(np.float64)
    return pl.Series("per_equivalent_adult", np.rint(income / root).astype(np.int64))


def deciles(units: pl.DataFrame) -> pl.Series:
    """The decile of each row, 1 to 10, by weighted people. A household is never split: it belongs where the middle
    of its people lies. Equal incomes stand in the order of their households' names, so that it is reproducible."""
    people = units.select("household", (pl.col("weight") * pl.col("people")).alias("own")).with_columns(
        income_per_equivalent_adult(units)
    )
    households = (
        people.group_by("household")
        .agg(pl.col("per_equivalent_adult").first(), pl.col("own").sum())
        .sort("per_equivalent_adult", "household")
    )
    middle_twice = 2 * pl.col("own").cum_sum() - pl.col("own")
    placed = households.select(
        "household", (COUNT * middle_twice // (2 * pl.col("own").sum()) + 1).cast(pl.Int8).alias("decile")
    )
    return units.select("household").join(placed, on="household", how="left", maintain_order="left")["decile"]
