"""What if: populations of households, reforms of the law, and what they do."""

from nextwave.population.impact.simulation import Simulation, simulate
from nextwave.population.tables.reading import Population, read

__all__ = ["Population", "Simulation", "read", "simulate"]
