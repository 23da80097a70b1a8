"""Worked cases that state what cannot be: they test nothing. What is wrong with a value that is usual is said once,
where it stands, and not at every case that it spoils."""

from __future__ import annotations

from typing import Any

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.building.lowering.names import snake
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.case import Case, Usual
from nextwave.rulebook.model import Entity, Rulebook
from nextwave.rulebook.problems import Problem, RulebookError

#: What is wrong with a person's name hangs on who else is in a case.
_OF_THE_CASE = ("unknown-person", "themselves")


def misstated(assessor: Assessor) -> list[Problem]:
    """Every value that cannot be read, of usual facts first."""
    cases = [c for c in assessor.rulebook.cases if _has_law(assessor, c)]
    found: list[Problem] = []
    spoilt: set[tuple[str, str]] = set()
    for namespace, usual in assessor.rulebook.usual.items():
        those = [c for c in cases if not namespace or c.namespace == namespace]
        for name, problem in _usual(assessor, usual, those):
            spoilt.add((name, problem.what.partition(": ")[2]))
            found.append(problem)
    for case in cases:
        for problem in _problems(assessor, case, dict(case.situation)):
            if (_fact(problem), problem.what) not in spoilt:
                what = f"{problem.place} of “{case.name}”: {problem.what}"
                found.append(Problem("case", what, case.place, problem.remedy))
    return found


def _has_law(assessor: Assessor, case: Case) -> bool:
    try:
        assessor.at(case.on)
    except RulebookError:
        return False  # says so when it is run
    return True


def _problems(assessor: Assessor, case: Case, situation: dict[str, Any]) -> list[Problem]:
    try:
        assessor.at(case.on).reader.read(situation)
    except SituationError as error:
        return error.problems
    return []


def _fact(problem: Problem) -> str:
    """The fact that a problem of a situation is about, by its path: people[0].jobs[1].pay."""
    return problem.place.file.rpartition(".")[2]


def _usual(assessor: Assessor, usual: Usual, cases: list[Case]) -> list[tuple[str, Problem]]:
    """The problems of usual facts with their names. The latest case they hold for has the most that may be stated."""
    book = assessor.rulebook
    # A situation calls its group the household, whatever the rulebook calls it.
    entities = {snake(e.name): e for e in book.entities.values() if e.kind == "entity"} | {"household": book.household}
    found: list[tuple[str, Problem]] = []
    for named, facts in usual.facts.items():
        if named not in entities:
            what = f"usual has facts of {named[:60]}, which no situation has"
            found.append(("", Problem("case", what, usual.places[named, ""], "name one of " + ", ".join(entities))))
            continue
        for name, value in facts.items():
            if name == "not_known" or not cases:
                continue
            alone = _alone(book, entities[named], {name: value})
            for problem in _problems(assessor, max(cases, key=lambda c: c.on), alone):
                if problem.code not in _OF_THE_CASE:
                    place, what = usual.places[named, name], f"{name}: {problem.what}"
                    found.append((_fact(problem), Problem("case", what, place, problem.remedy)))
    return found


def _alone(book: Rulebook, entity: Entity, record: dict[str, Any]) -> dict[str, Any]:
    """A situation in which one thing is stated, of one person or of what belongs to them."""
    if entity.kind == "group":
        return {"people": [{"id": "someone"}], "household": record}
    while entity.of is not None:
        record, entity = {f"{snake(entity.name)}s": [record]}, book.entities[entity.of]
    return {"people": [{"id": "someone", **record}]}
