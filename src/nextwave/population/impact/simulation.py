"""A programme over a population, as it is and under a reform.

    from nextwave.population import simulate
    found = simulate("my-rulebook", "my-households", reform="reform.yaml")
    found.effects.totals

The same words as `nextwave simulate` on the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from nextwave.engine.answers.explanation import period
from nextwave.population.calibration.participation import curve_of, taken
from nextwave.population.day import Day, day_of
from nextwave.population.evaluation import Households, Progress, evaluate, households
from nextwave.population.impact.effects import Effects, effects, types_of
from nextwave.population.reform import Reform, reformed
from nextwave.population.reform import read as read_reform
from nextwave.population.situations import as_of
from nextwave.population.tables.faults import Faults
from nextwave.population.tables.reading import Population, read, sheet_of
from nextwave.population.tables.schema import CALIBRATED
from nextwave.rulebook.finding import find
from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.wording.amounts import signs


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came of a run: its units, its effects, and all that is needed to run it again. `weights` says whose
    weights they are, survey or calibrated; `as_many_as_do` are the effects on those who take the programme up,
    where calibration has drawn them."""

    programme: str
    day: Day
    units: pl.DataFrame
    effects: Effects
    population: Population
    law: str
    reform: Reform | None
    weights: str
    as_many_as_do: Effects | None = None
    jurisdiction: Jurisdiction = field(default_factory=lambda: Jurisdiction(""))
    #: The levels of a tier, the lowest first, with what they are called.
    scale: Mapping[str, str] = field(default_factory=dict)
    #: What the amounts are: of a "month", paid "once", or "" where there are none.
    costs: str = "month"

    @property
    def on(self) -> date:
        """The day that it was worked out for."""
        return self.day.on


def simulate(
    rulebook: str | Path | Rulebook,
    population: str | Path | Population = "",
    reform: str | Path | Reform | None = None,
    on: str | date | None = None,
    programme: str | None = None,
    assume: Mapping[str, Any] | None = None,
    told: Progress | None = None,
    weights: str | None = None,
) -> Simulation:
    """Runs a programme over a population on a day, and beside it under a reform (a file of docs/reforms.md). Without
    a programme it is the rulebook's first, without a population the one that the rulebook names, without a day that
    of the population (`day_of`).
    `weights` are the survey's or the calibrated ones, which are taken where they are present.

    Raises RulebookError for a rulebook, reform or day that cannot be taken, PopulationError for a population.
    """
    book = rulebook if isinstance(rulebook, Rulebook) else load(find(str(rulebook)), with_cases=False)
    changed = reform
    if isinstance(reform, str | Path):
        changed = read_reform(Path(reform).read_text("utf-8"), str(reform), book)
    assert changed is None or isinstance(changed, Reform)
    programme = programme or next(iter(book.programmes), "")
    named = "" if isinstance(population, Population) else str(population) or usual_population(book)
    if on is None:
        sheet = population.sheet if isinstance(population, Population) else sheet_of(named)
        taken_day = day_of(sheet, book, date.today())
    else:
        taken_day = Day(on if isinstance(on, date) else date.fromisoformat(on))
    day = taken_day.on
    if not isinstance(population, Population):
        population = read(named, book, assume, on=day)
    tables = as_of(population, day)
    weighted = weights_of(tables, weights)
    present = households(tables, book, day, told)
    before = _signed(evaluate(tables, present, programme, told), book, programme)
    units = before.rename({"eligible": "eligible_before", "amount": "before", "level": "level_before"}, strict=False)
    if changed is not None:
        new = households(tables, reformed(book, changed), day, told, like=present)
        after = _signed(evaluate(tables, new, programme, told), book, programme)
        new_names = {"eligible": "eligible_after", "amount": "after", "level": "level_after"}
        after = after.drop("people").rename(new_names, strict=False)
        units = units.join(after, on=["household", "unit"])
    do, costs = None, _costs(present, programme)
    if weighted == "calibrated" and curve_of(tables, programme) is not None:
        described = _described(taken(tables, programme, units), tables, book, day, weighted)
        do = _effects(described, book, programme, costs)
    units = _described(units, tables, book, day, weighted)
    found = _effects(units, book, programme, costs)
    here, scale = book.jurisdiction, book.scale(programme)
    titles = scale.labels if scale else {}
    about = (programme, taken_day, units, found, tables, book.law_version, changed, weighted, do, here, titles)
    return Simulation(*about, costs=costs)


