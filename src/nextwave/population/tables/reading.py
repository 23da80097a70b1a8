"""Reads a population from its folder (Parquet or CSV by entity) and checks it whole before anything uses it.

    population = read("my-folder", rulebook)

Every fault is reported with its file, column, row (from 1) and what to do; nothing is guessed and nothing is
written. A fact that the tables lack is an error unless `assume` names its value for everyone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from nextwave.population.tables import cells
from nextwave.population.tables.faults import Faults
from nextwave.population.tables.joining import joined
from nextwave.population.tables.mapping import mapped
from nextwave.population.tables.opening import opened
from nextwave.population.tables.parsing import parsed
from nextwave.population.tables.schema import columns, keys, optional, tables
from nextwave.rulebook.model import Rulebook

#: Where the populations are that ship with Nextwave.
SHIPPED = Path(__file__).parents[2] / "populations"
SHEET = "data_sheet.yaml"


@dataclass(frozen=True, slots=True)
class Population:
    """Tables by entity as `schema` describes them, with further columns as they came; `sheet` is the data sheet,
    with what was assumed under "assumed"; `version` a hash of the tables."""

    name: str
    sheet: Mapping[str, Any]
    tables: Mapping[str, pl.DataFrame]
    version: str
    #: What each table is called, and of those in which rows were left out, which of its file's rows each row is.
    files: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, list[int]] = field(default_factory=dict)

    @property
    def homes(self) -> pl.DataFrame:
        """The table of households, whatever the rulebook calls them."""
        return next(iter(self.tables.values()))

    @property
    def people(self) -> pl.DataFrame:
        """The table of people."""
        return list(self.tables.values())[1]

    @property
    def households(self) -> int:
        return self.homes.height

    @property
    def invented(self) -> bool:
        """Whether these are nobody's households, made by chance."""
        return self.sheet.get("invented") is True


