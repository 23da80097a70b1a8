"""What is wrong in a formula is told with the rule that calls it: what a formula is given comes from there."""

from __future__ import annotations

from dataclasses import replace

from nextwave.rulebook.model import Rule, Rulebook
from nextwave.rulebook.problems import Problem

_CALLS = ", which {} calls)"


def with_caller(rulebook: Rulebook, problem: Problem, rule: Rule) -> Problem:
    """The problem, with the rule being built where it lies in a formula and names no rule yet."""
    formula = _formula_at(rulebook, problem)
    if formula is None or problem.what.endswith(" calls)"):
        return problem
    return replace(problem, what=f"{problem.what} (in {formula.name}{_CALLS.format(rule.full_name)}")


def _formula_at(rulebook: Rulebook, problem: Problem) -> Rule | None:
    """The formula in whose lines a problem lies: what is declared last before it, where that is one."""
    place = problem.place
    declared = [
        rule
        for versions in (*rulebook.rules.values(), *rulebook.formulas.values())
        for rule in versions
        if rule.place.file == place.file and rule.place.line <= place.line
    ]
    nearest = max(declared, key=lambda rule: rule.place.line, default=None)
    return nearest if nearest is not None and nearest.kind == "formula" else None
