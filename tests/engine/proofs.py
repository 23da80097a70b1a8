"""The proofs of the engine, in a size to choose: `make test` runs a sample, `make soak` the whole."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from nextwave.engine.answers.assessment import Compiled
from nextwave.engine.budget import REQUEST, Budget
from nextwave.engine.building.quanta import Measures
from nextwave.engine.evaluators.columnar import Columnar
from nextwave.engine.evaluators.columns import blocks, path
from nextwave.engine.evaluators.exact import Exact, Facts
from nextwave.engine.evaluators.reference import Reference
from nextwave.engine.plan.graph import Outcome, Plan
from nextwave.engine.situations.filling import Filling
from nextwave.engine.unknowns.box import Completion
from nextwave.engine.unknowns.conclusion import Conclusion, conclusions
from nextwave.engine.unknowns.search import Search
from tests.engine.generated import Generator


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


def referred(there: Compiled, search: Search, completion: Completion) -> Reference:
    """What the reference makes of a completion, for every outcome and group."""
    return Reference(there.plan, Filling(there.plan, search.household).facts(completion))


def groups(reference: Reference, entity: str) -> list[set[int]]:
    """The people of each instance that a result can be for: of a unit, of the home, or of a person alone."""
    if entity in reference.plan.structures:
        return reference.units_of(entity)
    people = range(reference.people)
    return [{person} for person in people] if entity == reference.plan.rulebook.person.name else [set(people)]


def reference_outcome(reference: Reference, outcome: Outcome, group: frozenset[int]) -> tuple[bool, bool, Fraction]:
    """By the reference: whether all, and any, of the group's units are eligible, and the sum of their amounts."""
    units = groups(reference, outcome.entity)
    chosen = [i for i, unit in enumerate(units) if unit & group]
    yes = [bool(reference.value(outcome.eligible, i)) for i in chosen]
    if outcome.amount is None:
        return all(yes), any(yes), Fraction(0)
    amounts = [reference.value(outcome.amount, i) for i, e in zip(chosen, yes, strict=True) if e]
    return all(yes), any(yes), sum(amounts, Fraction(0))


def reference_levels(reference: Reference, outcome: Outcome, group: frozenset[int]) -> set[int]:
    """By the reference: the levels to which those of the group's units come that are eligible."""
    if outcome.level is None:
        return set()
    units = [i for i, unit in enumerate(groups(reference, outcome.entity)) if unit & group]
    return {int(reference.value(outcome.level, i)) for i in units if reference.value(outcome.eligible, i)}


def partial(
    there: Compiled,
    generator: Generator,
    completions: int,
    counts: Counter[str],
    share: float = 0,
    budget: Budget | None = None,
) -> list[str]:
    """One partial situation: its answer against random completions and its witnesses against the reference. Where the
    search has little to spend, what it says has to hold all the same."""
    situation, _ = generator.possible(most=4)
    household = there.reader.read(generator.forget(situation, share or generator.random.choice((0.05, 0.15, 0.5))))
    if not household.open:
        return []
    concluded = conclusions(there.searchers.search(household, budget or Budget(REQUEST)))
    found: list[str] = []
    answers = [(o, c) for o in there.plan.outcomes for c in concluded[o.programme.name][1]]
    # A completion is judged by the whole plan, whatever its search worked out of it.
    search = there.searcher.search(household, Budget(0))
    shown: list[Completion] = []
    for outcome, answer in answers:
        counts["results"] += 1
        counts["undecided"] += answer.undecided
        counts["cut short"] += answer.cut_short
        found += shown_by_completions(there, search, outcome, answer, counts)
        shown += answer.shown
    for k in range(completions):
        completion = generator.completion(household)
        if shown and k % 2:
            # Near an end a false one would show: a few unknowns of a completion that attains it are changed.
            near = generator.random.choice(shown)
            changed = generator.random.sample(list(near), min(len(near), generator.random.randint(1, 4)))
            completion = {**near, **{cell: completion[cell] for cell in changed}}
        if search.completing.run(completion) is None:
            counts["impossible"] += 1
            continue
        counts["completions"] += 1
        reference = referred(there, search, completion)
        for outcome, answer in answers:
            every, some, amount = reference_outcome(reference, outcome, answer.group)
            if (answer.status == "eligible" and not every) or (answer.status == "ineligible" and some):
                found.append(f"false settled: {answer.status} but {every}, {some} in {situation}")
            quantum = quantum_of(there, outcome)
            if not answer.low * quantum <= amount <= answer.high * quantum:
                found.append(f"{amount} outside {answer.low} to {answer.high} in {situation}")
            levels = reference_levels(reference, outcome, answer.group)
            if not levels <= {member for member, _ in answer.levels}:
                found.append(f"levels {levels} outside {[m for m, _ in answer.levels]} in {situation}")
            counts["levels"] += len(levels)
    counts["situations"] += 1
    return found


