"""Figures of the law on a day: their value, the rows of a table, their type."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, overload

from nextwave.engine.plan.graph import FigureUse
from nextwave.engine.plan.types import BOOL, DATE, DURATIONS, INT, MONTHLY, RATE, STOCK, WEEKLY, YEARLY, Mismatch, Type
from nextwave.rulebook.model import Figure

_TYPES = {
    "bool": BOOL,
    "int": INT,
    "rate": RATE,
    "date": DATE,
    "money": STOCK,
    "money/week": WEEKLY,
    "money/month": MONTHLY,
    "money/year": YEARLY,
    **DURATIONS,
}


def unit_type(figure: Figure) -> Type:
    """The type of a figure's value, or of a row where it is a table."""
    if figure.unit == "choices":
        return Type("choices", figure.choice or "")
    return _TYPES[figure.unit]


def _latest(values: Any, day: date) -> date | None:
    return max((d for d in values if d <= day), default=None)


def since(use: FigureUse) -> date:
    """The day from which the value that holds on the day of use has held.

    Raises Mismatch where the law has no value then.
    """
    first = _latest(use.figure.values, use.as_of)
    if first is None or use.figure.values[first] is None:
        raise Mismatch(
            f"{use.figure.full_name} has no value on {use.as_of}",
            "add the value in force then, with its reference, or make no assessment for that date",
            "date-gap",
        )
    return first


def value_of(use: FigureUse) -> Any:
    """An exact Fraction, a truth value, a date's number, a tuple of names (choices), or a table's rows."""
    value = use.figure.values[since(use)]
    return value.toordinal() if isinstance(value, date) else value


@overload
def rows_of(use: FigureUse, index: None) -> dict[int, Fraction]: ...
@overload
def rows_of(use: FigureUse, index: int) -> Fraction: ...
def rows_of(use: FigureUse, index: int | None) -> Any:
    """A table's rows, or the value of one; a number below the first row has the first row's value."""
    rows = _rows(use)
    if index is None:
        return rows
    last = max(rows)
    if index <= last:
        if index in rows or index < min(rows):
            return rows.get(index, rows[min(rows)])
        raise Mismatch(f"{use.figure.full_name} has no row {index}", "give every row up to the last", "table")
    beyond = use.figure.beyond
    if beyond == "last":
        return rows[last]
    if isinstance(beyond, str) or beyond is None:
        raise Mismatch(
            f"{use.figure.full_name} has no row {index}",
            "state what holds beyond the last row (beyond: last, or add), or bound the number",
            "table",
        )
    start = _latest(beyond, use.as_of)
    if start is None:
        raise Mismatch(
            f"{use.figure.full_name} does not say what a further row adds on {use.as_of}",
            "add the value in force then under beyond: add",
            "date-gap",
        )
    return rows[last] + (index - last) * beyond[start]


def _rows(use: FigureUse) -> dict[int, Fraction]:
    value = value_of(use)
    if not use.figure.table:
        raise Mismatch(f"{use.figure.full_name} is not a table", "leave out the row", "table")
    return {row: Fraction(v.toordinal() if isinstance(v, date) else v) for row, v in value.items()}
