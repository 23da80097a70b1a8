"""Reads a population from its folder (Parquet or CSV by entity) and checks it whole before anything uses it.

    population = read("washington", rulebook)

Every fault is reported with its file, column, row (from 1) and what to do; nothing is guessed and nothing is
written. A fact that the tables lack is an error unless `assume` names its value for everyone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from nextwave.population.faults import Faults
from nextwave.population.mapping import mapped
from nextwave.population.parsing import parsed
from nextwave.population.schema import CALIBRATED, columns, keys, lots, optional, tables
from nextwave.rulebook.model import Rulebook

#: Where the populations are that ship with Nextwave.
SHIPPED = Path(__file__).parent.parent / "populations"

MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Population:
    """Tables by entity as `schema` describes them, with further columns as they came; `sheet` is the data sheet,
    with what was assumed under "assumed"; `version` a hash of the tables."""

    name: str
    sheet: Mapping[str, Any]
    tables: Mapping[str, pl.DataFrame]
    version: str

    @property
    def households(self) -> int:
        return self.tables["household"].height


def cache() -> Path:
    """Where populations are kept that are built on this machine (XDG_CACHE_HOME)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nextwave" / "populations"


def folder_of(name: str) -> Path:
    """The folder of a population that ships, was built here, or is named by its path. Raises PopulationError."""
    for folder in (SHIPPED / name, cache() / name, Path(name)):
        if folder.is_dir():
            return folder
    faults = Faults()
    shipped = ", ".join(sorted(p.name for p in SHIPPED.glob("*") if p.is_dir()))
    remedy = (
        f"name a folder of tables, or a population that ships ({shipped}); build one with `nextwave population build`"
    )
    faults.add(name, "", [], "there is no such population", remedy)
    raise faults.error()


def read(
    name: str, rulebook: Rulebook, assume: Mapping[str, Any] | None = None, through: Path | None = None
) -> Population:
    """A population, checked against the facts of a rulebook; with `through`, the tables that a map names
    (see `mapping`). Raises PopulationError with its faults, and RulebookError for a map."""
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
    found: dict[str, pl.DataFrame] = {}
    for table, entity in tables(rulebook).items():
        if table not in came:
            continue
        frame = came[table]
        wanted = {k: pl.Int64() if k == "weight" else pl.String() for k in keys(rulebook, entity)}
        wanted |= columns(rulebook, entity)
        for column in list(wanted):
            if column not in frame.columns and column in (assume or {}):
                frame = frame.with_columns(pl.lit((assume or {})[column]).alias(column))
        wanted |= {k: v for k, v in optional(rulebook, entity).items() if k in frame.columns}
        found[table] = parsed(frame, files[table], wanted, rulebook, entity, faults)
    if not faults:
        _joined(found, rulebook, files, faults)
    sheet = _sheet(folder, faults)
    if faults:
        raise faults.error()
    if assume:
        sheet = {**sheet, "assumed": dict(assume)}
        digest.update(repr(sorted(assume.items())).encode())
    return Population(through.stem if through is not None else folder.name, sheet, found, digest.hexdigest()[:16])


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


def _suffix(folder: Path, table: str) -> str:
    return ".parquet" if (folder / f"{table}.parquet").exists() else ".csv"


def _table(folder: Path, table: str, faults: Faults, digest: Any) -> pl.DataFrame | None:
    path = folder / f"{table}{_suffix(folder, table)}"
    if not path.exists():
        faults.add(f"{table}.parquet", "", [], "this table is missing", f"add {table}.parquet or {table}.csv")
        return None
    try:
        digest.update(path.read_bytes())
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        return pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError) as error:
        what = f"this file cannot be read: {str(error).splitlines()[0][:160]}"
        faults.add(path.name, "", [], what, "it may be cut off or not be UTF-8: write it again")
        return None


def _sheet(folder: Path, faults: Faults) -> dict[str, Any]:
    path = folder / "data_sheet.yaml"
    if not path.exists():
        return {"title": folder.name}
    try:
        sheet = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.add(path.name, "", [], f"this is no YAML: {str(error).splitlines()[0][:160]}", "correct it")
        return {}
    return sheet if isinstance(sheet, dict) else {"title": folder.name}


def _joined(found: Mapping[str, pl.DataFrame], rulebook: Rulebook, files: Mapping[str, str], faults: Faults) -> None:
    """What must hold between rows: ids that are there once, and name what there is."""
    names = list(tables(rulebook))
    homes = found[names[0]]

    faults.where(
        files[names[0]], "id", homes["id"].is_duplicated(), "this id stands twice", "give each household its own"
    )
    for column in ("weight", CALIBRATED):
        if column in homes.columns:
            wrong = homes[column] < 0
            faults.where(files[names[0]], column, wrong, "a weight is never below 0", "correct or leave out")
    for column in map(lots, rulebook.programmes):
        if column in found[names[1]].columns:
            lot = found[names[1]][column]
            remedy = "calibrate again, or leave the column out"
            faults.where(files[names[1]], column, (lot < 0) | (lot > 999_999), "a lot is from 0 to 999999", remedy)
    for table, entity in tables(rulebook).items():
        if table == names[0]:
            continue
        frame, own = found[table], keys(rulebook, entity)
        inside = frame["household"].is_in(homes["id"].implode())
        what, remedy = "no household has this id", f"name one of {files[names[0]]}, or add it there"
        faults.where(files[table], "household", ~inside, what, remedy)
        double = frame.select(own).is_duplicated()
        faults.where(files[table], own[-1], double, "this id stands twice in its household", "give each its own")
        if len(own) > 2:
            above = found[own[1]].select("household", pl.col("id").alias(own[1]), pl.lit(True).alias("there"))
            joined = frame.join(above, on=own[:2], how="left", maintain_order="left")["there"].is_null()
            faults.where(files[table], own[1], joined, f"no {own[1]} of this household has this id", "correct it")
    people = found[names[1]]
    counts = people.group_by("household").len()
    empty = ~homes["id"].is_in(people["household"].implode())
    faults.where(files[names[0]], "id", empty, "nobody lives in this household", "add its people, or leave it out")
    many = homes["id"].is_in(counts.filter(pl.col("len") > MOST_PEOPLE)["household"].implode())
    faults.where(files[names[0]], "id", many, f"more than {MOST_PEOPLE} people live here", "split it into households")
    _relations(people, rulebook, files[names[1]], faults)


def _relations(people: pl.DataFrame, rulebook: Rulebook, file: str, faults: Faults) -> None:
    """Relatives are other people of the same household."""
    ids = people.select("household", pl.col("id").alias("named"), pl.lit(True).alias("there"))
    numbered = people.with_row_index("row")
    for fact in rulebook.facts.values():
        if fact.type not in ("person", "people"):
            continue
        named = numbered.select("row", "household", "id", pl.col(fact.name).alias("named"))
        if fact.type == "people":
            named = named.explode("named", empty_as_null=True)
        named = named.filter(pl.col("named").is_not_null())
        lost = named.join(ids, on=["household", "named"], how="left", maintain_order="left")
        rows = lost.filter(pl.col("there").is_null())["row"].unique(maintain_order=True).to_list()
        faults.add(file, fact.name, rows, "nobody in this household has this id", "name someone's id, or nobody")
        own = named.filter(pl.col("named") == pl.col("id"))["row"].to_list()
        faults.add(file, fact.name, own, "this names the person themselves", "name someone else, or nobody")
