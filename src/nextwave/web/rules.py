"""The rulebook that the pages and the API answer from, and the day they answer for."""

from nextwave.casework.clock import today
from nextwave.casework.law.in_force import assessor

__all__ = ["assessor", "today"]
