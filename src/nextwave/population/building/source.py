"""A survey that households can be made of: a folder in `populations/sources` with the places that it has, and the module
`making`, whose `SOURCE` reads the survey and makes households of it.

    households = place("my-town")
    survey = households.source.read(None)
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from nextwave.population.tables.reading import SHIPPED
from nextwave.rulebook.model import Rulebook

#: Where the surveys are.
SOURCES = SHIPPED / "sources"
#: What households of a survey can be made for: a table for each place, with what the survey knows it by.
PLACES = "places.toml"

#: Told after each part: what is being done, how much is done, and of how much.
Progress = Callable[[str, int, int], None]


class SourceError(Exception):
    """The file of a survey could not be taken: what is wrong and what to do."""


class Source(Protocol):
    """What makes households of a survey. Each step that fills in what the survey does not hold has a name; `made` gives
    the tables and the data sheet, with the day of people's ages (`ages_on`) and with what each step is called, by
    language (`called` under `imputations`)."""

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of the steps that can be drawn anew."""

    def read(self, path: Path | None) -> Any:
        """The survey from a file; without one it is fetched. Raises SourceError."""

    def made(
        self,
        survey: Any,
        place: Mapping[str, Any],
        rulebook: Rulebook,
        seed: int,
        vary: Mapping[str, int],
        tell: Progress,
    ) -> tuple[dict[str, pl.DataFrame], dict[str, Any]]:
        """The tables and the data sheet of a place."""


@dataclass(frozen=True, slots=True)
class Households:
    """What can be built: the households that a survey (the name of its folder) has of a place."""

    survey: str
    place: Mapping[str, Any]

    @property
    def source(self) -> Source:
        found: Source = import_module(f"nextwave.populations.sources.{self.survey}.making").SOURCE
        return found


def places() -> dict[str, Households]:
    """The places whose households can be made, by their names."""
    return dict(_places())


def _places() -> Iterator[tuple[str, Households]]:
    for path in sorted(SOURCES.glob(f"*/{PLACES}")):
        for name, place in tomllib.loads(path.read_text("utf-8")).items():
            yield name, Households(path.parent.name, place)
