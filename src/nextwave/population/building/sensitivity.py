"""How much results hang on each imputation: every step drawn anew by itself, and what then comes out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from nextwave.population.building.source import Households, Progress
from nextwave.population.evaluation import evaluate, households
from nextwave.population.tables.reading import Population
from nextwave.rulebook.model import Rulebook


def sensitivity(
    made_of: Households, path: Path | None, rulebook: Rulebook, seed: int, told: Progress | None = None
) -> dict[str, dict[str, dict[str, float]]]:
    """By programme and step: the change of cost and of units in percent when the step's chance begins at
    another seed. Raises SourceError."""
    tell = told or (lambda what, done, of: None)
    source = made_of.source
    survey, steps = source.read(path), ["", *source.steps]
    found: dict[str, dict[str, dict[str, float]]] = {}
    base: dict[str, tuple[float, float]] = {}
    for number, step in enumerate(steps):
        tell("drawing one imputation after the other anew", number, len(steps))
        vary = {step: seed + 1000} if step else {}
        frames, sheet = source.made(survey, made_of.place, rulebook, seed, vary, lambda *_: None)
        for programme, came in _totals(Population("varied", sheet, frames, ""), rulebook).items():
            if not step:
                base[programme] = came
                continue
            cost, units = (
                100 * (new / old - 1) if old else 0.0 for new, old in zip(came, base[programme], strict=True)
            )
            found.setdefault(programme, {})[step] = {"cost_percent": round(cost, 2), "units_percent": round(units, 2)}
    tell("drawing one imputation after the other anew", len(steps), len(steps))
    return found


def _totals(population: Population, rulebook: Rulebook) -> Mapping[str, tuple[float, float]]:
    """Cost and units of each programme, weighted."""
    read_once = households(population, rulebook, population.sheet["ages_on"])
    weight = population.homes["weight"]
    found: dict[str, tuple[float, float]] = {}
    for name in rulebook.programmes:
        units: pl.DataFrame = evaluate(population, read_once, name)
        weights = weight.gather(units["household"])
        cost = float((units["amount"] * weights).sum())
        found[name] = cost, float((units["eligible"].cast(pl.Int64) * weights).sum())
    return found
