"""What a kept run changes, in words: each figure with its value under the present law and under the reform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nextwave.population.reform import read
from nextwave.reforms.asking import FILE, book_of
from nextwave.reforms.models import Run
from nextwave.rulebook.model import Figure, Rulebook
from nextwave.web.languages import say
from nextwave.web.public import values


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed value; `row` is that of a table, None for a single value. The present value is that of the day."""

    name: str
    title: str
    first: date
    row: int | None
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
            rows: list[tuple[int | None, Any, Any]] = [(None, present, value)]
            if figure.table:
                rows = [(row, present.get(row), new) for row, new in sorted(value.items())]
            found += [
                Changed(
                    name,
                    say(figure.title),
                    first,
                    row,
                    _written(book, figure, old),
                    _written(book, figure, new),
                    figure.references[since],
                )
                for row, old, new in rows
            ]
    return found


def _written(book: Rulebook, figure: Figure, value: Any) -> str:
    text = values.written(book, figure, value)
    return text if len(text) < 400 else _("%(count)s of them") % {"count": len(value)}
