"""Assessments: what the law says follows from stated facts, as JSON in and JSON out.

    assessor = Assessor(load(find("washington")))
    answer = assessor.assess({"on": "2026-11-01", "situation": {"people": [{"id": "ana"}]}})

Each programme answers for each group it concerns: eligible, ineligible or open, an amount or its ends, the
reasons with citations, what is still needed, and which figures it rests on that are not confirmed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import Any

from nextwave import __version__
from nextwave.engine import explanation
from nextwave.engine.building import build
from nextwave.engine.plan import Outcome, Plan
from nextwave.engine.quanta import Measures, measure
from nextwave.engine.search import Budget, End, Search, Searcher, for_units
from nextwave.engine.situation import Cell, Household, SituationError, SituationReader
from nextwave.engine.stating import Refused, day
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem

#: The version of the rule language that plans are built from.
LANGUAGE = "1"

#: Compiled days kept in memory by one assessor.
KEPT = 24


@dataclass(slots=True)
class Compiled:
    """A plan with all that is made from it once."""

    plan: Plan
    measures: Measures
    searcher: Searcher
    reader: SituationReader
    reasons: dict[str, explanation.Reasons]


def compiled(rulebook: Rulebook, on: date) -> Compiled:
    """Builds and compiles the plan for a day. Raises RulebookError."""
    plan = build(rulebook, on)
    measures = measure(plan)
    reasons = {o.programme.name: explanation.Reasons(plan, measures, o) for o in plan.outcomes}
    return Compiled(plan, measures, Searcher(plan, measures), SituationReader(plan), reasons)


class Assessor:
    """Answers assessments of one rulebook; safe to share between threads."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._kept: OrderedDict[date, Compiled] = OrderedDict()
        self._lock = threading.Lock()

    def at(self, on: date) -> Compiled:
        """The compiled plan of a day. Raises RulebookError where the rulebook has no law for it."""
        with self._lock:
            if on in self._kept:
                self._kept.move_to_end(on)
                return self._kept[on]
        made = compiled(self.rulebook, on)
        with self._lock:
            self._kept[on] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def assess(self, request: Any) -> dict[str, Any]:
        """The answer to {"on": …, "situation": …}.

        Raises SituationError with every problem of the request, and RulebookError for a day without law.
        """
        on, situation = self._request(request)
        there = self.at(on)
        household = there.reader.read(situation)
        programmes = {}
        search: Search | None = None
        if household.open or not household.complete:
            search = there.searcher.search(household)
            answer = _open(there, household, search)
        else:
            answer = _settled(there, household)
        programmes.update(answer)
        return {"on": on.isoformat(), "programmes": programmes, "versions": self.versions()}

    def versions(self) -> dict[str, str]:
        """What an assessment rests on: enough to run it again years later."""
        return {"law": self.rulebook.law_version, "engine": __version__, "language": LANGUAGE}

    def _request(self, request: Any) -> tuple[date, Any]:
        if not isinstance(request, dict):
            raise SituationError(
                [Problem("wrong-type", "a request is an object", Place("request"), 'write {"on": …, "situation": …}')]
            )
        problems = []
        for key in request:
            if key not in ("rulebook", "on", "situation"):
                remedy = "use rulebook, on and situation"
                problems.append(
                    Problem("unknown-key", f"a request has no {str(key)[:60]}", Place(str(key)[:60]), remedy)
                )
        named = request.get("rulebook")
        if named is not None and named != self.rulebook.name:
            what = f"this is the rulebook {self.rulebook.name}, not {str(named)[:60]}"
            problems.append(Problem("rulebook", what, Place("rulebook"), f"write {self.rulebook.name}"))
        try:
            on = day(request.get("on"))
        except Refused as refused:
            problems.append(refused.at("on"))
            on = date.min
        if problems:
            raise SituationError(problems)
        return on, request.get("situation")


def amount(count: int, there: Compiled, outcome: Outcome) -> str:
    """Quanta of the amount's measure as dollars and cents."""
    assert outcome.amount is not None
    found = there.measures[outcome.amount.body.number]
    assert found
    return explanation.money(count * found.quantum)


