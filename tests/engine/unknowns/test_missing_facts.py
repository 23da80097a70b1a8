"""A fact that is not known is never taken for a no: of every fact, worked cases in which it says something are asked
again without it. The answer must hold whatever the fact may be, as the exact answers to each value show."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.case import Case
from nextwave.rulebook.model import Fact, Rulebook
from tests.washington import washington

BOOK = washington()
#: So many cases of each fact are tried.
CASES = 2

Record = dict[str, Any]


def records(book: Rulebook, fact: Fact, situation: Record) -> list[Record]:
    """Whatever in a situation states the fact: people, their jobs, or the household."""
    people: list[Record] = situation["people"]
    if fact.entity == book.person.name:
        return people
    if fact.entity in {name for name, e in book.entities.items() if e.kind == "entity"}:
        return [below for p in people for below in p.get(f"{fact.entity.lower()}s", ())]
    return [situation["household"]]


def speaking(book: Rulebook, fact: Fact) -> list[tuple[Case, int]]:
    """Worked cases with the place of a record that says of the fact what few cases say."""
    said: dict[str, list[tuple[Case, int]]] = {}
    for case in book.cases:
        for place, record in enumerate(records(book, fact, dict(case.situation))):
            value = record.get(fact.name, {})
            if not isinstance(value, dict) or "amount" in value:  # not unsure
                said.setdefault(str(value), []).append((case, place))
    rare = sorted(said.values(), key=len)
    found = [pair for pairs in rare for pair in pairs[:1]]
    return found[:CASES] if len(rare) > 1 else found[:1]


def alternatives(book: Rulebook, fact: Fact, situation: Record, stated: Any) -> Iterator[Any]:
    """What the fact may be: what was stated, its ends, each choice, each person and nobody."""
    yield stated
    ids = [p["id"] for p in situation["people"]]
    if isinstance(stated, bool):
        yield not stated
    elif isinstance(stated, list):
        yield from ([], *([i] for i in ids)) if fact.name != "jobs" else ([],)
    elif fact.choice:
        yield from book.choices[fact.choice].members
    elif stated is None or stated in ids:
        yield from (None, *ids)
    elif isinstance(stated, dict):
        yield from ({**stated, "amount": amount} for amount in ("0", "1000"))
    elif fact.type == "date":
        yield from ("1950-06-15", "2004-06-15", "2020-06-15")
    else:
        yield from (0, 2)


def answers(assessor: Assessor, case: Case, situation: Record) -> list[Record]:
    request = {"on": case.on.isoformat(), "situation": situation}
    programmes = assessor.assess(request)["programmes"]
    return [r for name in sorted(programmes) for r in programmes[name]["results"] if name == case.namespace]


def contradictions(wide: list[Record], exact: list[Record]) -> list[str]:
    """Where an exact answer lies outside of what was said without the fact."""
    found = []
    for result in wide:
        parts = [r for r in exact if set(r["for"]) <= set(result["for"])]
        eligible = {r["status"] == "eligible" for r in parts}
        total = sum((Decimal(r["amount"]["low"]) for r in parts if r["status"] == "eligible"), Decimal(0))
        wrongly = {"eligible": False, "ineligible": True}.get(result["status"])
        if wrongly in eligible:
            found.append(f"{result['status']} without it, {[r['status'] for r in parts]} with it")
        if parts and not Decimal(result["amount"]["low"]) <= total <= Decimal(result["amount"]["high"]):
            found.append(f"{result['amount']} without it, {total} with it")
    return found


FACTS = [fact for fact in BOOK.facts.values() if speaking(BOOK, fact)]


def test_the_worked_cases_speak_of_every_fact() -> None:
    assert {f.name for f in BOOK.facts.values()} - {f.name for f in FACTS} == set()


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_without_a_fact_the_answer_holds_whatever_it_is(assessor: Assessor, fact: Fact) -> None:
    for case, place in speaking(BOOK, fact):
        situation = copy.deepcopy(dict(case.situation))
        record = records(BOOK, fact, situation)[place]
        stated = record.pop(fact.name)
        wide = answers(assessor, case, situation)
        tried = 0
        for value in alternatives(BOOK, fact, situation, stated):
            record[fact.name] = value
            try:
                exact = answers(assessor, case, situation)
            except SituationError:
                continue  # nobody is their own parent, and a home with such a fact cannot be
            tried += 1
            assert not contradictions(wide, exact), (case.name, record.get("id", "home"), value)
        assert tried, case.name


def test_a_missing_fact_that_is_taken_for_a_no_would_be_found() -> None:
    def one(status: str, low: str, high: str) -> list[Record]:
        return [{"for": ["ana"], "status": status, "amount": {"low": low, "high": high}}]

    yes = one("eligible", "306.00", "306.00")
    assert contradictions(one("ineligible", "0.00", "0.00"), yes)
    assert contradictions(one("open", "0.00", "200.00"), yes)
    assert not contradictions(one("open", "0.00", "306.00"), yes)
