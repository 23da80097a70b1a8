"""The proofs of the engine, in a size to choose: `make test` runs a sample, `make soak` the whole."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from nextwave.engine.assessment import Compiled, conclude, groups
from nextwave.engine.box import Completion
from nextwave.engine.exact import Facts
from nextwave.engine.reference import Reference
from nextwave.engine.search import End, Search, for_units
from tests.engine.situations import Generator


def equal_to_reference(there: Compiled, facts: Facts) -> list[str]:
    """Where the exact evaluator and the reference differ, rule by rule; empty where they agree."""
    values = there.searcher.exact.run(facts)
    reference = Reference(there.plan, facts)
    found = []
    for name, members in values.units.items():
        if [set(m) for m in members] != reference.units_of(name):
            found.append(f"units {name}: {members} against {reference.units_of(name)}")
    for definition in there.plan.definitions:
        measure = there.measures[definition.body.number]
        for i, want in enumerate(reference.every(definition)):
            have = values.definitions[definition.number][i]
            if len(definition.variables) == 2:
                agree = [bool(h) for h in have] == [bool(w) for w in want]
            elif definition.type.kind == "bool":
                agree = bool(have) == want
            else:
                agree = want == (have * measure.quantum if measure else have)
            if not agree:
                found.append(f"{definition.name}[{i}]: {have} against {want}")
    return found


def reference_outcome(
    there: Compiled, search: Search, completion: Completion, group: frozenset[int]
) -> tuple[bool, bool, Fraction]:
    """By the reference: whether all, and any, of the group's units are eligible, and the sum of their amounts."""
    outcome = there.plan.outcomes[0]
    reference = Reference(there.plan, search.boxes.facts(completion))
    units = reference.units_of(outcome.entity)
    chosen = [i for i, unit in enumerate(units) if unit & group]
    yes = [bool(reference.value(outcome.eligible, i)) for i in chosen]
    assert outcome.amount is not None
    amounts = [reference.value(outcome.amount, i) for i, e in zip(chosen, yes, strict=True) if e]
    return all(yes), any(yes), sum(amounts, Fraction(0))


def partial(
    there: Compiled, generator: Generator, completions: int, counts: Counter[str], share: float = 0.5
) -> list[str]:
    """One partial situation: its answer against random completions and its witnesses against the reference."""
    situation, _ = generator.possible(most=4)
    household = there.reader.read(generator.forget(situation, share))
    if not household.open:
        return []
    search = there.searcher.search(household)
    outcome = there.plan.outcomes[0]
    assert outcome.amount is not None
    measure = there.measures[outcome.amount.body.number]
    assert measure
    found: list[str] = []
    answers: list[tuple[frozenset[int], dict[str, Any]]] = []
    for group in groups(search, outcome):
        answer = conclude(there, household, search, outcome, group)
        answers.append((group, answer))
        counts["results"] += 1
        counts["undecided"] += bool(answer.get("undecided"))
        if not answer.get("undecided"):
            found += ends_are_attained(there, search, group, answer, counts)
    for _ in range(completions):
        completion = generator.completion(household)
        if search.run(completion) is None:
            counts["impossible"] += 1
            continue
        counts["completions"] += 1
        for group, answer in answers:
            every, some, amount = reference_outcome(there, search, completion, group)
            if (answer["status"] == "eligible" and not every) or (answer["status"] == "ineligible" and some):
                found.append(f"false settled: {answer['status']} but {every}, {some} in {situation}")
            low, high = Fraction(answer["amount"]["low"]), Fraction(answer["amount"]["high"])
            if not low <= amount <= high:
                found.append(f"{amount} outside {low} to {high} in {situation}")
    counts["situations"] += 1
    return found


def ends_are_attained(
    there: Compiled, search: Search, group: frozenset[int], answer: dict[str, Any], counts: Counter[str]
) -> list[str]:
    """Each end of the amount, and each side of an open status, is attained by a completion of its own."""
    outcome = there.plan.outcomes[0]
    found = []

    def shown(end: End) -> tuple[bool, bool, Fraction]:
        assert end.witness is not None
        assert search.run(end.witness) is not None, "a witness breaks a constraint"
        counts["witnesses"] += 1
        return reference_outcome(there, search, end.witness, group)

    objective = for_units(outcome, group, "amount")
    for sign, name in ((1, "high"), (-1, "low")):
        end = search.highest(objective, sign)
        if end.witness is None or shown(end)[2] != Fraction(answer["amount"][name]):
            found.append(f"the {name} end {answer['amount'][name]} is not attained")
    if answer["status"] == "open":
        low = search.highest(for_units(outcome, group, "all"), -1)
        high = search.highest(for_units(outcome, group, "any"))
        if low.witness is None or shown(low)[0]:
            found.append("open without a completion that is not eligible")
        if high.witness is None or not shown(high)[1]:
            found.append("open without a completion that is eligible")
    return found