def _costs(read: Households, programme: str) -> str:
    """What the amounts of a programme are: of a month (also those by week or year, which are brought to it), paid
    once, or "" where it has none."""
    outcome = next(o for o in read.there.plan.outcomes if o.programme.name == programme)
    if outcome.amount is None:
        return ""
    return "once" if period(outcome) == "once" else "month"


def usual_population(book: Rulebook) -> str:
    """The population that a rulebook names. Raises PopulationError where it names none."""
    if book.jurisdiction.population:
        return book.jurisdiction.population
    faults = Faults()
    remedy = f"name one, or invent one to try with: nextwave population invent {book.name}"
    faults.add(book.name, "", [], "no population is named, and this rulebook has none of its own", remedy)
    raise faults.error()


def _effects(units: pl.DataFrame, book: Rulebook, programme: str, costs: str) -> Effects:
    """The effects, with tenths where there is something that they are made by."""
    scale = book.scale(programme)
    levels = scale.members if scale else ()
    tenths = not units["income"].is_null().any()
    return effects(units, tenths=tenths, signs=signs(book.jurisdiction), levels=levels, costs=costs)


def _signed(units: pl.DataFrame, book: Rulebook, programme: str) -> pl.DataFrame:
    """What is owed, and a permit's fee, come in: they count as costs below nothing, and who owes less gains."""
    comes_in = book.programmes[programme].kind in ("owed", "permit")
    return units.with_columns(amount=-pl.col("amount")) if comes_in else units


def weights_of(population: Population, weights: str | None) -> str:
    """Whose weights a run takes. Raises PopulationError where those asked for are not there."""
    there = CALIBRATED in population.homes.columns
    if weights not in (None, "survey", "calibrated") or (weights == "calibrated" and not there):
        faults = Faults()
        what = f"it has no {str(weights)[:40]} weights"
        faults.add(population.name, "", [], what, "use survey, or make them: nextwave population calibrate")
        raise faults.error()
    return weights or ("calibrated" if there else "survey")


#: How often an amount by period is had in a year.
_A_YEAR = {"week": 52, "two_weeks": 26, "half_month": 24, "month": 12, "year": 1}


def _income(homes: pl.DataFrame, ranked_by: str) -> pl.Expr:
    """What tenths are made by, in hundredths; null where the rulebook names nothing, or the tables lack it."""
    if ranked_by not in homes.columns or not (homes[ranked_by].dtype.is_numeric()):
        return pl.lit(None, dtype=pl.Int64)
    amount = (pl.col(ranked_by) * 100).cast(pl.Int64)
    if f"{ranked_by}_per" not in homes.columns:
        return amount
    return amount * pl.col(f"{ranked_by}_per").replace_strict(_A_YEAR, return_dtype=pl.Int64)


def _described(units: pl.DataFrame, population: Population, book: Rulebook, on: date, weights: str) -> pl.DataFrame:
    """Units with their household's id, weight, income, people and type."""
    homes = population.homes.with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))
    people = population.people
    counted = people.group_by("household").len("household_people")
    income = _income(homes, book.jurisdiction.ranked_by)
    described = (
        homes.select(
            "place",
            "id",
            weight=CALIBRATED if weights == "calibrated" else "weight",
            income=income,
        )
        .join(counted, left_on="id", right_on="household", how="left")
        .join(types_of(people, on), left_on="id", right_on="household", how="left")
        .with_columns(pl.col("household_people").cast(pl.Int64))
    )
    joined = units.join(described, left_on="household", right_on="place", how="left", maintain_order="left")
    return joined.drop("household").rename({"id": "household"})
