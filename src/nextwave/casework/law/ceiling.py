"""The most that may be granted, by the figure that a programme names in `most` of its programme.toml."""

from __future__ import annotations

from datetime import date

from nextwave.casework.law.in_force import assessor
from nextwave.casework.refusals import Refused
from nextwave.engine.plan.figures import rows_of, value_of
from nextwave.engine.plan.graph import FigureUse
from nextwave.rulebook.problems import Place, Problem


class AboveCeiling(Refused):
    """A grant of more than the law lets anyone have; `most` is in cents a month."""

    def __init__(self, problem: Problem, most: int) -> None:
        super().__init__(problem)
        self.most = most


def ceiling(programme: str, people: int, on: date) -> int | None:
    """The most for so many people on a day, in whole cents a month; None where the programme names no figure. Where
    not all of the people count, it is more than the law would come to, and never less."""
    book = assessor().rulebook
    declared = book.programmes.get(programme)
    if declared is None or not declared.most:
        return None
    figure = next(
        book.figures[name]
        for name in (f"{space}{declared.most}" for space in book.spaces(programme))
        if name in book.figures
    )
    use = FigureUse(figure, on)
    found = rows_of(use, people) if figure.table else value_of(use)
    return int(found * 100)


def require_within(programme: str, people: int, on: date, amount: int) -> None:
    """Raises AboveCeiling where so many cents a month are above it."""
    most = ceiling(programme, people, on)
    if most is not None and amount > most:
        what = f"the law grants {people} people no more than {most // 100}.{most % 100:02d} a month"
        remedy = "enter an amount up to that; what is owed for other months is no grant by the month"
        raise AboveCeiling(Problem("ceiling", what, Place("amount"), remedy), most)
