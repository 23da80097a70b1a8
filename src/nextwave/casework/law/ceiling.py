"""The most that may be granted, by the figure that a programme names in `most` of its programme.toml."""

from __future__ import annotations

from datetime import date

from nextwave.casework.law.in_force import assessor
from nextwave.casework.refusals import Refused
from nextwave.engine.plan.figures import row_of, value_of
from nextwave.engine.plan.graph import FigureUse
from nextwave.rulebook.model import Figure
from nextwave.rulebook.problems import Place, Problem


class AboveCeiling(Refused):
    """A grant of more than the law lets anyone have; `most` is in cents by the period `per`."""

    def __init__(self, problem: Problem, most: int, per: str) -> None:
        super().__init__(problem)
        self.most, self.per = most, per


#: By the unit of its figure, for how long a most holds.
PERIODS = {"money/week": "week", "money/month": "month", "money/year": "year", "money": "once"}


def ceiling(programme: str, people: int, on: date) -> int | None:
    """The most for so many people on a day, in whole cents by the period of the programme's amount; None where the
    programme names no figure. Where not all of the people count, it is more than the law would come to, and never
    less."""
    figure = _most(programme)
    if figure is None:
        return None
    use = FigureUse(figure, on)
    found = row_of(use, people) if figure.table else value_of(use)
    return int(found * 100)


def _most(programme: str) -> Figure | None:
    book = assessor().rulebook
    declared = book.programmes.get(programme)
    if declared is None or not declared.most:
        return None
    names = (f"{space}{declared.most}" for space in book.spaces(programme))
    return next(book.figures[name] for name in names if name in book.figures)


def require_within(programme: str, people: int, on: date, amount: int) -> None:
    """Raises AboveCeiling where so many cents are above it."""
    figure, most = _most(programme), ceiling(programme, people, on)
    if figure is not None and most is not None and amount > most:
        per = PERIODS[figure.unit]
        period = per if per == "once" else f"a {per}"
        what = f"the law grants {people} people no more than {most // 100}.{most % 100:02d} {period}"
        remedy = "enter an amount up to that; what is owed for other times is no part of it"
        raise AboveCeiling(Problem("ceiling", what, Place("amount"), remedy), most, per)
