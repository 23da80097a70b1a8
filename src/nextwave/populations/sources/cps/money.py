"""Money of the survey brought to the year of the population, rounded once to whole cents.

taxcalc takes all three survey years as dollars of 2014 (`Records.cps_constructor`, start year 2014) and grows
each kind by its own factors; so does this.
"""

from __future__ import annotations

from fractions import Fraction

BASE, YEAR = 2014, 2026

#: Which growth factor each kind of money has (taxcalc/records.py, CPS extrapolation).
KINDS = {
    "e00200p": "AWAGE", "e00200s": "AWAGE", "e00900p": "ASCHCI", "e00900s": "ASCHCI", "e02100p": "ATXPY",
    "e02100s": "ATXPY", "e00300": "AINTS", "e00400": "AINTS", "e00600": "ADIVS", "e00800": "ATXPY", "e01400": "ATXPY",
    "e01500": "ATXPY", "e02300": "AUCOMP", "e02400": "ASOCSEC", "e17500": "ACPIM", "e18500": "ATXPY",
    "e19200": "AIPD", "e32800": "ATXPY", "ssi_ben": "ABENSSI", "snap_ben": "ABENSNAP", "tanf_ben": "ABENTANF",
    "vet_ben": "ABENVET",
}  # fmt: skip


def factor(growth: dict[str, dict[int, str]], column: str) -> Fraction:
    """What a dollar of the survey is in the population's year: the product of the yearly factors, exactly."""
    product = Fraction(1)
    for year in range(BASE + 1, YEAR + 1):
        product *= Fraction(growth[KINDS[column]][year])
    return product


def cents(dollars: int, by: Fraction) -> int:
    """Whole cents, halves up, of dollars times a factor."""
    exact = dollars * by * 100
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
