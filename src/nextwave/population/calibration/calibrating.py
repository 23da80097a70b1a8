"""Brings a population to published totals: a column of weights, a column of lots, and both errors in the data sheet.

calibrate(population, rulebook, targets, Path("riverton-calibrated"))
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from nextwave.population.calibration import take_up
from nextwave.population.calibration.participation import rows_of_units
from nextwave.population.calibration.targets import TakeUp, Target, Targets
from nextwave.population.calibration.weights import Floats, Unreached, calibrated, hundredths
from nextwave.population.chance import Chance
from nextwave.population.evaluation import Progress, evaluate, households
from nextwave.population.situations import as_of
from nextwave.population.tables.reading import Population
from nextwave.population.tables.schema import CALIBRATED, lots
from nextwave.population.tables.writing import write
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Problem, RulebookError

_METHOD = (
    "each household's weight times a ratio within the bounds, by the logit distance of Deville and Särndal (1992); "
    "then rounded to whole hundredths, halves up"
)
_TAKEN = (
    "a unit takes it up where the lot of its first person (column {column}, millionths) lies below its chance; the "
    "chance's logit is start + people × the unit's people + amount × its amount a month; lots were drawn by the cube "
    "method (Deville and Tillé 2004)"
)


def calibrate(
    population: Population, rulebook: Rulebook, targets: Targets, out: Path, seed: int = 1, told: Progress | None = None
) -> dict[str, Any]:
    """Writes the tables with their new columns to a folder, which is replaced whole; returns the sheet's section.

    Raises RulebookError, at the target's line, where no weights or take-up come to it; nothing is written then.
    """
    found = calibration(population, rulebook, targets, seed, told)
    write(out, found.tables, found.sheet)
    section: dict[str, Any] = found.sheet["calibration"]
    return section


def calibration(
    population: Population, rulebook: Rulebook, targets: Targets, seed: int = 1, told: Progress | None = None
) -> Population:
    """The population with columns of calibrated weights and lots. Raises RulebookError."""
    tables = dict(population.tables)
    home, person = list(tables)[:2]
    section: dict[str, Any] = {"title": targets.title, "targets": targets.version, "note": targets.note, "seed": seed}
    weight = population.homes["weight"]
    if targets.weights:
        if told is not None:
            told("finding weights", 0, 1)
        weight, section["weights"] = _weights(population, targets)
        tables[home] = _with(tables[home], weight.alias(CALIBRATED))
    if targets.take_up is not None:
        column, section["take_up"] = _take_up(population, weight, rulebook, targets.take_up, seed, told)
        tables[person] = _with(tables[person], column.alias(lots(targets.take_up.programme)))
    sheet = {**population.sheet, "calibration": section}
    return Population(population.name, sheet, tables, population.version)


def _with(table: pl.DataFrame, column: pl.Series) -> pl.DataFrame:
    """The table with the column last, whether or not it had one: to calibrate again gives the same bytes."""
    return table.drop(column.name, strict=False).with_columns(column)


def _weights(population: Population, targets: Targets) -> tuple[pl.Series, dict[str, Any]]:
    old = population.homes["weight"].to_numpy() / 100
    counts = np.column_stack([_counts(population, t) for t in targets.weights])
    totals = np.array([t.total for t in targets.weights], dtype=np.float64)
    for target, column in zip(targets.weights, (old @ counts).tolist(), strict=True):
        if column == 0:
            raise _unreached(target, "nobody in the tables counts towards it", "leave it out, or widen its ages")
    try:
        ratios = calibrated(old, counts, totals, *targets.ratio).ratios
    except Unreached as error:
        what = f"with ratios from {targets.ratio[0]:g} to {targets.ratio[1]:g}, no weights come nearer than {abs(error.share):.1%}"
        raise _unreached(targets.weights[error.target], what, "widen the ratio, or leave a target out") from None
    new = hundredths(old * ratios)
    there = old > 0
    spread = new[there].astype(np.float64)
    before, after = old @ counts, (new / 100) @ counts
    rows = [_row(t, b, a) for t, b, a in zip(targets.weights, before.tolist(), after.tolist(), strict=True)]
    least, most = targets.ratio
    ratio = {
        "allowed": [least, most],
        "least": round(float(ratios[there].min()), 3),
        "median": round(float(np.median(ratios[there])), 3),
        "most": round(float(ratios[there].max()), 3),
    }
    effect = len(spread) * (spread**2).sum() / spread.sum() ** 2
    return pl.Series(new), {
        "method": _METHOD,
        "ratio": ratio,
        "design_effect": round(float(effect), 3),
        "targets": rows,
    }


def _counts(population: Population, target: Target) -> Floats:
    """How many of what a target counts are in each household, in its order: by their ages on the day that the
    data sheet names (ages_on), else on the target's."""
    homes = population.homes.select("id")
    if target.what == "households":
        return np.ones(homes.height)
    on, born = pl.lit(population.sheet.get("ages_on", target.date)), pl.col("birth_date")
    before = (born.dt.month() > on.dt.month()) | ((born.dt.month() == on.dt.month()) & (born.dt.day() > on.dt.day()))
    age = on.dt.year() - born.dt.year() - before.cast(pl.Int64)
    inside = population.people.filter(age.is_between(target.low, target.high)).group_by("household").len("count")
    joined = homes.join(inside, left_on="id", right_on="household", how="left", maintain_order="left")
    return joined["count"].fill_null(0).to_numpy().astype(np.float64)


