"""Measured figures as tables in docs/measured.md, each with its day and machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

MEASURED = Path(__file__).parent.parent / "docs" / "measured.md"


def record(
    block: str, note: str, header: Sequence[str], rows: Sequence[Sequence[str]], below: Sequence[str] = ()
) -> None:
    """Writes a table into the block of that name, in the place of the one before, and the lines `below` it."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    lines = [f"{date.today().isoformat()}, {machine}{note}.", ""]
    lines += [*table(header, rows), *below]
    before, rest = _split(MEASURED.read_text("utf-8"), f"<!-- {block} -->\n")
    _, after = _split(rest, f"<!-- /{block} -->")
    text = "\n".join(lines)
    MEASURED.write_text(f"{before}<!-- {block} -->\n{text}\n<!-- /{block} -->{after}", "utf-8")


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table."""
    return [f"| {' | '.join(row)} |" for row in (header, ["---"] * len(header), *rows)]


def recorded(block: str) -> dict[str, str]:
    """The first two columns of the table in a block; empty where nothing was recorded yet."""
    _, rest = _split(MEASURED.read_text("utf-8"), f"<!-- {block} -->\n")
    text, _ = _split(rest, f"<!-- /{block} -->")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    return {row[0]: row[1] for row in rows[2:]}


def _split(text: str, mark: str) -> tuple[str, str]:
    before, found, after = text.partition(mark)
    if not found:
        raise ValueError(f"docs/measured.md has no line {mark.strip()}; put it back where the table belongs")
    return before, after
