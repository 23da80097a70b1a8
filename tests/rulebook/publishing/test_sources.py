"""The sources of a rulebook as tables: every row stands in them, as it is."""

from __future__ import annotations

import pytest

from nextwave.rulebook.finding import SHIPPED
from nextwave.rulebook.loading import load
from nextwave.rulebook.publishing.sources import as_markdown, as_text, rows_of, told


@pytest.mark.parametrize("name", sorted(p.parent.name for p in SHIPPED.glob("*/rulebook.toml")))
def test_tables_and_text_hold_every_row(name: str) -> None:
    book = load(SHIPPED / name)
    tables, text = as_markdown(book), as_text(book)
    rows = [row for source in rows_of(book) for row in source["paragraphs"]]
    lines = [line for line in tables.splitlines() if line.startswith("| ") and not line.startswith(("| par", "| --"))]
    assert len(lines) == len(rows)
    for row in rows:
        assert row["says"] in tables
        assert row["says"] in text
        assert row["same_as"] in tables


def test_counts_are_told_in_a_line() -> None:
    assert told({"encoded": 2, "procedure": 1}) == "3 paragraphs: 2 encoded, 1 procedure"
    assert told({"stated": 1}) == "1 paragraph: 1 stated"
    assert told({}) == "no paragraphs"
