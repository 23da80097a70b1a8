"""A CSV or Parquet file as a table: columns by their names, cells as they came, rows in which nothing stands left out.

What would be read as something else than was meant is refused: another encoding, a column that stands twice, columns
parted by something else than commas.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import polars as pl

from nextwave.gate.text import Unreadable, line
from nextwave.population.tables.faults import Faults

#: Cells in which there is nothing to see: spaces of every kind, signs without any shape.
_NOTHING = r"^[\s\p{Z}\p{Cf}\u{34f}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}]*$"
#: Lines before the one that names the columns.
_BLANK_LINES = re.compile(r"\A(?:[\s,]*\n)+")
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
            heads = [] if text is None else _heads(text, called, faults)
            if text is None or not heads:
                return None
            table = _table(text, heads, called, faults)
            if table is None:
                return None
            frame = table
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


def _table(text: str, heads: list[str], called: str, faults: Faults) -> pl.DataFrame | None:
    """The columns that have a name; None where rows have more or fewer cells than there are columns, or where
    something stands in a column without a name. Raises PolarsError."""
    try:
        frame = pl.read_csv(io.BytesIO(text.encode()), infer_schema=False)
    except pl.exceptions.PolarsError:
        if _uneven(text, heads, called, faults):
            return None
        raise
    # Where a row is too short its last cells are missing.
    if frame.width and frame.to_series(frame.width - 1).null_count() and _uneven(text, heads, called, faults):
        return None
    for column in [c for c, head in zip(frame.columns, heads, strict=True) if not head.strip()]:
        if not frame[column].str.contains(_NOTHING).fill_null(True).all():
            faults.add(called, "", [], "something stands in a column without a name", "name it in the first line")
            return None
        frame = frame.drop(column)
    return frame


def _uneven(text: str, heads: list[str], called: str, faults: Faults) -> bool:
    """Whether rows have more or fewer cells than there are columns: one fault each."""
    found = False
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), strict=True), -1):
            if number >= 0 and len(row) != len(heads) and any(map(_stands, row)):
                found = True
                what = f"cells in this row: {len(row):,}; columns in the first line: {len(heads):,}"
                faults.row(called, number, what, "write a cell for each column, in quotes where it has commas")
    except csv.Error:
        return found
    return found


def _stands(cell: str) -> bool:
    """Whether something stands in a cell."""
    try:
        return bool(line(cell))
    except Unreadable:
        return True


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
            return _BLANK_LINES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    faults.add(called, "", [], what, "save it as UTF-8")
    return None


def _heads(text: str, called: str, faults: Faults) -> list[str]:
    """The names of the columns in the first line; none where it does not name each once, with commas between."""
    heads = next(csv.reader(io.StringIO(text)), [])
    if not any(head.strip() for head in heads):
        faults.add(called, "", [], "this file names no columns", "write their names in its first line")
        return []
    if len(heads) == 1:
        for sign, words in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if sign in heads[0]:
                faults.add(called, "", [], f"its columns are parted by {words}", _ANEW)
                return []
    double = sorted({head for head in heads if head.strip() and heads.count(head) > 1})
    if double:
        faults.column(called, double[0][:60], "this column stands twice", "leave one of them out, or give it a name")
    return [] if double else heads


def _filled(frame: pl.DataFrame, called: str, faults: Faults) -> pl.DataFrame:
    """The rows in which something stands."""
    if not frame.height:
        return frame
    # Of most rows one column is enough to see that they are there.
    there = ~_blank(frame[:, :1])
    perhaps = (~there).arg_true()
    if len(perhaps):
        there = there.scatter(perhaps, ~_blank(frame[perhaps]))
    if there.all():
        return frame
    faults.rows[called] = there.arg_true().to_list()
    return frame.filter(there)


def _blank(frame: pl.DataFrame) -> pl.Series:
    """Whether nothing stands in each row."""
    return frame.select(
        pl.all_horizontal(
            (pl.col(name).is_null() | pl.col(name).str.contains(_NOTHING))
            if dtype == pl.String
            else pl.col(name).is_null()
            for name, dtype in frame.schema.items()
        )
    ).to_series()
