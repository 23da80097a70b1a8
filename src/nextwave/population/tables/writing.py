"""Writes a population's folder whole: tables as Parquet, and the data sheet beside them."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import yaml


def write(out: Path, tables: Mapping[str, pl.DataFrame], sheet: Mapping[str, Any]) -> None:
    """Replaces the folder when all is written beside it; the same tables are the same bytes. Raises OSError, and
    leaves alone what holds something else than a population."""
    if out.exists() and not (out.is_dir() and ((out / "data_sheet.yaml").exists() or not any(out.iterdir()))):
        raise FileExistsError(errno.EEXIST, "something else than a population is there")
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, frame in tables.items():
            frame.write_parquet(beside / f"{name}.parquet", compression="zstd", compression_level=12, statistics=False)
        (beside / "data_sheet.yaml").write_text(as_yaml(sheet), "utf-8")
        beside.chmod(0o755)
        if out.exists():
            shutil.rmtree(out)
        beside.rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def as_yaml(sheet: Mapping[str, Any]) -> str:
    """A data sheet's text."""
    return str(yaml.safe_dump(dict(sheet), sort_keys=False, allow_unicode=True, width=110))
