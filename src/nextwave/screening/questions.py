"""The next question: a fact that can still change an outcome, the plainest and least burdensome first.

answer = assessor.assess({"on": "2026-11-01", "situation": situation})
question = choose(assessor, date(2026, 11, 1), situation, open_facts(answer))
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.budget import Budget
from nextwave.engine.plan.graph import closure
from nextwave.rulebook.model import Entity, Fact, Rulebook
from nextwave.screening import listed


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask. `kind` is "fact", or "list" for whether there are any of what people have several of (and
    which).

    `of` is the id of the person, or of one of these, that it is about, or "household"; `ask` the wording with {person}
    in it. Bounds are in the units of the fact (amounts, whole numbers, dates); `choices` pairs a JSON value with
    its wording; `people` are the ids that a relationship may name.
    """

    kind: str
    fact: str
    entity: str
    of: str
    ask: str
    help: str
    type: str
    flow: bool
    choices: tuple[tuple[str, str], ...]
    minimum: Any
    maximum: Any
    sensitive: bool
    people: tuple[str, ...]
    label: str = ""
    optional: bool = False
    #: Who decides it, or says it, where that is not the person.
    said_by: str = ""


def question(rulebook: Rulebook, situation: dict[str, Any], fact: str, of: str) -> Question:
    """The question for one fact of one person, job or the household. Raises KeyError for a fact there is not."""
    ids = tuple(p["id"] for p in situation.get("people", ()))
    entity = _entity(rulebook, situation, fact, of)
    found = rulebook.facts.get((entity.name, fact))
    if found is None:
        child = next((e for e in _below(rulebook, entity) if listed.name_of(e) == fact), None)
        if child is None:
            raise KeyError(fact)
        return _list(child, fact, entity, of)
    return about(rulebook, found, of, tuple(i for i in ids if i != of))


def _entity(rulebook: Rulebook, situation: dict[str, Any], fact: str, of: str) -> Entity:
    """What `of` is: the household, a person, or one of what people have several of that has the fact."""
    if of == "household":
        return rulebook.household
    if any(p["id"] == of for p in situation.get("people", ())):
        return rulebook.person
    having = [
        e
        for e in rulebook.entities.values()
        if e.kind == "entity"
        and e.of is not None
        and ((e.name, fact) in rulebook.facts or any(listed.name_of(below) == fact for below in _below(rulebook, e)))
    ]
    if not having:
        raise KeyError(fact)
    return next((e for e in having if of in _listed(situation, e)), having[0])


def _below(rulebook: Rulebook, entity: Entity) -> list[Entity]:
    return [e for e in rulebook.entities.values() if e.kind == "entity" and e.of == entity.name]


def _listed(situation: dict[str, Any], entity: Entity) -> set[str]:
    """The ids that are stated of what people have several of."""
    return {str(item.get("id")) for p in situation.get("people", ()) for item in p.get(listed.name_of(entity)) or ()}


def _list(child: Entity, fact: str, entity: Entity, of: str) -> Question:
    ask, called = listed.asked(child), listed.several_called(child)
    return Question(
        "list", fact, entity.name, of, ask, child.summary, "list", False, (), 0, child.at_most, False, (), called
    )


def about(rulebook: Rulebook, fact: Fact, of: str, others: tuple[str, ...]) -> Question:
    """The question for a declared fact of `of`; `others` are the people whom it may name."""
    choices: tuple[tuple[str, str], ...] = ()
    if fact.choice:
        choice = rulebook.choices[fact.choice]
        choices = tuple((m, choice.labels[m]) for m in choice.members)
    return Question(
        "fact",
        fact.name,
        fact.entity,
        of,
        fact.ask,
        fact.help,
        fact.type,
        fact.flow,
        choices,
        fact.minimum,
        fact.maximum,
        fact.sensitive,
        others,
        fact.label,
        fact.optional,
        fact.said_by,
    )


def asked_of_people(
    rulebook: Rulebook, situation: dict[str, Any], wanted: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Those of the facts, as (fact, of), that people can say: not what a register or an expert says."""
    found = []
    for fact, of in wanted:
        declared = rulebook.facts.get((_entity(rulebook, situation, fact, of).name, fact))
        if declared is None or declared.asked:
            found.append((fact, of))
    return found


def kinds_of_income(rulebook: Rulebook) -> list[Fact]:
    """Flows of money that stand together in the rulebook and are asked of every person: on one page people
    say which they get, so that each kind is named and most are answered at once."""
    runs: list[list[Fact]] = [[]]
    for fact in rulebook.facts.values():
        if fact.entity == rulebook.person.name and fact.flow and fact.applies is None and fact.label and fact.asked:
            runs[-1].append(fact)
        elif runs[-1]:
            runs.append([])
    longest = max(runs, key=len)
    return longest if len(longest) > 1 else []


def applicable(
    assessor: Assessor, on: date, situation: dict[str, Any], wanted: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Those of the facts, as (fact, of), that may apply: whose rule does not say for certain that they do not.
    Raises SituationError for a situation that cannot be taken."""
    book, there = assessor.rulebook, assessor.at(on)
    household = there.reader.read(situation)
    searches = there.searchers.search(household, Budget())
    numbers = {d.name: d.number for d in there.plan.definitions}
    found = []
    for fact, of in wanted:
        entity = _entity(book, situation, fact, of)
        declared = book.facts.get((entity.name, fact))
        number = numbers.get(declared.applies or "") if declared else None
        if number is not None:
            i = 0 if of == "household" else household.ids[entity.name].index(of)
            # Rules that a search does not read have no values there.
            columns = [r.ranges[number] for s in searches for r in s.regions if r.ranges[number]]
            if columns and all(c[i][0] == c[i][1] == 0 for c in columns):
                continue
        found.append((fact, of))
    return found


def open_facts(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """The facts that can still change some result of an answer, as (fact, of), each once."""
    found: dict[tuple[str, str], None] = {}
    for programme in answer["programmes"].values():
        for result in programme["results"]:
            for need in result["needs"]:
                found.setdefault((need["fact"], need["of"]))
    return list(found)


def choose(
    assessor: Assessor,
    on: date,
    situation: dict[str, Any],
    wanted: list[tuple[str, str]],
    skip: Collection[tuple[str, str]] = (),
) -> Question | None:
    """The first of the open facts in the order that people expect to be asked in."""
    book = assessor.rulebook
    ids = [p["id"] for p in situation["people"]]
    names = list(dict.fromkeys(name for _, name in book.facts))
    questions = [question(book, situation, fact, of) for fact, of in wanted if (fact, of) not in skip]
    there = assessor.at(on)
    first = {
        node.detail.fact.name
        for number in closure(there.plan, [s.together for s in there.plan.structures.values()])
        for node in there.plan.definitions[number].body.walk()
        if node.operation == "fact"
    }

    def order(q: Question) -> tuple[Any, ...]:
        fact = book.facts.get((q.entity, q.fact))
        burden = fact.burden if fact else 1
        whom = ids.index(q.of) if q.of in ids else len(ids)
        place = names.index(q.fact) if q.fact in names else len(names)
        # Who belongs together is asked fact by fact (all birth dates, then who is married …); of the rest what
        # costs little first, person by person: it often settles that what costs more need not be asked.
        return (0, place, whom, 0) if q.fact in first else (1, burden, whom, place)

    return min(questions, key=order, default=None)