def _settled(there: Compiled, household: Household) -> dict[str, Any]:
    """Every fact is known: run the rules once."""
    from nextwave.engine.exact import Facts

    facts = Facts(household.counts, household.parents, household.children, household.slots)
    values = there.searcher.exact.run(facts)
    _refuse_impossible(there, values.definitions)
    answer = {}
    people = household.ids[there.plan.rulebook.person.name]
    for outcome in there.plan.outcomes:
        reasons = there.reasons[outcome.programme.name]
        yes = values.definitions[outcome.eligible.number]
        units = values.units.get(outcome.entity) or [[i] for i in range(len(yes))]
        if outcome.kind == "group":
            units = [list(range(len(people)))]
        results = []
        for i, unit in enumerate(units):
            count = values.definitions[outcome.amount.number][i] if outcome.amount and yes[i] else 0
            result: dict[str, Any] = {
                "for": [people[p] for p in unit],
                "status": "eligible" if yes[i] else "ineligible",
            }
            if outcome.amount:
                text = amount(count, there, outcome)
                result["amount"] = {"low": text, "high": text, "per": explanation.period(outcome)}
            result["reasons"] = reasons.given(values.definitions, i, bool(yes[i]))
            result["needs"] = []
            result["rests_on_unconfirmed"] = reasons.unconfirmed
            results.append(result)
        answer[outcome.programme.name] = {"results": results}
    return answer


def _refuse_impossible(there: Compiled, definitions: list[list[Any]]) -> None:
    problems = []
    for constraint in there.plan.constraints:
        if not all(definitions[constraint.number]):
            what = f"these facts cannot all be so: {constraint.rule.summary}"
            problems.append(Problem("impossible", what, Place("situation"), "correct the fact that is wrong"))
    if problems:
        raise SituationError(problems)


def _open(there: Compiled, household: Household, search: Search) -> dict[str, Any]:
    """Some facts are unknown: search the completions."""
    if not search.regions:
        what = "these facts cannot all be so: " + " ".join(c.rule.summary for c in there.plan.constraints)
        raise SituationError([Problem("impossible", what, Place("situation"), "correct the fact that is wrong")])
    answer = {}
    for outcome in there.plan.outcomes:
        results = []
        for group in groups(search, outcome):
            results.append(conclude(there, household, search, outcome, group))
        answer[outcome.programme.name] = {"results": results}
    return answer


def groups(search: Search, outcome: Outcome) -> list[frozenset[int]]:
    """Those a result can be for: people who may be in one unit stand together."""
    people = search.household.counts[search.searcher.plan.rulebook.person.name]
    if outcome.kind == "group":
        return [frozenset(range(people))]
    if outcome.entity not in search.searcher.plan.structures:
        return [frozenset({i}) for i in range(people)]
    found = [frozenset({i}) for i in range(people)]
    for region in search.regions:
        for members in region.units[outcome.entity][1]:
            joined = [g for g in found if g & set(members)]
            found = [g for g in found if g not in joined] + [frozenset().union(*joined)]
    return sorted(found, key=min)


def conclude(
    there: Compiled, household: Household, search: Search, outcome: Outcome, group: frozenset[int]
) -> dict[str, Any]:
    """The result for one group: status, ends of the amount with their completions, what is needed."""
    high = low = None
    if outcome.amount:
        objective = for_units(outcome, group, "amount")
        high, low = search.highest(objective), search.highest(objective, -1)
    status, undecided = _status(search, outcome, group, [e for e in (high, low) if e is not None])
    people = household.ids[there.plan.rulebook.person.name]
    result: dict[str, Any] = {"for": [people[p] for p in sorted(group)], "status": status}
    if high is not None and low is not None and status != "ineligible":
        undecided = undecided or not (high.proven and low.proven)
        result["amount"] = {
            "low": amount(low.value if low.proven else _widest(there, search, outcome, group, low)[0], there, outcome),
            "high": amount(
                high.value if high.proven else _widest(there, search, outcome, group, high)[1], there, outcome
            ),
            "per": explanation.period(outcome),
        }
    elif outcome.amount:
        result["amount"] = {"low": "0.00", "high": "0.00", "per": explanation.period(outcome)}
    if not household.complete:
        status = result["status"] = "open"
        undecided = True
    if undecided:
        result["undecided"] = True
    reasons = there.reasons[outcome.programme.name]
    result["reasons"] = reasons.known(search, group, status)
    result["needs"] = [] if not undecided and _agree(result) else needs(there, household, search, outcome, group)
    result["rests_on_unconfirmed"] = reasons.unconfirmed
    return result


