"""What a kept run changes, in words: each figure with its value under the present law and under the reform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from nextwave.population.reform import read
from nextwave.reforms.asking import FILE, book_of
from nextwave.reforms.models import Run
from nextwave.rulebook.model import Figure, Rulebook
from nextwave.web.localization.languages import say
from nextwave.web.public import values

#: A list that takes more letters is not written out.
LONG = 250


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed value; `row` is that of a table, nothing for a single value. The present value is that of the day."""

    name: str
    title: str
    first: date
    row: str
    before: str
    after: str
    reference: str


def changed(run: Run) -> list[Changed]:
    """Every value that a run changes, in the order of its reform."""
    book = book_of(run)
    found = []
    for name, changes in read(run.reform, FILE, book).figures.items():
        figure = book.figures[name]
        for first, value in changes.items():
            since = max(d for d in figure.values if d <= first)
            present = figure.values[since]
            rows: list[tuple[str, Any, Any]] = [("", present, value)]
            if figure.table:
                rows = [(values.row_name(book, figure, row), present.get(row), new) for row, new in value.items()]
            found += [
                Changed(
                    name,
                    say(figure.title),
                    first,
                    row,
                    short(book, figure, old),
                    short(book, figure, new),
                    figure.references[since],
                )
                for row, old, new in rows
            ]
    return found


def short(book: Rulebook, figure: Figure, value: Any) -> str:
    """A value as people write it; of a long list only how many are in it."""
    text = values.written(book, figure, value)
    if len(text) <= LONG:
        return text
    return ngettext("%(count)s of the list", "%(count)s of the list", len(value)) % {"count": len(value)}
