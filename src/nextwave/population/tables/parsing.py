"""One table's columns as the schema has them: types, bounds and names of choices, checked row by row."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl

from nextwave.engine.plan.graph import PERIODS
from nextwave.gate.numbers import Currency
from nextwave.population.tables import cells
from nextwave.population.tables.faults import Faults
from nextwave.rulebook.model import Entity, Fact, Rulebook


def parsed(
    frame: pl.DataFrame,
    file: str,
    wanted: Mapping[str, Any],
    rulebook: Rulebook,
    entity: Entity,
    faults: Faults,
    last: date | None = None,
    further: Sequence[str] = (),
) -> pl.DataFrame:
    """The table with every column of the schema in its type. Columns that begin as one of `further` does are kept as
    they came; that by which the rulebook makes tenths, as exact numbers. No day lies after `last`, if there is one."""
    ranked = rulebook.jurisdiction.ranked_by if entity.kind == "group" else ""
    for column in frame.columns:
        if column not in wanted and column != ranked and not column.startswith(tuple(further)):
            close = difflib.get_close_matches(column, wanted, n=1)
            otherwise = "leave it out, or name how it begins under further: in data_sheet.yaml"
            remedy = f"did you mean {close[0]}?" if close else otherwise
            faults.column(file, column[:60], "no fact has this name", remedy)
    made = {}
    currency = Currency.of(rulebook.jurisdiction)
    for column, dtype in wanted.items():
        fact = rulebook.facts.get((entity.name, column))
        if column not in frame.columns and fact is not None and fact.needs_no_statement:
            made[column] = pl.Series(column, [None] * frame.height, dtype)
            continue
        if column not in frame.columns:
            remedy = "add it, or name a value for everyone: --assume"
            faults.column(file, column, "this column is missing", remedy)
            continue
        series = _typed(frame[column], file, column, dtype, faults, currency)
        if series is None:
            continue
        may_be_empty = fact is not None and (fact.type == "person" or fact.optional or fact.needs_no_statement)
        if not may_be_empty:
            faults.where(file, column, series.is_null(), "there is no value", "state it, or leave the row out")
        if fact is not None:
            _bounds(series, file, fact, rulebook, faults, last)
        elif column.endswith("_per"):
            remedy = "use " + ", ".join(PERIODS)
            faults.where(file, column, ~series.is_in(PERIODS), "this is no period", remedy)
        made[column] = series
    kept = [c for c in frame.columns if c not in wanted and (c == ranked or c.startswith(tuple(further)))]
    for column in kept:
        if column == ranked and frame[column].dtype != pl.Decimal(14, 2):
            series = _typed(frame[column], file, column, pl.Decimal(14, 2), faults, currency)
            if series is not None:
                faults.where(file, column, series.is_null(), "there is no value", "state it, or leave the row out")
                frame = frame.with_columns(series)
    return pl.DataFrame(made).hstack(frame.select(kept)) if made else frame


def _typed(
    series: pl.Series, file: str, column: str, dtype: Any, faults: Faults, currency: Currency
) -> pl.Series | None:
    """A column in its type: as it is, or read from text. What text cannot be read is a fault."""
    if series.dtype == dtype or (isinstance(dtype, pl.Decimal) and series.dtype == pl.Decimal(38, 2)):
        return cells.typed(series, file, column, dtype, faults) if dtype == pl.String() else series
    if series.dtype.is_integer() and dtype == pl.Int64:
        found = series.cast(pl.Int64, strict=False)
        too_large = found.is_null() & series.is_not_null()
        faults.where(file, column, too_large, "this number is too large", "write one that a fact can have")
        return found
    if series.dtype.is_integer() and isinstance(dtype, pl.Decimal):
        return series.cast(pl.String).str.to_decimal(scale=2)
    if series.dtype == pl.Null:
        return series.cast(dtype)
    if series.dtype != pl.String:
        what = f"this column is {series.dtype}, not {cells.words(dtype)}"
        remedy = "write whole numbers as integers and money as decimals with two places or as text"
        faults.column(file, column, what, remedy)
        return None
    return cells.typed(series, file, column, dtype, faults, currency)


def _bounds(series: pl.Series, file: str, fact: Fact, rulebook: Rulebook, faults: Faults, last: date | None) -> None:
    if fact.choice:
        members = rulebook.choices[fact.choice].members
        wrong = ~series.is_in(members)
        faults.where(file, fact.name, wrong, "this is not among the choices", "use " + ", ".join(members[:12]))
        return
    low = _plain(0 if fact.minimum is None and fact.type == "money" else fact.minimum)
    high = _plain(fact.maximum)
    if fact.type == "date":
        low, high = low or date(1900, 1, 1), high or last
    if low is not None:
        faults.where(file, fact.name, series < low, f"this is below {low}", "correct it")
    if high is not None:
        faults.where(file, fact.name, series > high, f"this is above {high}", "correct it")


def _plain(bound: date | int | Fraction | None) -> date | int | None:
    """A bound that a column can be compared with: a day, or a whole number."""
    if bound is None or isinstance(bound, date):
        return bound
    return int(bound) if Fraction(bound).denominator == 1 else None