def _widest(there: Compiled, search: Search, outcome: Outcome, group: frozenset[int], end: End) -> tuple[int, int]:
    """An end that was not proven: its bound, or where some ways into units were not looked at, all that the
    rule's own bounds allow for as many units as there are people."""
    if search.certain:
        return end.bound, end.bound
    assert outcome.amount is not None
    found = there.measures[outcome.amount.body.number]
    assert found
    most = len(group)
    return min(0, int(found.low / found.quantum)) * most, int(found.high / found.quantum) * most


def _status(search: Search, outcome: Outcome, group: frozenset[int], ends: list[End]) -> tuple[str, bool]:
    """Eligible, ineligible or open, and whether that is undecided: open needs a completion for each side.

    The ends of the amount often show both sides already.
    """
    every, some = for_units(outcome, group, "all"), for_units(outcome, group, "any")
    shown = [(search.value(every, e.witness), search.value(some, e.witness)) for e in ends if e.witness is not None]
    if any(a == 0 for a, _ in shown) and any(b == 1 for _, b in shown):
        return "open", False
    sure = search.highest(every, -1)
    if sure.proven and sure.value == 1:
        return "eligible", False
    may = search.highest(some)
    if may.proven and may.value == 0:
        return "ineligible", False
    no = sure.witness is not None and sure.value == 0
    yes = may.witness is not None and may.value == 1
    return "open", not (yes and no)


def _agree(result: dict[str, Any]) -> bool:
    stated = result.get("amount")
    return result["status"] != "open" and (stated is None or stated["low"] == stated["high"])


def needs(
    there: Compiled, household: Household, search: Search, outcome: Outcome, group: frozenset[int]
) -> list[dict[str, str]]:
    """The unknown facts that can still change the status or the amount, in the order of the rulebook."""
    mask = 0
    for region in search.regions:
        for what in ("all", "any", "amount"):
            found = for_units(outcome, group, what)(region.ranges, region.units)
            if found[0] != found[1]:
                mask |= found[2] | found[3]
    cells = list(search.boxes.named(mask))
    cells += [c for c in structural_cells(search) if c not in cells]
    book = there.plan.rulebook
    named: dict[tuple[str, str], dict[str, str]] = {}
    if not household.complete:
        named[("", "people")] = {"fact": "people", "of": "household"}
    for cell in cells:
        fact, of = described(there, household, cell)
        named.setdefault((of, fact), {"fact": fact, "of": of})
    order = {name: i for i, (_, name) in enumerate(book.facts)}
    return sorted(named.values(), key=lambda n: (n["fact"] not in ("people",), order.get(n["fact"], -1)))


def structural_cells(search: Search) -> list[Cell]:
    """The unknowns on which it hangs who belongs together, where that is open."""
    if len(search.regions) < 2:
        return []
    return list(search.boxes.named(search.structural))


def described(there: Compiled, household: Household, cell: Cell) -> tuple[str, str]:
    """A cell as a fact's name and the id of whom it is about; a fact of an unstated job is the list of jobs."""
    from nextwave.engine.names import snake

    book = there.plan.rulebook
    if cell[0] < 0:
        entity = book.entities[list(book.entities)[-1 - cell[0]]]
    else:
        slot = there.plan.slots[cell[0]]
        entity = book.entities[slot.fact.entity]
        if not household.maybe[entity.name][cell[1]]:
            return slot.fact.name, household.ids[entity.name][cell[1]]
    index = cell[1]
    while entity.of and household.maybe[entity.name][index]:
        plural = snake(entity.name) + "s"
        index = household.parents[entity.name][index]
        entity = book.entities[entity.of]
    return plural, household.ids[entity.name][index]


__all__ = ["Assessor", "Budget", "Compiled", "compiled", "conclude", "groups"]
