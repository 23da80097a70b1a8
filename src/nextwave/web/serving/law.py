"""Whether the rulebook that is to be served is whole; commands that need no law do without what this imports."""

from __future__ import annotations

import os

from nextwave.casework.law import delegations, notice_rules, procedure
from nextwave.rulebook.finding import find, usual
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import Problem, RulebookError
from nextwave.web.localization import overlay


def law_problems() -> list[Problem]:
    """What is wrong with the rulebook (its worked cases and sources too: the pages of the rules show them), its
    delegations, time limits and procedure, and its own texts of pages."""
    try:
        folder = find(os.environ.get("NEXTWAVE_RULEBOOK") or usual())
        book = load(folder)
    except RulebookError as error:
        return error.problems
    problems = []
    for part in (
        lambda: delegations.read(folder / "delegations", book),
        lambda: notice_rules.read(folder, book),
        lambda: procedure.read(folder, book),
        lambda: overlay.hold(book),
    ):
        try:
            part()
        except RulebookError as error:
            problems += error.problems
    return problems
