"""Assessments: what the law says follows from stated facts, as JSON in and JSON out.

    assessor = Assessor(load(find("riverton")))
    answer = assessor.assess({"on": "2026-11-01", "situation": {"people": [{"id": "ana"}]}})

Each programme answers for each group it concerns: eligible, ineligible or open, an amount or its ends, of a tier the
levels that it may be, the reasons with citations, what is still needed, and which figures it rests on that are not
confirmed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from nextwave.engine.answers import explanation
from nextwave.engine.answers.accepted import Accepted
from nextwave.engine.answers.restating import restated, subject
from nextwave.engine.answers.resting import Resting
from nextwave.engine.budget import Budget, UsedUp
from nextwave.engine.building.lowering.names import period_of
from nextwave.engine.building.plans import build, covers
from nextwave.engine.building.quanta import Measures, measure
from nextwave.engine.evaluators.exact import Facts, Values
from nextwave.engine.plan.graph import Outcome, Plan
from nextwave.engine.situations.household import Cell, Household
from nextwave.engine.situations.problems import Problems, Refused, SituationError, shown
from nextwave.engine.situations.situation import SituationReader
from nextwave.engine.situations.stating import day
from nextwave.engine.stack_room import roomy
from nextwave.engine.unknowns.apart import Searchers
from nextwave.engine.unknowns.box import Completion
from nextwave.engine.unknowns.conclusion import Conclusion, conclusions
from nextwave.engine.unknowns.search import Search, Searcher
from nextwave.rulebook.collecting import paused
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.wording.catalogues import SOURCE, spoken
from nextwave.version import __version__

#: The version of the rule language that plans are built from.
LANGUAGE = "1"

#: To read a household and to say why its results are what they are takes as long as so many evaluations.
ANSWERED = 2

#: Compiled months, and readers of days, kept in memory by one assessor.
KEPT = 24
KEPT_DAYS = 100


Key = TypeVar("Key")
Thing = TypeVar("Thing")


@dataclass(slots=True)
class Compiled:
    """A plan with all that is made from it once."""

    plan: Plan
    measures: Measures
    searcher: Searcher
    searchers: Searchers
    reader: SituationReader
    reasons: dict[str, explanation.Reasons]
    resting: dict[str, Resting]
    accepted: dict[str, Accepted]


@paused()
def compiled(rulebook: Rulebook, on: date) -> Compiled:
    """Builds and compiles the plan for a day. Raises RulebookError."""
    plan = build(rulebook, on)
    measures = measure(plan)
    reasons = {o.programme.name: explanation.Reasons(plan, measures, o) for o in plan.outcomes}
    resting = {o.programme.name: Resting(plan, measures, o) for o in plan.outcomes}
    accepted = {o.programme.name: Accepted(plan, o) for o in plan.outcomes}
    searcher = Searcher(plan, measures)
    return Compiled(plan, measures, searcher, Searchers(searcher), SituationReader(plan), reasons, resting, accepted)


class Kept(Generic[Key, Thing]):
    """What was used last, so many and no more; safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Thing] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Thing | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def add(self, key: Key, thing: Thing) -> Thing:
        with self._lock:
            self._kept[key] = thing
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return thing


