"""A CSV or Parquet file as a table: columns by their names, cells as they came, rows in which nothing stands left out.

What would be read as something else than was meant is refused: another encoding, a column that stands twice, columns
parted by something else than commas.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import polars as pl

from nextwave.gate.text import Unreadable, line
from nextwave.population.tables.faults import Faults

_ANEW = "write it again as UTF-8, with commas between the columns"


def opened(path: Path, called: str, faults: Faults, digest: Any = None) -> pl.DataFrame | None:
    """The table in a file that faults call `called`; None where it cannot be taken, and then `faults` say why. Which
    rows of the file its rows are is kept with the faults."""
    try:
        content = path.read_bytes()
        if digest is not None:
            digest.update(content)
        if path.suffix == ".parquet":
            frame = pl.read_parquet(io.BytesIO(content))
        else:
            text = _text(content, called, faults)
            if text is None or not _heads(text, called, faults):
                return None
            frame = pl.read_csv(io.BytesIO(text.encode()), infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        why = getattr(error, "strerror", None) or (str(error).splitlines() or ["no reason is known"])[0]
        faults.add(called, "", [], f"this file cannot be read: {why[:160]}", "it may be cut off: write it again")
        return None
    try:
        names = [line(name, 200) for name in frame.columns]
    except Unreadable as wrong:
        faults.add(called, "", [], f"the name of a column cannot be read: {wrong.what}", _ANEW)
        return None
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        faults.column(called, double[0][:60], "this column stands twice", "leave one of them out, or give it a name")
        return None
    return _filled(frame.rename(dict(zip(frame.columns, names, strict=True))), called, faults)


def _text(content: bytes, called: str, faults: Faults) -> str | None:
    """The text of a CSV file, its lines ended alike."""
    what = ""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        what = "this is UTF-16 text"
    elif b"\0" in content:
        what = f"this is no text (byte {content.index(0) + 1:,})"
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            what = f"this file cannot be read: it is no UTF-8 text (byte {error.start + 1:,})"
        else:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    faults.add(called, "", [], what, "save it as UTF-8")
    return None


def _heads(text: str, called: str, faults: Faults) -> bool:
    """Whether the first line names columns, each once, with commas between them."""
    heads = next(csv.reader(io.StringIO(text)), [])
    if not any(head.strip() for head in heads):
        faults.add(called, "", [], "this file names no columns", "write their names in its first line")
        return False
    if len(heads) == 1:
        for sign, words in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if sign in heads[0]:
                faults.add(called, "", [], f"its columns are parted by {words}", _ANEW)
                return False
    double = sorted({head for head in heads if heads.count(head) > 1})
    if double:
        faults.column(called, double[0][:60], "this column stands twice", "leave one of them out, or give it a name")
    return not double


def _filled(frame: pl.DataFrame, called: str, faults: Faults) -> pl.DataFrame:
    """The rows in which something stands."""
    if not frame.height:
        return frame
    blank = pl.all_horizontal(
        (pl.col(name).is_null() | (pl.col(name).str.strip_chars() == ""))
        if dtype == pl.String
        else pl.col(name).is_null()
        for name, dtype in frame.schema.items()
    )
    there = frame.select(~blank).to_series()
    if there.all():
        return frame
    faults.rows[called] = there.arg_true().to_list()
    return frame.filter(there)
