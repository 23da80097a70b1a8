"""An agency's own tables as a population: which file is which table, and which column is which fact.

    household:
      file: cases.csv
      columns:
        id: CASE
        weight: {value: 100}
        homeless: {column: HMLS, values: {"Y": true, "N": false}}
    person:
      file: clients.csv
      columns:
        household: CASE
        id: CLIENT
        social_security: {column: SSA, unit: cents, per: month}

A name alone is a column; `value` holds for every row; `values` says what codes mean; `per` how often an amount
is paid; `unit` whether it is in dollars or cents.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from nextwave.engine.plan.graph import PERIODS
from nextwave.population.faults import Faults
from nextwave.population.schema import columns, keys, optional, tables
from nextwave.rulebook.cases import value as as_json
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.parameters import compose, mapping, place_of, scalar
from nextwave.rulebook.problems import RulebookError
from nextwave.rulebook.source import refuse

_OPTIONS = ("column", "value", "values", "per", "unit")


def mapped(path: Path, rulebook: Rulebook, faults: Faults) -> dict[str, pl.DataFrame]:
    """The tables that a map names, with the columns of the schema as text or as they came.

    Raises RulebookError for a map that cannot be taken, with its line; faults of tables are added to `faults`.
    """
    root = compose(path.read_text("utf-8"), path.name)
    known = tables(rulebook)
    if root is None:
        raise refuse("map", "this map is empty", place_of_file(path), "name tables: " + ", ".join(known))
    found: dict[str, pl.DataFrame] = {}
    for table, node in mapping(root, path.name).items():
        place = place_of(node, path.name)
        if table not in known:
            raise refuse("map", f"there is no table {table[:60]}", place, "use " + ", ".join(known))
        parts = mapping(node, path.name)
        if set(parts) != {"file", "columns"}:
            raise refuse("map", f"{table} needs file and columns, and nothing else", place, "write both")
        frame = _frame(path.parent / scalar(parts["file"], path.name), faults)
        if frame is None:
            continue
        entity = known[table]
        wanted = [*keys(rulebook, entity), *columns(rulebook, entity), *optional(rulebook, entity)]
        made: dict[str, pl.Series] = {}
        for name, how in mapping(parts["columns"], path.name).items():
            if name not in wanted:
                remedy = f"see `nextwave population schema {rulebook.name}`"
                raise refuse("map", f"{table} has no column {name[:60]}", place_of(how, path.name), remedy)
            _column(made, name, how, frame, path.name, f"{name}_per" in wanted)
        found[table] = pl.DataFrame(made)
    return found


def place_of_file(path: Path) -> Any:
    """A place that names the file alone."""
    from nextwave.rulebook.problems import Place

    return Place(path.name)


def _frame(path: Path, faults: Faults) -> pl.DataFrame | None:
    try:
        return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        what = f"this file cannot be read: {str(error).splitlines()[0][:160]}"
        faults.add(path.name, "", [], what, "correct its name in the map, or write it again")
        return None


def _column(made: dict[str, pl.Series], name: str, node: Any, frame: pl.DataFrame, file: str, flow: bool) -> None:
    place = place_of(node, file)
    how: Mapping[str, Any] = (
        {"column": scalar(node, file)} if isinstance(node, yaml.ScalarNode) else as_json(node, file)
    )
    wrong = [k for k in how if k not in _OPTIONS]
    if wrong or ("column" in how) == ("value" in how):
        remedy = "name a column or a value; beside a column use values, per and unit"
        raise refuse("map", f"{name} is mapped in no way that there is", place, remedy)
    if "per" in how and (not flow or how["per"] not in PERIODS):
        raise refuse("map", f"per of {name} is no period", place, "use " + ", ".join(PERIODS) + ", for stated flows")
    if how.get("unit", "dollars") not in ("dollars", "cents"):
        raise refuse("map", f"unit of {name} is neither", place, "use dollars or cents")
    if "value" in how:
        series = pl.Series(name, [_text(how["value"])] * frame.height, dtype=pl.String)
    else:
        if how["column"] not in frame.columns:
            remedy = "use one of " + ", ".join(frame.columns[:12])
            raise refuse("map", f"the file has no column {str(how['column'])[:60]}", place, remedy)
        series = frame[how["column"]].alias(name)
        if "values" in how:
            codes = {str(k): _text(v) for k, v in how["values"].items()}
            series = series.cast(pl.String).replace_strict(codes, default=series.cast(pl.String))
        if how.get("unit") == "cents":
            dollars = series.cast(pl.String).str.zfill(3)
            series = (dollars.str.slice(0, dollars.str.len_chars() - 2) + "." + dollars.str.slice(-2)).alias(name)
    made[name] = series
    if flow and "per" in how:
        made[f"{name}_per"] = pl.Series(f"{name}_per", [how["per"]] * frame.height, dtype=pl.String)


def _text(value: Any) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


__all__ = ["RulebookError", "mapped"]
