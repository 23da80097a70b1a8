"""Households that apply: drawn by weight from a population, four in five of them with someone who is eligible.

Who applies in truth is not known here: the share is for the demonstration, and stands for nothing.
"""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import numpy as np

from nextwave.population import evaluation
from nextwave.population.situations import situations
from nextwave.population.tables.reading import Population, read
from nextwave.rulebook.model import Rulebook

#: Of so many applications one comes from a household that is not eligible.
ONE_NOT_ELIGIBLE_IN = 5
#: More households are looked at than are drawn, since most are not eligible.
LOOKED_AT = 2

Situation = dict[str, Any]


def drawn(rulebook: Rulebook, population: str, count: int, on: date, born_by: date, seed: int) -> list[Situation]:
    """So many households as situations (docs/json.md), in the order in which they apply; everyone in them was
    there on the day on which the first one did. Raises PopulationError."""
    whole = read(population, rulebook)
    people, homes = whole.people, whole.homes
    born = people["birth_date"] > born_by if "birth_date" in people.columns else None
    later = set() if born is None else set(people.filter(born)["household"].to_list())
    weights = homes["weight"].to_numpy().astype(np.float64)
    most = min(len(weights), max(60, LOOKED_AT * count))
    places = np.random.default_rng(seed).choice(len(weights), size=most, replace=False, p=weights / weights.sum())
    part = _some(whole, sorted(int(p) for p in places if homes["id"][int(p)] not in later))
    units = evaluation.evaluate(part, evaluation.households(part, rulebook, on), next(iter(rulebook.programmes)))
    yes = set(units.filter(units["eligible"])["household"].to_list())
    found = list(situations(part, rulebook))
    chance = random.Random(seed)
    eligible = [s for i, s in enumerate(found) if i in yes]
    others = [s for i, s in enumerate(found) if i not in yes]
    return [
        chance.choice(others if others and (i % ONE_NOT_ELIGIBLE_IN == 2 or not eligible) else eligible)
        for i in range(count)
    ]


def _some(whole: Population, places: list[int]) -> Population:
    """A part of a population: the households at these places, with everyone in them."""
    homes = whole.homes[places]
    ids = homes["id"].implode()
    tables = {
        name: homes if "household" not in table.columns else table.filter(table["household"].is_in(ids))
        for name, table in whole.tables.items()
    }
    return Population(whole.name, whole.sheet, tables, whole.version)
