"""Why a result was refused, or is no higher level, in figures: for a notice, a page, or whoever asks afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nextwave.engine.answers.assessment import Assessor, Compiled, searched
from nextwave.engine.answers.comparing import Comparison, Settled, comparisons, fails
from nextwave.engine.budget import Budget
from nextwave.engine.evaluators.exact import Facts
from nextwave.engine.evaluators.reference import Reference
from nextwave.engine.evaluators.worked import Worked
from nextwave.engine.plan.graph import Definition, Outcome
from nextwave.engine.situations.household import Household
from nextwave.engine.unknowns.objectives import outcome_instances


def why_not(
    assessor: Assessor, request: Any, programme: str, result: dict[str, Any], budget: Budget | None = None
) -> list[Comparison]:
    """The comparisons by which a programme refused the people of a result, which `assess` gave for this request;
    none where no comparison decided it, or where the budget did not reach for finding out. Raises SituationError and
    RulebookError as `assess` does."""
    if result["status"] != "ineligible":
        return []
    return _failing(assessor, request, programme, result, budget, lambda there, _: there.reasons[programme].conditions)


def why_not_higher(
    assessor: Assessor, request: Any, programme: str, result: dict[str, Any], budget: Budget | None = None
) -> list[Comparison]:
    """The comparisons by which the people of a result of a tier have the level that they have, and not the next one
    above it; none for the highest, where the level is open, or as `why_not`. Raises as that does."""
    levels = result.get("levels", [])
    scale = assessor.rulebook.scale(programme)
    if result["status"] != "eligible" or len(levels) != 1 or scale is None or levels[0] not in scale.members[:-1]:
        return []
    above = scale.members.index(levels[0]) + 1
    return _failing(assessor, request, programme, result, budget, lambda _, outcome: [outcome.levels[above]])


def _failing(
    assessor: Assessor,
    request: Any,
    programme: str,
    result: dict[str, Any],
    budget: Budget | None,
    conditions: Callable[[Compiled, Outcome], list[Definition]],
) -> list[Comparison]:
    """The comparisons by which those of some conditions failed that did."""
    budget = budget or Budget()
    *_, there, household = assessor.begun(request, budget)
    outcome = next((o for o in there.plan.outcomes if o.programme.name == programme), None)
    people = household.ids[there.plan.rulebook.person.name]
    if outcome is None or not set(result["for"]) <= set(people):
        return []
    found = _known(there, household, outcome, [people.index(name) for name in result["for"]], budget)
    if found is None:
        return []
    here, instance = found
    failed = [d for d in conditions(there, outcome) if fails(here, d, instance)]
    return [c for condition in failed for c in comparisons(here, condition, instance)]


def _known(
    there: Compiled, household: Household, outcome: Outcome, whom: list[int], budget: Budget
) -> tuple[Reference, int] | None:
    """What is known of a household, and the instance that a result for these people is of: everything where everything
    is stated, else what comes to the same however it is completed; None where it is not known who belongs together."""
    if household.open or not household.complete:
        searches = searched(there, household, budget)
        search = next(s for s in searches if outcome in s.searcher.plan.outcomes)
        if not search.certain or len(search.begun) != 1:
            return None
        (region,) = search.begun
        instances = outcome_instances(outcome, frozenset(whom), region.units)
        if len(instances) != 1:
            return None
        return Settled(there.plan, there.measures, household, region), instances[0]
    facts = Facts(household.counts, household.parents, household.children, household.slots)
    values = there.searcher.exact.run(facts)
    budget.spend(values.steps)
    units = [sorted(unit) for unit in values.units.get(outcome.entity, [])]
    instance = units.index(sorted(whom)) if units else 0 if outcome.kind == "group" else whom[0]
    return Worked(there.plan, there.measures, facts, values), instance
