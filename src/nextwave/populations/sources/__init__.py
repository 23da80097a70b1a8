"""Surveys that populations are made of, each a package with its places and what it is read by (docs/population.md)."""