def cache() -> Path:
    """Where populations are kept that are built on this machine (XDG_CACHE_HOME)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nextwave" / "populations"


def folder_of(name: str) -> Path:
    """The folder of a population that ships, was built here, or is named by its path. Raises PopulationError."""
    for folder in (SHIPPED / name, cache() / name, Path(name)):
        try:
            if folder.is_dir() and (folder.parent != SHIPPED or (folder / SHEET).is_file()):
                return folder
        except (OSError, ValueError):
            break  # no folder can have this name
    faults = Faults()
    shipped = ", ".join(sorted(p.parent.name for p in SHIPPED.glob(f"*/{SHEET}")))
    or_shipped = f", or a population that ships ({shipped})" if shipped else ""
    remedy = f"name a folder of tables{or_shipped}; build one with `nextwave population build`, or invent one"
    faults.add(name[:200], "", [], "there is no such population", remedy)
    raise faults.error()


def read(
    name: str,
    rulebook: Rulebook,
    assume: Mapping[str, Any] | None = None,
    through: Path | None = None,
    on: date | None = None,
) -> Population:
    """A population, checked against the facts of a rulebook; with `through`, the tables that a map names
    (see `mapping`); with `on`, no day of it lies after that day. Raises PopulationError with its faults, and RulebookError for a map."""
    faults = Faults()
    digest = hashlib.sha256()
    files: dict[str, str] = {}
    if through is not None:
        folder = through.parent
        came = mapped(through, rulebook, faults)
        for table in tables(rulebook):
            files[table] = f"{table} (by {through.name})"
            if table in came:
                digest.update(came[table].write_csv(None).encode())
            elif not faults:
                faults.add(through.name, "", [], f"the map has no table {table}", "add it")
    else:
        folder = folder_of(name)
        came = {}
        for table in tables(rulebook):
            frame = _table(folder, table, faults, digest)
            files[table] = f"{table}{_suffix(folder, table)}"
            if frame is not None:
                came[table] = frame
    sheet = _sheet(folder, faults)
    further = _further(sheet, rulebook, faults)
    found: dict[str, pl.DataFrame] = {}
    left = set(assume or {})
    for table, entity in tables(rulebook).items():
        if table not in came:
            continue
        frame = came[table]
        wanted = {k: pl.Int64() if k == "weight" else pl.String() for k in keys(rulebook, entity)}
        wanted |= columns(rulebook, entity)
        alike = {c: value for c, value in (assume or {}).items() if c in wanted and c not in frame.columns}
        left -= set(alike)
        for column, value in alike.items():
            once, only = pl.DataFrame({column: [value]}), {column: wanted[column]}
            parsed(once, f"--assume {column}", only, rulebook, entity, faults, cells.last_day(on, sheet))
            frame = frame.with_columns(pl.lit(value).alias(column))
        if any(p.place.file.startswith("--assume") for p in faults.found):
            continue
        wanted |= {k: v for k, v in optional(rulebook, entity).items() if k in frame.columns}
        found[table] = parsed(frame, files[table], wanted, rulebook, entity, faults, cells.last_day(on, sheet), further)
    if len(came) == len(files):
        for column in sorted(left):
            what = "the tables have this column, whose values it would not change"
            faults.add(f"--assume {column}", "", [], what, "leave it out, or take the column out of the tables")
    if not faults:
        joined(found, rulebook, files, faults)
    if faults:
        raise faults.error()
    if assume:
        sheet = {**sheet, "assumed": dict(assume)}
        digest.update(repr(sorted(assume.items())).encode())
    called = through.stem if through is not None else folder.name
    return Population(called, sheet, found, digest.hexdigest()[:16], files, faults.rows)


def sheet_of(name: str, through: Path | None = None) -> Mapping[str, Any]:
    """The data sheet of a population of this name, or beside a map, without reading its tables. Raises
    PopulationError."""
    faults = Faults()
    sheet = _sheet(through.parent if through is not None else folder_of(name), faults)
    if faults:
        raise faults.error()
    return sheet


def version_of(name: str, rulebook: Rulebook) -> str:
    """The version that `read` gives a population of this name, without reading what is in it. Raises
    PopulationError."""
    faults = Faults()
    digest = hashlib.sha256()
    folder = folder_of(name)
    for table in tables(rulebook):
        path = folder / f"{table}{_suffix(folder, table)}"
        if not path.exists():
            faults.add(path.name, "", [], "this table is missing", f"add {table}.parquet or {table}.csv")
            raise faults.error()
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _further(sheet: Mapping[str, Any], rulebook: Rulebook, faults: Faults) -> list[str]:
    """How the columns begin that are no facts and are kept as they came: as the data sheet says, and as that does by
    which the rulebook makes tenths, up to its underscore."""
    survey, parted, _ = rulebook.jurisdiction.ranked_by.partition("_")
    own = (
        [f"{survey}_"]
        if parted and (rulebook.household.name, rulebook.jurisdiction.ranked_by) not in rulebook.facts
        else []
    )
    found = sheet.get("further", [])
    if isinstance(found, list) and all(isinstance(name, str) and name for name in found):
        return own + found
    faults.add("data_sheet.yaml", "", [], "further is no list of beginnings", "write it as [survey_]")
    return []


def _suffix(folder: Path, table: str) -> str:
    return ".parquet" if (folder / f"{table}.parquet").exists() else ".csv"


def _table(folder: Path, table: str, faults: Faults, digest: Any) -> pl.DataFrame | None:
    path = folder / f"{table}{_suffix(folder, table)}"
    if not path.exists():
        faults.add(f"{table}.parquet", "", [], "this table is missing", f"add {table}.parquet or {table}.csv")
        return None
    return opened(path, path.name, faults, digest)


def _sheet(folder: Path, faults: Faults) -> dict[str, Any]:
    path = folder / SHEET
    if not path.exists():
        return {"title": folder.name}
    try:
        sheet = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError, ValueError) as error:
        faults.add(
            path.name,
            "",
            [],
            f"this is no YAML: {(str(error).splitlines() or ['it cannot be read'])[0][:160]}",
            "correct it",
        )
        return {}
    return sheet if isinstance(sheet, dict) else {"title": folder.name}