def quantum_of(there: Compiled, outcome: Outcome) -> Fraction:
    """In what the ends of an amount are counted; of what has none they are 0."""
    measure = there.measures[outcome.amount.body.number] if outcome.amount is not None else None
    return measure.quantum if measure is not None else Fraction(1)


def shown_by_completions(
    there: Compiled, search: Search, outcome: Outcome, answer: Conclusion, counts: Counter[str]
) -> list[str]:
    """Whether the completions that an answer gives show what it says: the ends of the amount, and of an open
    status each side. An undecided answer may lack some, but those it gives are true."""
    quantum = quantum_of(there, outcome)
    found = []

    def reference(completion: Completion) -> tuple[bool, bool, Fraction]:
        assert search.completing.run(completion) is not None, "a witness breaks a constraint"
        counts["witnesses"] += 1
        return reference_outcome(referred(there, search, completion), outcome, answer.group)

    if answer.status != "ineligible" and outcome.amount is not None:
        for name, end, witness in (("low", answer.low, answer.low_witness), ("high", answer.high, answer.high_witness)):
            if witness is None and not answer.undecided:
                found.append(f"the {name} end {end} has no completion")
            elif witness is not None and not answer.undecided and reference(witness)[2] != end * quantum:
                found.append(f"the {name} end {end} is not attained")
    for member, witness in answer.levels:
        if witness is None and not answer.undecided and (answer.status, len(answer.levels)) != ("eligible", 1):
            found.append(f"level {member} has no completion")
        elif witness is not None:
            reference(witness)
            if member not in reference_levels(referred(there, search, witness), outcome, answer.group):
                found.append(f"level {member} is not attained")
    if answer.status == "eligible" and outcome.level is not None and not answer.levels:
        found.append("eligible, for no level")
    if answer.status == "open":
        if (answer.refused is None or answer.granted is None) and not answer.undecided:
            found.append("open without a completion for each side")
        if answer.refused is not None and reference(answer.refused)[0]:
            found.append("open, but the completion that is to be refused is eligible")
        if answer.granted is not None and not reference(answer.granted)[1]:
            found.append("open, but the completion that is to be granted is not eligible")
    return found


def columns_differ(plan: Plan, measures: Measures, households: list[Facts]) -> list[str]:
    """Where the two evaluators differ, over every rule, unit and instance."""
    exact, columnar = Exact(plan, measures), Columnar(plan, measures)
    found: list[str] = []
    for places, block in blocks(plan, households, most=64):
        columns = columnar.run(block)
        for h, place in enumerate(places):
            facts = households[place]
            values = exact.run(facts)
            for name, members in values.units.items():
                label = columns.label[name][:, h]
                if any(label[p] != unit[0] for unit in members for p in unit):
                    found.append(f"units {name} of household {place}: {label} against {members}")
            for definition in plan.definitions:
                want = values.definitions[definition.number]
                have = columns.definitions[definition.number][..., h]
                for i, value in enumerate(want):
                    if len(definition.variables) == 2:
                        same = [bool(v) for v in have[:, i]] == [bool(v) for v in value]
                    else:
                        same = int(have[instance(plan, definition.variables[0].entity, facts, values.units, i)]) == int(
                            value
                        )
                    if not same:
                        found.append(f"{definition.name}[{i}] of household {place}: {have} against {want}")
    return found


def instance(plan: Plan, entity: str, facts: Facts, units: Any, i: int) -> tuple[int, ...]:
    """Where the i-th instance stands in a column without its household."""
    if entity in units:
        return (units[entity][i][0],)
    names = path(plan, entity)
    if len(names) < 2:
        return (i,) if names else ()
    parent = facts.parents[entity][i]
    return (facts.children[entity][parent].index(i), parent)
