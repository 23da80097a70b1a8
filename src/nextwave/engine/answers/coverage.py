"""Which rules the worked cases of a rulebook test: a rule that no case comes past, or a condition that holds
in every case (or in none), could say anything and no case would notice."""

from __future__ import annotations

from collections.abc import Callable

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.situations.filling import Filling
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.model import Rule
from nextwave.rulebook.problems import Problem, RulebookError

#: The values that rules came to over all cases, by version of a rule.
Seen = dict[Rule, set[object]]


def seen(assessor: Assessor, told: Callable[[str, int, int], None] | None = None) -> Seen:
    """What every rule came to in the worked cases; of a case with unknown facts, its lowest completion."""
    found: Seen = {}
    for number, case in enumerate(assessor.rulebook.cases):
        if told is not None:
            told("working out cases", number, len(assessor.rulebook.cases))
        try:
            there = assessor.at(case.on)
            household = there.reader.read(dict(case.situation))
        except (SituationError, RulebookError):
            continue  # `misstated` says what is wrong with it, and so does the case when it is run
        completion = {cell: domain.low for cell, domain in household.open.items()}
        values = there.searcher.exact.run(Filling(there.plan, household).facts(completion))
        # Whether it is this level or that one is asked of a tier beside its rule.
        beside = {d.number for outcome in there.plan.outcomes for d in outcome.levels}
        for definition in there.plan.definitions:
            if definition.number in beside:
                continue
            column = values.definitions[definition.number]
            flat = [v for row in column for v in row] if len(definition.variables) == 2 else column
            found.setdefault(definition.rule, set()).update(flat)
    return found


def untested(assessor: Assessor, told: Callable[[str, int, int], None] | None = None) -> list[Problem]:
    """A warning for each rule that the cases leave untested; formulas are tested where rules call them."""
    found = seen(assessor, told)
    problems = []
    for versions in assessor.rulebook.rules.values():
        for rule in versions:
            name = rule.full_name + (f" (since {rule.since})" if len(versions) > 1 and rule.since else "")
            values = found.get(rule)
            if not values:
                what = f"no case tests the rule {name}"
                problems.append(Problem("untested", what, rule.place, "add a case that comes past it", "warning"))
            elif rule.returns == "bool" and len({bool(v) for v in values}) == 1:
                always = "true" if next(iter(values)) else "false"
                what = f"the rule {name} is {always} in every case"
                remedy = "add a case in which it is not"
                problems.append(Problem("untested", what, rule.place, remedy, "warning"))
    for name, programme in assessor.rulebook.programmes.items():
        scale = assessor.rulebook.scale(name)
        if scale is None:
            continue
        rules = assessor.rulebook.rules[assessor.rulebook.rule_named(name, programme.level)]
        came = {v for rule in rules for v in found.get(rule, set())}
        for place, member in enumerate(scale.members) if came else ():
            if place not in came:
                what = f"no case comes to the level {member} of {name}"
                remedy = "add a case that does, or leave the level out"
                problems.append(Problem("untested", what, rules[0].place, remedy, "warning"))
    return problems