class Assessor:
    """Answers assessments of one rulebook; safe to share between threads."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._months: Kept[date, Compiled | RulebookError] = Kept(KEPT)
        self._days: Kept[date, Compiled] = Kept(KEPT_DAYS)
        self._making = threading.Lock()

    def at(self, on: date) -> Compiled:
        """The compiled plan of a day. Raises RulebookError where the rulebook has no law for it."""
        found = self._days.get(on)
        if found is None:
            with self._making:  # whoever needs the same meanwhile waits for it
                found = self._days.get(on) or self._made(on)
        return found

    def _made(self, on: date) -> Compiled:
        """A plan for the last day of a month holds for the days before it too: they differ in what is read."""
        covers(self.rulebook, on)
        _, last = period_of(on, "month")
        for made in (last, on) if on.day > 1 else (on,):
            month = self._months.get(made) or self._months.add(made, self._compiled(made))
            if isinstance(month, RulebookError):
                raise RulebookError(month.problems)
            if made == on or not month.plan.by_day:
                return self._days.add(on, replace(month, reader=SituationReader(month.plan, on)))
        raise AssertionError("the last is made for the day itself")

    def _compiled(self, day: date) -> Compiled | RulebookError:
        try:
            return compiled(self.rulebook, day)
        except RulebookError as error:
            return error  # that there is no law for it does not change either

    def assess(self, request: Any, budget: Budget | None = None) -> dict[str, Any]:
        """The answer to {"on": …, "situation": …}, in the "language" that is named.

        Assessments that one call asks for share a budget; where what is left does not reach for everything, the
        answer says so. Raises SituationError with every problem of the request (that nothing is left among
        them), and RulebookError for a day without law.
        """
        budget = budget or Budget()
        on, language, there, household = self.begun(request, budget)
        known = household.complete and not household.open
        programmes = _settled(there, household, budget) if known else _open(there, household, budget)
        for name, found in programmes.items():
            # What is paid is what most programmes are; what comes of others is said.
            if (kind := self.rulebook.programmes[name].kind) != "paid":
                programmes[name] = {"kind": kind, **self._scale(name), **found}
            for result in found["results"] if there.accepted[name].facts else ():
                if accepted := there.accepted[name].given(request["situation"], result["for"], on):
                    result["accepted"] = accepted
        answer = {"on": on.isoformat(), "programmes": programmes, "versions": self.versions()}
        if language == SOURCE:
            return answer
        return spoken(answer, self.rulebook.wording.get(language, {}), self.rulebook)

    def _scale(self, programme: str) -> dict[str, Any]:
        """The levels of a tier with their titles, the lowest first; nothing of others."""
        scale = self.rulebook.scale(programme)
        return {"scale": [{"level": m, "title": scale.labels[m]} for m in scale.members]} if scale else {}

    def check(self, request: Any, budget: Budget | None = None) -> None:
        """Whether the facts of a request can be so, without what follows from them. Raises as `assess` does; facts of
        which that is not seen with this budget can be so."""
        budget = budget or Budget()
        *_, there, household = self.begun(request, budget)
        if household.complete and not household.open:
            facts = Facts(household.counts, household.parents, household.children, household.slots)
            values = there.searcher.exact.run(facts)
            budget.spend(values.steps)
            _refuse_impossible(there, values.definitions)
        else:
            searched(there, household, budget)

    def begun(self, request: Any, budget: Budget) -> tuple[date, str, Compiled, Household]:
        """The day, the language, the law and the household of a request. Raises as `assess` does."""
        on, situation, language = self._request(request, budget)
        try:
            budget.begin()
            budget.law(on.replace(day=1))
        except UsedUp as error:
            raise SituationError([error.problem]) from None
        there = self.at(on)
        return on, language, there, there.reader.read(situation, budget)

    def versions(self) -> dict[str, str]:
        """What an assessment rests on: enough to run it again years later."""
        return {"law": self.rulebook.law_version, "engine": __version__, "language": LANGUAGE}

    def _request(self, request: Any, budget: Budget) -> tuple[date, Any, str]:
        if not isinstance(request, dict):
            raise SituationError(
                [Problem("wrong-type", "a request is an object", Place("request"), 'write {"on": …, "situation": …}')]
            )
        problems = Problems(budget)
        for key in request:
            if key not in ("rulebook", "on", "situation", "language"):
                remedy = "use rulebook, on, situation and language"
                problems.add(Problem("unknown-key", f"a request has no {str(key)[:60]}", Place(str(key)[:60]), remedy))
        named = request.get("rulebook")
        if named is not None and named != self.rulebook.name:
            what = f"this is the rulebook {self.rulebook.name}, not {shown(named)}"
            problems.add(Problem("rulebook", what, Place("rulebook"), f"write {self.rulebook.name}"))
        language = request.get("language", SOURCE)
        if language not in self.rulebook.languages:
            what = f"{self.rulebook.title} has no wording in {shown(language)}"
            remedy = "use one of " + ", ".join(self.rulebook.languages)
            problems.add(Problem("language", what, Place("language"), remedy))
        try:
            on = day(request.get("on"))
        except Refused as refused:
            problems.refused(refused, "on")
            on = date.min
        if problems:
            raise problems.error()
        return on, request.get("situation"), language


def amount(count: int, there: Compiled, outcome: Outcome) -> str:
    """Quanta of the amount's measure as an amount with two decimals."""
    assert outcome.amount is not None
    found = there.measures[outcome.amount.body.number]
    assert found
    return explanation.amount(count, found.quantum)


def level(count: int, there: Compiled, outcome: Outcome) -> str:
    """The code of a tier's level by its number, the lowest being 0."""
    assert outcome.level is not None
    return there.plan.rulebook.choices[outcome.level.type.detail].members[int(count)]


def _settled(there: Compiled, household: Household, budget: Budget) -> dict[str, Any]:
    """Every fact is known: run the rules once."""
    facts = Facts(household.counts, household.parents, household.children, household.slots)
    values = there.searcher.exact.run(facts)
    budget.spend(ANSWERED * values.steps)
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
            if outcome.applies and not values.definitions[outcome.applies.number][i]:
                continue
            count = values.definitions[outcome.amount.number][i] if outcome.amount and yes[i] else 0
            result: dict[str, Any] = {
                "for": [people[p] for p in unit],
                "status": "eligible" if yes[i] else "ineligible",
            }
            if outcome.amount:
                text = amount(count, there, outcome)
                result["amount"] = {"low": text, "high": text, "per": explanation.period(outcome)}
            if outcome.level:
                found = values.definitions[outcome.level.number][i]
                result["levels"] = [level(found, there, outcome)] if yes[i] else []
            result["reasons"] = reasons.given(values.definitions, i, bool(yes[i]))
            result["needs"] = []
            result["rests_on_unconfirmed"] = there.resting[outcome.programme.name].given(facts, values, i)
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


