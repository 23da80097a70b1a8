"""Households that nobody has: made by chance from the facts of a rulebook, to try it with."""
