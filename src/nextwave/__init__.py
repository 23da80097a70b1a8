"""Nextwave: public service decisions from one executable rulebook."""

__version__ = "0.1.0"
