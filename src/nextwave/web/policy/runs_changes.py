"""Changes of figures as they are typed on the page of a new run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from nextwave.reforms.drafting import Change, normal
from nextwave.rulebook.model import Figure, Rulebook
from nextwave.rulebook.model import Row as FigureRow
from nextwave.rulebook.parsing.rows import written as row_text
from nextwave.web.entry.entries import Unclear, day_entered
from nextwave.web.localization.languages import say
from nextwave.web.policy.runs_changed import short
from nextwave.web.public import values
from nextwave.web.rules import assessor

#: How many changes one page takes.
MOST = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with what holds today and what is typed."""

    row: FigureRow
    name: str
    field: str
    today: str
    typed: str


@dataclass(frozen=True, slots=True)
class Block:
    """A change on the page: the figure with what holds today, and what is typed. Its fields are called
    value-<number>, from-<number>-month, -day and -year, and row-<number>-<row>."""

    number: int
    figure: Figure
    title: str
    today: str
    reference: str
    unit: str
    kind: str
    day: Mapping[str, str]
    typed: str
    chosen: Sequence[str]
    choices: Sequence[tuple[str, str]]
    rows: Sequence[Row]

    @property
    def field(self) -> str:
        return f"value-{self.number}"

    @property
    def day_field(self) -> str:
        return f"from-{self.number}"


def changeable(book: Rulebook) -> dict[str, Figure]:
    """The figures that a reform may change."""
    return {name: figure for name, figure in book.figures.items() if not figure.fixed}


def found(book: Rulebook, question: str) -> list[Figure]:
    """Figures that have all the words of a question in their name, title or source; all of them without one."""
    words = question.casefold().split()
    return [
        f
        for f in changeable(book).values()
        if all(
            any(
                word in text.casefold()
                for text in (f.full_name, f.full_name.replace("_", " "), f.title, say(f.title), *f.references.values())
            )
            for word in words
        )
    ]


def blocks(book: Rulebook, data: QueryDict, on: date) -> list[Block]:
    """The changes of a form in their order; one that names no figure is left out."""
    there = changeable(book)
    listed = []
    for text in data.getlist("change")[:MOST]:
        number, _sep, name = text.partition(":")
        if number.isascii() and number.isdigit() and len(number) < 4 and name in there:
            listed.append((int(number), there[name]))
    return [_block(book, number, figure, data, on) for number, figure in dict(listed).items()]


def added(book: Rulebook, name: str, before: Sequence[Block], first: date, on: date) -> Block | None:
    """A new change of a figure; None where it cannot be changed."""
    figure = changeable(book).get(name)
    if figure is None or len(before) >= MOST:
        return None
    number = max((b.number for b in before), default=0) + 1
    data = QueryDict(mutable=True)
    day = before[-1].day if before else {"month": str(first.month), "day": str(first.day), "year": str(first.year)}
    for part, text in day.items():
        data[f"from-{number}-{part}"] = text
    if figure.unit == "choices":
        data.setlist(f"value-{number}", list(values.now(figure, on) or ()))
    return _block(book, number, figure, data, on)


def _block(book: Rulebook, number: int, figure: Figure, data: QueryDict, on: date) -> Block:
    present = values.now(figure, on)
    reference = figure.references[max((d for d in figure.references if d <= on), default=min(figure.references))]
    kind = "rows" if figure.table else {"bool": "yes", "choices": "list", "date": "text"}.get(figure.unit, "text")
    labels = book.choices[figure.choice].labels if figure.choice else {}
    rows = []
    if figure.table and present:
        for row in (r for r in values.rows(figure) if r in present):
            field = f"row-{number}-{row_text(row, '-')}"
            name, now = values.row_name(book, figure, row), values.written(book, figure, present[row])
            rows.append(Row(row, name, field, now, data.get(field, "").strip()))
    return Block(
        number=number,
        figure=figure,
        title=say(figure.title),
        today=short(book, figure, present),
        reference=reference,
        unit=values.unit(figure),
        kind=kind,
        day={part: data.get(f"from-{number}-{part}", "").strip() for part in ("month", "day", "year")},
        typed=data.get(f"value-{number}", "").strip(),
        chosen=data.getlist(f"value-{number}") if kind == "list" else [],
        choices=sorted(((m, say(label)) for m, label in labels.items()), key=lambda pair: pair[1]),
        rows=rows,
    )


def changes(shown: Sequence[Block], data: QueryDict) -> tuple[list[Change], dict[str, str]]:
    """The changes that are typed, and by field what is wrong with those that cannot be read."""
    made: list[Change] = []
    wrong: dict[str, str] = {}
    for block in shown:
        try:
            first = day_entered(data, block.day_field)
            made.append(_change(block, first))
        except Unclear as error:
            wrong[error.where] = error.text
    return made, wrong


def _change(block: Block, first: str) -> Change:
    sign = assessor().rulebook.jurisdiction.money_sign
    value: Any = normal(block.figure, block.typed, sign)
    fields: dict[FigureRow, str] = {}
    if block.kind == "rows":
        value = {row.row: normal(block.figure, row.typed, sign) for row in block.rows if row.typed}
        fields = {row.row: row.field for row in block.rows}
        if not value:
            raise Unclear(block.rows[0].field, _("Enter a value for one of the rows, or remove this change"))
    elif block.kind == "list":
        value = [name for name, _label in block.choices if name in block.chosen]
    elif not block.typed:
        text = _("Choose yes or no") if block.kind == "yes" else _("Enter a value, or remove this change")
        raise Unclear(block.field, text)
    field = block.rows[0].field if block.rows else block.field
    return Change(block.figure.full_name, first, value, field, f"{block.day_field}-month", fields)
