"""Why an action was not taken: what is wrong, where, and what to do. Nothing was changed."""

from __future__ import annotations

from nextwave.rulebook.problems import Place, Problem


class Refused(Exception):
    """An action that cannot be taken; nothing was changed."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)

    def __str__(self) -> str:
        return str(self.problem)


class NotAllowed(Refused):
    """Nothing permits this person to do this."""


class Stale(Refused):
    """The case has changed since the page was read."""


class AnotherUse(Refused):
    """The key of an attempt was used before for something else."""


def refused(code: str, what: str, where: str, remedy: str) -> Refused:
    return Refused(Problem(code, what, Place(where), remedy))
