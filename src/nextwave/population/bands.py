"""By how much a unit gains or loses a month: the bands in which changes are counted, from most gained to most lost."""

from __future__ import annotations

import polars as pl

NEWLY = "newly eligible"
NO_LONGER = "no longer eligible"
NEITHER = "not eligible"
SMALL, LARGE = 25_00, 100_00  # cents a month

BANDS = (
    NEWLY,
    "gain of more than $100",
    "gain of $25 to $100",
    "gain of up to $25",
    "no change",
    "loss of up to $25",
    "loss of $25 to $100",
    "loss of more than $100",
    NO_LONGER,
    NEITHER,
)


def band(before: str = "before", after: str = "after") -> pl.Expr:
    """The place in BANDS of each unit. A unit that becomes eligible or ceases to be is counted as that, whatever the
    amount; one that is eligible under neither law stands apart from one that is eligible and keeps its amount.
    A change of just $25.00 is one of up to $25, and one of just $100.00 is one of $25 to $100."""
    was, will = pl.col(f"eligible_{before}"), pl.col(f"eligible_{after}")
    change = pl.col(after) - pl.col(before)
    places = {name: pl.lit(k, pl.Int8) for k, name in enumerate(BANDS)}
    return (
        pl.when(~was & ~will)
        .then(places[NEITHER])
        .when(~was)
        .then(places[NEWLY])
        .when(~will)
        .then(places[NO_LONGER])
        .when(change > LARGE)
        .then(places["gain of more than $100"])
        .when(change > SMALL)
        .then(places["gain of $25 to $100"])
        .when(change > 0)
        .then(places["gain of up to $25"])
        .when(change == 0)
        .then(places["no change"])
        .when(change >= -SMALL)
        .then(places["loss of up to $25"])
        .when(change >= -LARGE)
        .then(places["loss of $25 to $100"])
        .otherwise(places["loss of more than $100"])
        .alias("band")
    )
