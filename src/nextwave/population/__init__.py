"""What if: populations of households, reforms of the law, and what they do."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nextwave.population.impact.simulation import Simulation, simulate
    from nextwave.population.tables.reading import Population, read

__all__ = ["Population", "Simulation", "read", "simulate"]

#: Loaded when they are asked for: tables take a while to load, and whoever reads a reform needs none.
_FROM = {"Simulation": "impact.simulation", "simulate": "impact.simulation", "Population": "tables.reading", "read": "tables.reading"}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FROM[name]}"), name)
