"""Households of the Current Population Survey, as the PyPI package taxcalc carries them (public domain, CC0)."""
