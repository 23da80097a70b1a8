"""Figures of the law on a day: their value, the rows of a table, their type."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.engine.plan.graph import FigureUse
from nextwave.engine.plan.types import BOOL, DATE, DURATIONS, INT, MONTHLY, RATE, STOCK, WEEKLY, YEARLY, Mismatch, Type
from nextwave.rulebook.model import Figure
from nextwave.rulebook.parsing.rows import NUMBERED

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


def rows_of(use: FigureUse) -> dict[Any, Fraction]:
    """Every row of a table and its value; thresholds that are days by their number, as days are counted."""
    value = value_of(use)
    if not use.figure.table:
        raise Mismatch(f"{use.figure.full_name} is not a table", "leave out the row", "table")
    return {
        row.toordinal() if isinstance(row, date) else row: Fraction(v.toordinal() if isinstance(v, date) else v)
        for row, v in value.items()
    }


def row_of(use: FigureUse, *key: int | str) -> Fraction:
    """The row by a number, a member of a choice, or two of them; a number below the first row has the first row's
    value. Raises Mismatch where there is none."""
    rows = {row if isinstance(row, tuple) else (row,): value for row, value in rows_of(use).items()}
    if key in rows:
        return rows[key]
    if NUMBERED not in use.figure.table:
        raise _lacking(use, key, "give every member a row")
    place = use.figure.table.index(NUMBERED)
    index = int(key[place])
    numbers = [row[place] for row in rows if row[:place] == key[:place] and row[place + 1 :] == key[place + 1 :]]
    if not numbers:
        raise _lacking(use, key, "give every member a row")

    def at(number: int) -> Fraction:
        return rows[*key[:place], number, *key[place + 1 :]]

    first, last = min(numbers), max(numbers)
    if index < first:
        return at(first)
    if index < last:
        raise _lacking(use, key, "give every row up to the last")
    beyond = use.figure.beyond
    if beyond == "last":
        return at(last)
    if isinstance(beyond, str) or beyond is None:
        raise _lacking(use, key, "state what holds beyond the last row (beyond: last, or add), or bound the number")
    start = _latest(beyond, use.as_of)
    if start is None:
        raise Mismatch(
            f"{use.figure.full_name} does not say what a further row adds on {use.as_of}",
            "add the value in force then under beyond: add",
            "date-gap",
        )
    further: Fraction = at(last) + (index - last) * beyond[start]
    return further


def _lacking(use: FigureUse, key: tuple[int | str, ...], remedy: str) -> Mismatch:
    return Mismatch(f"{use.figure.full_name} has no row {', '.join(map(str, key))}", remedy, "table")
