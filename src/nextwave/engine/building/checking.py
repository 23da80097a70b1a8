"""What `nextwave check` finds once a rulebook has loaded: types, units, overflow, cycles, unconfirmed figures.

Every day on which the law changes is built, with every rule in force that day, needed by an outcome or not.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from nextwave.engine.building.changes import days_of_change
from nextwave.engine.building.plans import build
from nextwave.engine.building.quanta import Measures, measure
from nextwave.engine.plan.figures import since
from nextwave.engine.plan.graph import Plan
from nextwave.engine.plan.types import Mismatch
from nextwave.rulebook.collecting import paused
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError

#: A rulebook whose law changes on more days than this is checked on the latest ones only.
MOST_DAYS = 60


def first_day(rulebook: Rulebook) -> date:
    """The day from which the rulebook says that it holds (`since` in rulebook.toml), or its latest change."""
    stated = rulebook.details.get("since")
    if isinstance(stated, date):
        return stated
    return max(days_of_change(rulebook), default=date(2026, 1, 1))


@paused()
def check(rulebook: Rulebook, today: date | None = None) -> list[Problem]:
    """Every problem of the rules on every day of change from the rulebook's first; with `today` also a
    warning for each figure in use that is not confirmed for that day."""
    start = first_day(rulebook)
    days = [start, *(d for d in days_of_change(rulebook) if d > start)][-MOST_DAYS:]
    found: dict[tuple[str, str, Place], Problem] = {}
    plan: Plan | None = None
    for day in days:
        try:
            plan = build(rulebook, day, everything=True)
            measures = measure(plan)
        except RulebookError as error:
            for problem in error.problems:
                found.setdefault((problem.code, problem.what, problem.place), problem)
            continue
        for problem in uncountable(plan, measures):
            found.setdefault((problem.code, problem.what, problem.place), problem)
    if today is not None and not found:
        try:
            plan = build(rulebook, max(today, start), everything=True)
            warned = [*unconfirmed(plan), *uncertain(rulebook, max(today, start))]
        except RulebookError as error:
            warned = error.problems
        for problem in warned:
            found.setdefault((problem.code, problem.what, problem.place), problem)
    return sorted(found.values(), key=lambda p: (p.place.file, p.place.line, p.place.column, p.code))


def uncountable(plan: Plan, measures: Measures) -> list[Problem]:
    """Amounts that decisions and runs cannot hold: they count hundredths, and the rest would be lost."""
    problems = []
    for outcome in plan.outcomes:
        measured = measures[outcome.amount.body.number] if outcome.amount else None
        if outcome.amount is None or measured is None:
            continue
        step = Fraction(measured.quantum)
        if (step * 100).denominator != 1:
            name = outcome.amount.name
            what = f"{name} comes to amounts in steps of {step}, and what is decided is counted in hundredths"
            remedy = "round as the law does, to 0.01 or more, such as round_down(…, 0.01)"
            problems.append(Problem("hundredths", what, outcome.amount.rule.place, remedy))
    return problems


def unconfirmed(plan: Plan) -> list[Problem]:
    """A warning for each figure read as of a day after the last for which its reference is known to hold."""
    problems = []
    for node in plan.nodes():
        if node.operation != "figure":
            continue
        figure, as_of = node.detail.figure, node.detail.as_of
        try:
            since(node.detail)
        except Mismatch:
            continue
        if figure.confirmed_through is not None and as_of > figure.confirmed_through:
            what = f"{figure.full_name} is confirmed through {figure.confirmed_through} and read for {as_of}"
            remedy = "look the figure up again and move confirmed_through, or add the new value"
            problems.append(Problem("unconfirmed", what, figure.place, remedy, "warning"))
    return problems


def uncertain(rulebook: Rulebook, on: date) -> list[Problem]:
    """A warning for each certification whose source is not known to hold on a day any more."""
    problems = []
    for name, programme in rulebook.programmes.items():
        for one in programme.certification:
            if one.confirmed_through is not None and on > one.confirmed_through:
                what = f"certification of {name} is confirmed through {one.confirmed_through} and read for {on}"
                remedy = "look its source up again and move confirmed_through"
                problems.append(Problem("unconfirmed", what, Place(f"{name}/programme.toml"), remedy, "warning"))
    return problems
