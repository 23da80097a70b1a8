"""An agency's own tables as a population: which file is which table, and which column is which fact.

    household:
      file: cases.csv
      columns:
        id: CASE
        weight: {value: 100}
        owns_home: {column: OWNS, values: {"Y": true, "N": false}}
    person:
      file: clients.csv
      columns:
        household: CASE
        id: CLIENT
        birth_date: {column: BORN, format: MM/DD/YYYY}
        pension: {column: PENS, unit: minor, per: month}

A name alone is a column; `value` holds for every row; `values` says what codes mean; `per` how often an amount
is paid; `unit` whether it is in the currency's `major` unit or its `minor` one, a hundredth of it (dollars and cents
are taken for these two); `format` in which order days are written. Cells are cleaned of
signs that nobody sees and of spaces around them before any of this is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from nextwave.engine.plan.graph import PERIODS
from nextwave.gate import days, numbers
from nextwave.gate.numbers import Currency
from nextwave.gate.text import Unreadable, code
from nextwave.population.tables import cells
from nextwave.population.tables.faults import Faults
from nextwave.population.tables.opening import opened
from nextwave.population.tables.schema import columns, facts, keys, optional, tables
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.parsing.cases import value as as_json
from nextwave.rulebook.parsing.texts import compose, mapping, place_of, scalar
from nextwave.rulebook.problems import Place, RulebookError
from nextwave.rulebook.source import refuse

#: The units of amounts, by ISO 4217's words; the others are those of maps that were written before.
MAJOR, MINOR = ("major", "dollars"), ("minor", "cents")
#: What a table of a map has, and how a column may be mapped; docs/files.md names each.
TABLE = frozenset({"file", "columns"})
OPTIONS = ("column", "value", "values", "per", "unit", "format")


def mapped(path: Path, rulebook: Rulebook, faults: Faults) -> dict[str, pl.DataFrame]:
    """The tables that a map names, with the columns of the schema as text or as they came.

    Raises RulebookError for a map that cannot be taken, with its line; faults of tables are added to `faults`.
    """
    root = compose(path.read_text("utf-8"), path.name)
    known, currency = tables(rulebook), Currency.of(rulebook.jurisdiction)
    if root is None:
        raise refuse("map", "this map is empty", Place(path.name), "name tables: " + ", ".join(known))
    found: dict[str, pl.DataFrame] = {}
    for table, node in mapping(root, path.name).items():
        place = place_of(node, path.name)
        if table not in known:
            raise refuse("map", f"there is no table {table[:60]}", place, "use " + ", ".join(known))
        parts = mapping(node, path.name)
        if set(parts) != TABLE:
            raise refuse("map", f"{table} needs file and columns, and nothing else", place, "write both")
        file = path.parent / scalar(parts["file"], path.name)
        called = f"{table} (by {path.name})"
        frame = opened(file, file.name, faults)
        if frame is None:
            continue
        if file.name in faults.rows:
            # Another table may come from a file of the same name in another folder.
            faults.rows[called] = faults.rows.pop(file.name)
        entity = known[table]
        kinds = {f.name: "flow" if f.flow else f.type for f in facts(rulebook, entity)}
        wanted = [*keys(rulebook, entity), *columns(rulebook, entity), *optional(rulebook, entity)]
        made: dict[str, pl.Series] = {}
        for name, how in mapping(parts["columns"], path.name).items():
            if name not in wanted:
                remedy = f"see `nextwave population schema {rulebook.name}`"
                raise refuse("map", f"{table} has no column {name[:60]}", place_of(how, path.name), remedy)
            if name in made:
                raise _twice(name, place_of(how, path.name))
            _column(made, name, how, frame, path.name, called, kinds.get(name, ""), faults, currency)
        found[table] = pl.DataFrame(made)
    return found


def _column(
    made: dict[str, pl.Series],
    name: str,
    node: Any,
    frame: pl.DataFrame,
    file: str,
    called: str,
    kind: str,
    faults: Faults,
    currency: Currency,
) -> None:
    place = place_of(node, file)
    how: Mapping[str, Any] = (
        {"column": scalar(node, file)} if isinstance(node, yaml.ScalarNode) else as_json(node, file)
    )
    _refuse(how, name, kind, place)
    if "value" in how:
        series = pl.Series(name, [_text(how["value"])] * frame.height, dtype=pl.String)
    else:
        if how["column"] not in frame.columns:
            remedy = "use one of " + ", ".join(frame.columns[:12])
            raise refuse("map", f"the file has no column {str(how['column'])[:60]}", place, remedy)
        series = frame[how["column"]].alias(name)
        if ("values" in how or "unit" in how or "format" in how) and series.dtype.is_float():
            what = f"this column is {series.dtype}, whose numbers are not exact"
            faults.column(called, name, what, "write whole numbers as integers and money as decimals or as text")
            return
        if "values" in how:
            coded = {code(str(k)): _text(v) for k, v in how["values"].items()}
            if len(coded) < len(how["values"]):
                what = f"two codes of {name} are read as the same"
                raise refuse("map", what, place, "leave one of them out")
            series = _read(series, called, name, faults, lambda cell: coded.get(code(cell), cell) or "", "a code")
        if how.get("unit") in MINOR:
            words = f"a whole number of {'cents' if how['unit'] == 'cents' else 'hundredths'}"
            series = _read(series, called, name, faults, lambda cell: _hundredths(cell, currency), words)
        if "format" in how:
            form = how["format"]
            series = _read(
                series, called, name, faults, lambda cell: days.day(cell, form).isoformat(), f"a day as {form}"
            )
    made[name] = series
    if kind == "flow" and "per" in how:
        if f"{name}_per" in made:
            raise _twice(f"{name}_per", place)
        made[f"{name}_per"] = pl.Series(f"{name}_per", [how["per"]] * frame.height, dtype=pl.String)


def _twice(name: str, place: Place) -> RulebookError:
    return refuse("map", f"{name} is mapped twice", place, "use per beside the amount, or a column of its own")


def _refuse(how: Mapping[str, Any], name: str, kind: str, place: Place) -> None:
    """Raises RulebookError for a way to map a column that there is not, or not for its kind of fact."""
    wrong = [k for k in how if k not in OPTIONS]
    if wrong or ("column" in how) == ("value" in how) or not isinstance(how.get("values", {}), Mapping):
        remedy = "name a column or a value; beside a column use values, per, unit and format"
        raise refuse("map", f"{name} is mapped in no way that there is", place, remedy)
    if "per" in how and (kind != "flow" or how["per"] not in PERIODS):
        raise refuse("map", f"per of {name} is no period", place, "use " + ", ".join(PERIODS) + ", for stated flows")
    if how.get("unit", "major") not in (*MAJOR, *MINOR):
        raise refuse("map", f"unit of {name} is neither", place, "use major, or minor: hundredths")
    if "unit" in how and (kind not in ("money", "flow") or "value" in how):
        raise refuse("map", f"{name} has no unit", place, "use unit beside the column of an amount only")
    if "format" in how:
        if kind != "date" or "value" in how:
            raise refuse("map", f"{name} has no format", place, "use format beside the column of a day only")
        try:
            days.pattern(str(how["format"]))
        except Unreadable as unreadable:
            raise refuse("map", unreadable.what, place, unreadable.remedy) from None


def _read(
    series: pl.Series, called: str, name: str, faults: Faults, reader: Callable[[str], str], what: str
) -> pl.Series:
    """A column's cells, each as text that `reader` makes of it; what it cannot read is a fault and empty."""
    return cells.read(
        series.cast(pl.String),
        called,
        name,
        "^$",
        reader,
        faults,
        lambda wrong: (f"this is not {what}", "correct it, or the map" if wrong.code != "calendar" else wrong.remedy),
    )


def _hundredths(cell: str, currency: Currency) -> str:
    """Hundredths as an amount. Raises Unreadable for what is no whole number of them."""
    found = numbers.money(cell, currency)
    if "." in found:
        raise Unreadable("hundredths", "this is not a whole number of hundredths", "write them without a point")
    below, digits = ("-", found[1:]) if found.startswith("-") else ("", found)
    return f"{below}{digits.zfill(3)[:-2]}.{digits.zfill(3)[-2:]}"


def _text(value: Any) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


__all__ = ["RulebookError", "mapped"]
