"""Cells of a text column as values of a type, by the readers that pages and API have too (`nextwave.gate`).

What is written plainly is read by the column; every other text is read once, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from nextwave.gate import days, numbers
from nextwave.gate.numbers import Currency
from nextwave.gate.text import Unreadable, code, line
from nextwave.population.tables.faults import Faults

#: What is written in the plainest way, by type: nothing else could be meant by it.
_PLAIN = {
    "Int64": r"^(0|-?[1-9][0-9]{0,14})$",
    "Boolean": r"^(true|false)$",
    "Date": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "Decimal": r"^-?[0-9]{1,10}(\.[0-9]{2})?$",
    "String": r"^[!-~]{1,100}$",
    "List": r"^[!-~]{1,100}$",
}
#: An amount of a currency without decimals.
_WHOLE = r"^-?[0-9]{1,10}$"
_WORDS = {"Int64": "a whole number", "Boolean": "true or false", "Date": "a day", "Decimal": "an amount"}
_REMEDIES = {
    "Int64": "write a whole number, such as 3",
    "Boolean": "write true or false",
    "Date": "write a day as year-month-day, such as 1986-02-03",
    "Decimal": "write an amount with two decimals, such as 350.25",
}


def words(dtype: Any) -> str:
    """What a cell of a type is."""
    return _WORDS.get(type(dtype).__name__, "text")


def typed(
    text: pl.Series, file: str, column: str, dtype: Any, faults: Faults, currency: Currency = numbers.PLAIN
) -> pl.Series:
    """A text column in its type; empty cells are null, and so is what cannot be read, which is a fault."""
    kind = type(dtype).__name__
    readers: dict[str, Callable[[str], str]] = {
        "Int64": lambda t: str(numbers.whole(t)),
        "Boolean": _truth,
        "Date": lambda t: days.day(t).isoformat(),
        "Decimal": lambda t: numbers.money(t, currency) if dtype.scale == 2 else numbers.number(t, dtype.scale),
        "List": line,
    }
    as_it_is = _WHOLE if kind == "Decimal" and not currency.decimals else _PLAIN[kind]
    plain = read(text, file, column, as_it_is, readers.get(kind, code), faults, _refusal(dtype))
    match kind:
        case "Boolean":
            return plain == "true"
        case "Date":
            found = plain.str.to_date("%Y-%m-%d", strict=False)
            lost = found.is_null() & plain.is_not_null()
            faults.where(file, column, lost, "there is no such day", _REMEDIES["Date"])
            return found
        case "Decimal":
            return plain.str.to_decimal(scale=dtype.scale)
        case "List":
            return plain.fill_null("").str.split(" ").list.eval(pl.element().filter(pl.element() != ""))
    return plain if kind == "String" else plain.cast(dtype)


def read(
    text: pl.Series,
    file: str,
    column: str,
    plain: str,
    reader: Callable[[str], str],
    faults: Faults,
    refusal: Callable[[Unreadable], tuple[str, str]],
) -> pl.Series:
    """A text column with every cell as `reader` writes it: empty ones null, and null with a fault where it refuses."""
    others = text.filter(~text.str.contains(plain)).unique(maintain_order=True)
    found: dict[str, str | None] = {}
    wrong: dict[tuple[str, str], list[str]] = {}
    for one in others.to_list():
        try:
            found[one] = (reader(one) or None) if line(one) else None
        except Unreadable as unreadable:
            found[one] = None
            wrong.setdefault(refusal(unreadable), []).append(one)
    for (what, remedy), cells in wrong.items():
        faults.where(file, column, text.is_in(cells), what, remedy)
    if not found:
        return text
    return text.replace_strict(list(found), list(found.values()), default=text, return_dtype=pl.String)


def _refusal(dtype: Any) -> Callable[[Unreadable], tuple[str, str]]:
    kind = type(dtype).__name__

    def told(wrong: Unreadable) -> tuple[str, str]:
        if wrong.code == "calendar":
            return "there is no such day", _REMEDIES["Date"]
        if kind in _WORDS:
            return f"this is not {_WORDS[kind]}", _REMEDIES[kind]
        return wrong.what, wrong.remedy

    return told


def _truth(text: str) -> str:
    found = code(text).lower()
    if found not in ("true", "false"):
        raise Unreadable("truth", "this is not true or false", _REMEDIES["Boolean"])
    return found


def last_day(on: date | None, sheet: Any) -> date | None:
    """The day after which no date of a population can lie: the run's, or that on which its people have their ages."""
    ages_on = sheet.get("ages_on") if isinstance(sheet, dict) else None
    return max(on, ages_on) if on is not None and type(ages_on) is date else on