@roomy
def _open(there: Compiled, household: Household, budget: Budget) -> dict[str, Any]:
    """Some facts are unknown: search the completions."""
    answer = {}
    concluded = conclusions(searched(there, household, budget))
    for outcome in there.plan.outcomes:
        search, found = concluded[outcome.programme.name]
        answer[outcome.programme.name] = {"results": [_stated(there, search, outcome, c) for c in found]}
    return answer


def searched(there: Compiled, household: Household, budget: Budget) -> list[Search]:
    """The completions of a household, divided by how people fall into units, for programmes of the same units each.
    Raises SituationError without any."""
    searches = there.searchers.search(household, budget)
    if not searches[-1].regions:
        broken = searches[-1].broken()
        named = [c for c in there.plan.constraints if c.number in broken] or there.plan.constraints
        what = "these facts cannot all be so: " + " ".join(c.rule.summary for c in named)
        raise SituationError([Problem("impossible", what, Place("situation"), "correct the fact that is wrong")])
    return searches


def _stated(there: Compiled, search: Search, outcome: Outcome, found: Conclusion) -> dict[str, Any]:
    """A conclusion as JSON has it."""
    household, name = search.household, outcome.programme.name
    people = household.ids[there.plan.rulebook.person.name]
    result: dict[str, Any] = {"for": [people[p] for p in sorted(found.group)], "status": found.status}
    if outcome.amount:
        low, high = amount(found.low, there, outcome), amount(found.high, there, outcome)
        result["amount"] = {"low": low, "high": high, "per": explanation.period(outcome)}
    if outcome.level:
        result["levels"] = [level(member, there, outcome) for member, _ in found.levels]
    if found.undecided:
        result["undecided"] = True
    if found.cut_short:
        result["everything_looked_at"] = False
    result["reasons"] = there.reasons[name].known(search, found.group, found.status)
    # Whether a needed fact applies may hang on one that by itself changes nothing: it is needed too.
    also = [c for c in search.completing.applying(found.needs) if c not in found.needs] if found.needs else []
    facts = result["needs"] = _needs(there, household, (*found.needs, *also))
    if facts:
        shown = found.shown
        result["witnesses"] = [
            {"facts": stated, "results": _results(there, search, outcome, found, completion)}
            for completion, stated in zip(shown, restated(there.reader, household, shown, facts), strict=True)
        ]
    result["rests_on_unconfirmed"] = there.resting[name].possible
    return result


def _needs(there: Compiled, household: Household, cells: Iterable[Cell]) -> list[dict[str, str]]:
    """Unknowns as facts, each once, in the order of the rulebook."""
    named: dict[tuple[str, str], dict[str, str]] = {}
    if not household.complete:
        named[("household", "people")] = {"fact": "people", "of": "household"}
    for cell in cells:
        fact, of = subject(there.plan, household, cell)
        named.setdefault((of, fact), {"fact": fact, "of": of})
    order = {name: i for i, (_, name) in enumerate(there.plan.rulebook.facts)}
    return sorted(named.values(), key=lambda n: (n["fact"] != "people", order.get(n["fact"], -1)))


def _results(
    there: Compiled, search: Search, outcome: Outcome, found: Conclusion, completion: Completion
) -> list[dict[str, Any]]:
    """What follows for those of the group where the unknown facts are as in a completion."""
    household = search.household
    values: Values | None = search.completing.run(completion)
    assert values is not None
    people = household.ids[there.plan.rulebook.person.name]
    yes = values.definitions[outcome.eligible.number]
    units = values.units.get(outcome.entity) or [[i] for i in range(len(yes))]
    if outcome.kind == "group":
        units = [list(range(len(people)))]
    results = []
    for i, unit in enumerate(units):
        if unit[0] not in found.group:
            continue
        one: dict[str, Any] = {
            "for": [people[p] for p in unit],
            "status": "eligible" if yes[i] else "ineligible",
        }
        if outcome.amount:
            one["amount"] = amount(values.definitions[outcome.amount.number][i] if yes[i] else 0, there, outcome)
        if outcome.level:
            one["level"] = level(values.definitions[outcome.level.number][i], there, outcome) if yes[i] else None
        results.append(one)
    return results


def is_settled(result: Mapping[str, Any]) -> bool:
    """Whether a result as an answer has it can be decided as assessed: its status is not open, and it comes to one
    amount, or to one level of a tier."""
    amount = result.get("amount")
    one = amount is None or amount["low"] == amount["high"]
    return bool(result["status"] != "open" and one and len(result.get("levels", ())) < 2)


__all__ = ["Assessor", "Compiled", "compiled", "is_settled"]