def _take_up(
    population: Population, weight: pl.Series, rulebook: Rulebook, wanted: TakeUp, seed: int, told: Progress | None
) -> tuple[pl.Series, dict[str, Any]]:
    then = as_of(population, wanted.on)
    units = evaluate(then, households(then, rulebook, wanted.on, told), wanted.programme, told)
    units = units.filter(pl.col("eligible"))
    if told is not None:
        told("drawing who takes it up", 0, 1)
    own = weight.gather(units["household"]).to_numpy() / 100
    people, cents = units["people"].to_numpy(), units["amount"].to_numpy()
    counts = {
        "units": np.ones(len(own)),
        "people": people.astype(np.float64),
        **dict.fromkeys(take_up.AMOUNT, cents / 100),
    }
    totals = {t.what: float(t.total) for t in wanted.targets}
    can = {name: float(own @ counts[name]) for name in totals}
    for target in wanted.targets:
        if can[target.what] <= target.total:
            what = f"only {can[target.what]:,.0f} can get it under the law of {wanted.on}"
            raise _unreached(target, what, "correct the total, calibrate weights too, or leave it out")
    try:
        curve = take_up.curve(own, counts, totals)
    except Unreached as error:
        what = f"no chances come nearer to it and the other targets than {abs(error.share):.1%}"
        raise _unreached(wanted.targets[error.target], what, "check that the targets are of one month") from None
    chance = Chance(seed)
    chances = curve.chances(people, cents)
    amounts = np.column_stack([counts[name] for name in totals]) * own[:, None]
    taken = take_up.balanced(chances, amounts, chance)
    first = rows_of_units(population, units["household"], units["unit"])
    drawn = take_up.lots(population.people.height, first, chances, taken, chance)
    rows = [_row(t, can[t.what], float(own[taken] @ counts[t.what][taken])) for t in wanted.targets]
    column = lots(wanted.programme)
    section = {
        "programme": wanted.programme,
        "on": wanted.on,
        "method": _TAKEN.format(column=column),
        "curve": curve.as_sheet(),
        "targets": rows,
    }
    return drawn, section


def _row(target: Target, before: float, after: float) -> dict[str, Any]:
    """One target with what came out before and after, and by how much that is off in percent."""
    return {
        "target": target.name,
        "total": target.total,
        "date": target.date,
        "source": target.source,
        "before": round(before),
        "error_before_percent": round(100 * (before / target.total - 1), 2),
        "after": round(after),
        "error_after_percent": round(100 * (after / target.total - 1), 2),
    }


def _unreached(target: Target, what: str, remedy: str) -> RulebookError:
    return RulebookError(
        [Problem("targets", f"{target.name} cannot come to {target.total:,}: {what}", target.place, remedy)]
    )


def as_text(section: Mapping[str, Any]) -> str:
    """Every target with its error before and after, in a hundred columns."""
    lines: list[str] = [section["title"]]
    for name in ("weights", "take_up"):
        if name not in section:
            continue
        part = section[name]
        what = "Weights" if name == "weights" else f"Who takes {part['programme']} up, under the law of {part['on']}"
        lines += ["", what, f"  {'':<20}{'published':>15}{'before':>15}{'off':>10}{'after':>15}{'off':>10}"]
        lines += [_line(row) for row in part["targets"]]
        if name == "weights":
            r = part["ratio"]
            said = f"  Weights became {r['least']} to {r['most']} times what they were (median {r['median']})"
            lines.append(f"{said}; allowed were {r['allowed'][0]:g} to {r['allowed'][1]:g}.")
    return "\n".join([*lines, *(["", *textwrap.wrap(section["note"], 98)] if section.get("note") else [])])


def _line(row: Mapping[str, Any]) -> str:
    off = [f"{row[k]:+.2f} %" for k in ("error_before_percent", "error_after_percent")]
    return f"  {row['target']:<20}{row['total']:>15,}{row['before']:>15,}{off[0]:>10}{row['after']:>15,}{off[1]:>10}"
