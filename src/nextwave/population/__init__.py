"""What if: populations of households, reforms of the law, and what they do."""

from nextwave.population.reading import Population, read
from nextwave.population.simulation import Simulation, simulate

__all__ = ["Population", "Simulation", "read", "simulate"]
