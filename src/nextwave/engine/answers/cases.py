"""Runs the worked cases of a rulebook and says, case by case, what came out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.answers.explanation import shown
from nextwave.engine.evaluators.exact import Values
from nextwave.engine.situations.filling import Filling
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.case import Case
from nextwave.rulebook.problems import RulebookError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one case came to: empty `differences` mean that everything expected came out."""

    case: Case
    differences: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        return not self.differences


def run(assessor: Assessor) -> Iterator[Outcome]:
    """Every case of the assessor's rulebook, in order."""
    for case in assessor.rulebook.cases:
        yield run_case(assessor, case)


def run_case(assessor: Assessor, case: Case) -> Outcome:
    """One case. A case that expects nothing is itself a difference."""
    try:
        answer = assessor.assess({"on": case.on.isoformat(), "situation": dict(case.situation)})
    except (SituationError, RulebookError) as error:
        return Outcome(case, tuple(str(p) for p in error.problems))
    results = answer["programmes"].get(case.namespace, {}).get("results", [])
    expected = case.expect.get("results")
    if not isinstance(expected, list) or not expected:
        return Outcome(case, ("this case expects no results",))
    found: list[str] = []
    if len(expected) != len(results):
        groups = "; ".join(", ".join(r["for"]) for r in results)
        found.append(f"{len(expected)} results expected, {len(results)} came out (for {groups})")
    for wanted in expected:
        found += _result(assessor, case, wanted, results)
    return Outcome(case, tuple(found))


def _result(assessor: Assessor, case: Case, wanted: dict[str, Any], results: list[dict[str, Any]]) -> list[str]:
    whom = wanted.get("for", results[0]["for"] if results else [])
    result = next((r for r in results if sorted(r["for"]) == sorted(whom)), None)
    name = ", ".join(whom)
    if result is None:
        return [f"no result for {name}"]
    found = []
    if "status" in wanted and wanted["status"] != result["status"]:
        found.append(f"{name}: status {wanted['status']} expected, {result['status']} came out")
    if "amount" in wanted:
        amount = wanted["amount"]
        low, high = (amount, amount) if isinstance(amount, str | int) else (amount["low"], amount["high"])
        got = result.get("amount", {"low": "none", "high": "none"})
        if not (_same(low, got["low"]) and _same(high, got["high"])):
            expected, came = _ends(low, high), _ends(got["low"], got["high"])
            found.append(f"{name}: amount {expected} expected, {came} came out")
    if "level" in wanted or "levels" in wanted:
        levels = wanted.get("levels", [wanted["level"]] if "level" in wanted else [])
        got = result.get("levels", [])
        if levels != got:
            found.append(f"{name}: level {_either(levels)} expected, {_either(got)} came out")
    if "rules" in wanted:
        found += _rules(assessor, case, wanted["rules"], whom, bool(result["needs"]))
    return found


def _either(levels: Any) -> str:
    """Levels in words: the one it is, or those that it may be."""
    return (
        " or ".join(map(str, levels)) if isinstance(levels, list) and levels else "none" if not levels else str(levels)
    )


def _same(wanted: Any, got: Any) -> bool:
    """Whether two amounts are equal, however many zeros they are written with: 3.750 is 3.75."""
    try:
        return Fraction(str(wanted)) == Fraction(str(got))
    except ValueError:
        return str(wanted) == str(got)


def _ends(low: Any, high: Any) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _rules(assessor: Assessor, case: Case, wanted: dict[str, Any], whom: list[str], needed: bool) -> list[str]:
    """Values of rules of the group that a case worked out on the way."""
    there = assessor.at(case.on)
    household = there.reader.read(dict(case.situation))
    if needed:
        return ["values of rules can only be compared where every fact that matters is stated"]
    facts = Filling(there.plan, household).facts({c: domain.low for c, domain in household.open.items()})
    values: Values = there.searcher.exact.run(facts)
    people = household.ids[there.plan.rulebook.person.name]
    found = []
    for name, value in wanted.items():
        full = name if "." in name else f"{case.namespace}.{name}"
        definition = next((d for d in there.plan.definitions if d.name == full and d.own_period), None)
        if definition is None:
            found.append(f"there is no rule {full}")
            continue
        entity = definition.variables[0].entity
        groups = values.units.get(entity) or [[i] for i in range(len(values.definitions[definition.number]))]
        of_people = entity in values.units or entity == there.plan.rulebook.person.name
        index = next(i for i, g in enumerate(groups) if not of_people or people[g[0]] in whom)
        count, choices = values.definitions[definition.number][index], there.plan.rulebook.choices
        got = shown(definition, count, there.measures, choices)
        equal = _same(value, got) if definition.type.kind == "money" else str(got) == str(value) or got == value
        if not equal:
            found.append(f"{name}: {value} expected, {got} came out")
    return found
