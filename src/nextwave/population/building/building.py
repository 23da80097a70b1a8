"""Builds a population: households of a survey with the facts that a rulebook asks for, as Parquet by entity with a data
sheet beside.

    build(places()["my-town"], None, Path("my-town"), load(find("my-rulebook")))
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from nextwave.population.building.source import Households, Progress
from nextwave.population.tables.writing import as_yaml, write
from nextwave.rulebook.model import Rulebook


def build(
    households: Households,
    path: Path | None,
    out: Path,
    rulebook: Rulebook,
    seed: int = 1,
    vary: Mapping[str, int] | None = None,
    told: Progress | None = None,
) -> dict[str, Any]:
    """Builds into a folder, which is replaced whole when all is done; returns the data sheet. `path` is the survey's
    file; without it, it is fetched. Raises SourceError (nothing is written then)."""
    tell = told or (lambda what, done, of: None)
    tell("reading the survey", 0, 1)
    source = households.source
    frames, sheet = source.made(source.read(path), households.place, rulebook, seed, vary or {}, tell)
    write(out, frames, sheet)
    return sheet


def add_to_sheet(folder: Path, more: Mapping[str, Any]) -> None:
    """Adds entries to a population's data sheet."""
    path = folder / "data_sheet.yaml"
    sheet = {**yaml.safe_load(path.read_text("utf-8")), **more}
    beside = path.with_suffix(".part")
    beside.write_text(as_yaml(sheet), "utf-8")
    beside.rename(path)
