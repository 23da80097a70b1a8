"""What a programme costs and whom it reaches, and what a reform changes: in all, by income and by household.

Sums are exact: whole cents times hundredths of a household. Estimates carry the standard error of `sampling`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from nextwave.population.impact.levels import by_level, movements
from nextwave.population.impact.sampling import error_of_ratio, error_of_total
from nextwave.population.impact.sizes import Ends, sizes

#: Estimates that rest on fewer households than this are marked.
FEW = 30

#: From when on people are adults (Convention on the Rights of the Child, article 1) and older (the United Nations'
#: statistics of ageing).
ADULT, OLDER = 18, 60
TYPES = (
    "one adult",
    "one adult with children",
    "adults",
    "adults with children",
    f"someone {OLDER} or older",
    "children only",
)
#: Where a rulebook has no dates of birth.
BY_SIZE = ("one person", "two people", "three or more people")


@dataclass(frozen=True, slots=True)
class Effects:
    """Tables of estimates. Each row has `measure` columns in the currency's units or counts, `<measure>_error`
    beside, and `few` where fewer than 30 sampled households stand behind it. There are no tenths where there is
    nothing that they could be made by. What amounts come to is `cost_…` of a month, or `once_…` where they are paid
    once; where there are none there is neither, and no sizes. Of a tier there are no costs and no sizes but `levels`,
    how many have each, and with a reform `movements` between them."""

    totals: pl.DataFrame
    by_decile: pl.DataFrame | None
    by_type: pl.DataFrame
    sizes: pl.DataFrame | None
    reform: bool
    levels: pl.DataFrame | None = None
    movements: pl.DataFrame | None = None


def effects(
    units: pl.DataFrame,
    tenths: bool = True,
    signs: tuple[str, str] = ("", ""),
    levels: Sequence[str] = (),
    costs: str = "month",
) -> Effects:
    """The effects from one row for each unit: household, weight (hundredths), people, type, income (hundredths a
    year), household_people, before (hundredths a month), eligible_before; with a reform after and eligible_after.
    Without `tenths` there need be no income. `signs` stand before and behind amounts in names of rows. Of a tier
    `levels` are their names, the lowest first, and units have level_before and level_after: the level's place, or -1.
    `costs` says what amounts are: those of a "month", paid "once", or "" where there are none; then whoever comes to it
    gains.

    Raises ValueError, which names column and row, for a column that is missing, empty or below zero.
    """
    reform = "after" in units.columns
    _checked(units, reform, tenths, bool(levels))
    if tenths:
        units = units.with_columns(decile=_deciles(units))
    units = units.sort("household")
    names, sampled = np.unique(units["household"].to_numpy(), return_inverse=True)
    table = _Sample(units, sampled, len(names), reform, bool(levels), "" if levels else costs)
    whole = np.ones(units.height, dtype=np.bool_)
    totals = pl.DataFrame([table.row("", "all", whole)]).drop("group")
    decile = None
    if tenths:
        decile = pl.DataFrame([table.row("decile", d, units["decile"].to_numpy() == d) for d in range(1, 11)])
        decile = decile.rename({"group": "decile"})
    there = [
        t
        for t in dict.fromkeys([*TYPES, *BY_SIZE, *units["type"].unique().sort().to_list()])
        if (units["type"] == t).any()
    ]
    types = pl.DataFrame([table.row("type", t, (units["type"] == t).to_numpy()) for t in there])
    types = types.rename({"group": "type"})
    if levels:
        new = table.level_after if reform else None
        named = pl.DataFrame(by_level(table, levels, table.level_before, new))
        moved = pl.DataFrame(movements(table, levels, table.level_before, new), MOVED) if new is not None else None
        return Effects(totals, decile, types, None, reform, named, moved)
    changes = pl.DataFrame(table.sizes(sizes(signs))) if reform and costs else None
    return Effects(totals, decile, types, changes, reform)


#: The columns of movements, also where nobody moves.
MOVED = {
    "from": pl.String(),
    "to": pl.String(),
    "units": pl.Float64(),
    "units_error": pl.Float64(),
    "people": pl.Float64(),
    "people_error": pl.Float64(),
    "few": pl.Boolean(),
}


def _checked(units: pl.DataFrame, reform: bool, tenths: bool, tier: bool) -> None:
    wanted = ["household", "weight", "people", "type", "household_people", "before", "eligible_before"]
    wanted += ["income"] if tenths else []
    wanted += ["after", "eligible_after"] if reform else []
    wanted += ["level_before", *(["level_after"] if reform else [])] if tier else []
    for column in wanted:
        if column not in units.columns:
            raise ValueError(f"units, column {column}: this column is missing; add it")
        empty = units[column].is_null().arg_true()
        if len(empty):
            raise ValueError(f"units, column {column}, row {empty[0] + 1}: there is no value; state it")
    for column in ("weight", "people", "household_people"):
        wrong = (units[column] < 0).arg_true()
        if len(wrong):
            raise ValueError(f"units, column {column}, row {wrong[0] + 1}: this is below 0; correct it")
    if not units.height:
        raise ValueError("units: there are no rows; name a population with households")


def _deciles(units: pl.DataFrame) -> pl.Series:
    """Tenths of people by the household's income over the square root of its people (OECD, Framework for
    Integrated Analysis, 2013): the first has the least. Households with the same income stand in the order of
    their ids."""
    homes = units.unique("household").with_columns(
        equal=pl.col("income") / pl.col("household_people").sqrt(), all=pl.col("weight") * pl.col("household_people")
    )
    homes = homes.sort("equal", "household")
    share = (homes["all"].cum_sum() - homes["all"] / 2) / max(1, homes["all"].sum())
    homes = homes.with_columns(decile=(share * 10).floor().clip(0, 9).cast(pl.Int64) + 1)
    return units.join(homes.select("household", "decile"), on="household", how="left", maintain_order="left")["decile"]


class _Sample:
    """Weighted sums over units with the household that each belongs to."""

    def __init__(
        self, units: pl.DataFrame, sampled: Any, households: int, reform: bool, tier: bool, costs: str
    ) -> None:
        self.sampled, self.households, self.reform = sampled, households, reform
        #: What columns of sums and of means of amounts begin with; none where there are no amounts.
        self.sum, self.mean = {"month": ("cost", "average"), "once": ("once", "average_once")}.get(costs, ("", ""))
        self.weight = units["weight"].to_numpy()
        self.people = units["people"].to_numpy()
        self.before, self.yes_before = units["before"].to_numpy(), units["eligible_before"].to_numpy()
        self.after = units["after"].to_numpy() if reform else self.before
        self.yes_after = units["eligible_after"].to_numpy() if reform else self.yes_before
        self.level_before = units["level_before"].to_numpy() if tier else np.zeros_like(self.before)
        self.level_after = units["level_after"].to_numpy() if tier and reform else self.level_before
        #: By how much it is more or less under the reform: hundredths, levels, or whether they come to it.
        self.change = self.after - self.before
        if tier:
            self.change = self.level_after - self.level_before
        elif not self.sum:
            self.change = self.yes_after * 1 - self.yes_before * 1

    def total(self, values: Any, unit: int) -> tuple[float, float]:
        """A weighted total and its error, in so many parts of a whole (hundredths: 100)."""
        exact = sum(int(v) * int(w) for v, w in zip(values, self.weight, strict=True) if v)
        parts = np.bincount(self.sampled, values.astype(np.float64) * self.weight, self.households) / (100 * unit)
        return exact / (100 * unit), error_of_total(parts)

    def ratio(self, above: Any, below: Any, unit: int) -> tuple[float, float]:
        """A weighted mean and its error; 0 over nobody."""
        up = np.bincount(self.sampled, above.astype(np.float64) * self.weight, self.households) / unit
        down = np.bincount(self.sampled, below.astype(np.float64) * self.weight, self.households).astype(np.float64)
        return (float(up.sum() / down.sum()) if down.sum() else 0.0), error_of_ratio(up, down)

    def counted(self, inside: Any) -> dict[str, tuple[float, float]]:
        """How many of the units, and people in them, are among those."""
        people = self.total(np.where(inside, self.people, 0), 1)
        return {"units": self.total(inside.astype(np.int64), 1), "people": people}

    def few(self, inside: Any) -> bool:
        return len(np.unique(self.sampled[inside])) < FEW

    def row(self, name: str, group: Any, inside: Any) -> dict[str, Any]:
        """The estimates for some of the units."""
        measures: dict[str, tuple[float, float]] = {}

        def side(when: str, amount: Any, yes: Any) -> None:
            there = inside & yes
            if self.sum:
                measures[f"{self.sum}_{when}"] = self.total(np.where(there, amount, 0), 100)
            measures[f"units_{when}"] = self.total(there.astype(np.int64), 1)
            measures[f"people_{when}"] = self.total(np.where(there, self.people, 0), 1)
            if self.sum:
                measures[f"{self.mean}_{when}"] = self.ratio(np.where(there, amount, 0), there, 100)

        side("before", self.before, self.yes_before)
        count = inside & self.yes_before
        if self.reform:
            side("after", self.after, self.yes_after)
            change = np.where(inside, self.change, 0)
            count = inside & (self.yes_before | self.yes_after)
            if self.sum:
                measures[f"{self.sum}_change"] = self.total(change, 100)
            measures["units_change"] = self.total(np.where(inside, self.yes_after * 1 - self.yes_before * 1, 0), 1)
            for what, those in (("gaining", change > 0), ("losing", change < 0)):
                measures[f"units_{what}"] = self.total(those.astype(np.int64), 1)
                measures[f"people_{what}"] = self.total(np.where(those, self.people, 0), 1)
            measures["people_unchanged"] = self.total(np.where(inside & (change == 0), self.people, 0), 1)
            if self.sum:
                measures[f"{self.mean}_change"] = self.ratio(change, (change != 0) & inside, 100)
        row: dict[str, Any] = {"group": group}
        for measure, (value, error) in measures.items():
            row[measure], row[f"{measure}_error"] = value, error
        row["households"] = len(np.unique(self.sampled[count]))
        row["few"] = row["households"] < FEW
        return row

    def sizes(self, named: Mapping[str, Ends]) -> list[dict[str, Any]]:
        """How many units gain or lose how much."""
        change = self.change
        new, gone = self.yes_after & ~self.yes_before, self.yes_before & ~self.yes_after
        rows = []
        for name, ends in named.items():
            if ends is None:
                inside = new if name == "newly eligible" else gone
            else:
                low, high = ends
                inside = (self.yes_before & self.yes_after) if low == 0 else ~new & ~gone
                inside = (
                    inside
                    & ((change >= low) if low is not None else True)
                    & ((change < high) if high is not None else True)
                )
            units, people = self.total(inside.astype(np.int64), 1), self.total(np.where(inside, self.people, 0), 1)
            few = len(np.unique(self.sampled[inside])) < FEW
            rows.append(
                {
                    "change": name,
                    "units": units[0],
                    "units_error": units[1],
                    "people": people[0],
                    "people_error": people[1],
                    "few": few,
                }
            )
        return rows


def types_of(people: pl.DataFrame, on: Any) -> pl.DataFrame:
    """The type of each household: by its people's dates of birth, or by their number where there are none."""
    if people.schema.get("birth_date") != pl.Date():
        many = people.group_by("household").len()
        size = pl.when(pl.col("len") == 1).then(pl.lit(BY_SIZE[0])).when(pl.col("len") == 2).then(pl.lit(BY_SIZE[1]))
        return many.select("household", type=size.otherwise(pl.lit(BY_SIZE[2])))
    age = (pl.lit(on).dt.year() - pl.col("birth_date").dt.year()) - (
        (pl.col("birth_date").dt.ordinal_day() > pl.lit(on).dt.ordinal_day()).cast(pl.Int64)
    )
    counts = (
        people.with_columns(age=age)
        .group_by("household")
        .agg(
            old=(pl.col("age") >= OLDER).any(),
            adults=(pl.col("age") >= ADULT).sum(),
            children=(pl.col("age") < ADULT).sum(),
        )
    )
    kind = (
        pl.when(pl.col("old")).then(pl.lit(TYPES[4]))
        .when(pl.col("adults") == 0).then(pl.lit(TYPES[5]))
        .when((pl.col("adults") == 1) & (pl.col("children") == 0)).then(pl.lit(TYPES[0]))
        .when(pl.col("adults") == 1).then(pl.lit(TYPES[1]))
        .when(pl.col("children") == 0).then(pl.lit(TYPES[2]))
        .otherwise(pl.lit(TYPES[3]))
    )  # fmt: skip
    return counts.select("household", type=kind)


def shown_types() -> Sequence[str]:
    """The household types in the order in which tables have them."""
    return TYPES
