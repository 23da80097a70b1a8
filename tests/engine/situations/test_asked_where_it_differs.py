"""Several laws, one question: what one answer settles is not asked again, and what differs is asked where it does."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.building.checking import check
from nextwave.engine.evaluators.reference import Reference
from nextwave.engine.situations.filling import Filling
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from nextwave.screening.questions import choose, open_facts
from tests.engine.proofs import columns_differ
from tests.rulebook.test_bad_rulebooks import GOOD
from tests.rulebook.test_kinds import ANA

OLD = '    student: bool = fact(ask="Does {person} go to school?", applies=is_young, otherwise=False)\n'
NEW = (
    '    schooling: Schooling = fact(ask="Does {person} go to school?")\n'
    '    student: bool = fact(ask="Is it at least half of the time?", applies=goes_a_little, otherwise=goes_whole)\n'
)
RULES = '''

class Schooling(Enum):
    none = "Not at all"
    little = "Some of the time"
    whole = "All of the time"


@rule(cites="Riverton Code 1")
def goes_a_little(person: Person) -> bool:
    """The person goes to school some of the time: how much differs in law."""
    return person.schooling == Schooling.little


@rule(cites="Riverton Code 1")
def goes_whole(person: Person) -> bool:
    """The person goes to school all of the time."""
    return person.schooling == Schooling.whole
'''
#: Young, with a wage that counts unless they are a student.
YOUNG = {**ANA, "birth_date": "2008-01-01", "wage": {"amount": "2000", "per": "month"}}
ON = "2026-03-01"


def changed(folder: Path, rules: str = RULES, new: str = NEW) -> Path:
    shutil.copytree(GOOD, folder)
    path = folder / "people.py"
    text = path.read_text()
    assert text.count(OLD) == 1
    path.write_text(text.replace(OLD, new) + rules)
    return folder


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    return Assessor(load(changed(tmp_path_factory.mktemp("school") / "riverton")))


def situation(**facts: Any) -> dict[str, Any]:
    return {"people": [{**YOUNG, **facts}], "household": {"tenure": "owner"}}


def answered(town: Assessor, **facts: Any) -> tuple[str, list[str]]:
    """The status, and what is still needed."""
    (found,) = town.assess({"on": ON, "situation": situation(**facts)})["programmes"]["grant"]["results"]
    return found["status"], [n["fact"] for n in found["needs"]]


@pytest.mark.parametrize(
    ("facts", "status", "needs"),
    [
        ({"schooling": "whole"}, "eligible", []),
        ({"schooling": "none"}, "ineligible", []),
        ({"schooling": "little"}, "open", ["student"]),
        ({"schooling": "little", "student": True}, "eligible", []),
        ({"schooling": "little", "student": False}, "ineligible", []),
        # What does not apply does not count, whatever was stated of it.
        ({"schooling": "whole", "student": False}, "eligible", []),
        ({"schooling": "none", "student": True}, "ineligible", []),
        ({"schooling": {"one_of": ["none", "little"]}, "student": False}, "ineligible", []),
        ({"schooling": {"one_of": ["whole", "little"]}, "student": True}, "eligible", []),
        ({"student": True}, "open", ["schooling"]),
    ],
)
def test_what_one_answer_settles_is_not_asked(
    town: Assessor, facts: dict[str, Any], status: str, needs: list[str]
) -> None:
    assert answered(town, **facts) == (status, needs)


def test_the_plain_question_comes_first_and_settles_most(town: Assessor) -> None:
    stated = situation()
    answer = town.assess({"on": ON, "situation": stated})
    wanted = open_facts(answer)
    assert ("schooling", "ana") in wanted
    asked = choose(town, date.fromisoformat(ON), stated, wanted)
    assert asked is not None
    assert asked.fact == "schooling"


def test_every_evaluator_comes_to_the_same(town: Assessor) -> None:
    there = town.at(date.fromisoformat(ON))
    stated = [situation(schooling=s, student=t) for s in ("none", "little", "whole") for t in (True, False)]
    facts = [Filling(there.plan, there.reader.read(one)).facts({}) for one in stated]
    assert columns_differ(there.plan, there.measures, facts) == []
    income = next(d for d in there.plan.definitions if d.name == "grant.income" and d.own_period)
    measure = there.measures[income.body.number]
    assert measure
    had = []
    for one in facts:
        have = there.searcher.exact.run(one).definitions[income.number][0] * measure.quantum
        assert have == Reference(there.plan, one).value(income, 0)
        had.append(have)
    assert had == [2000, 2000, 0, 2000, 0, 0]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("otherwise=goes_nowhere", "worked out by the rule goes_nowhere, which there is not"),
        ("otherwise=grant.size", "a fact of Person, and grant.size a rule of Unit"),
        ("otherwise=Schooling.whole", "otherwise= of student is of another type than student"),
    ],
)
def test_what_works_it_out_elsewhere_is_a_rule_of_the_same_person(tmp_path: Path, new: str, said: str) -> None:
    with pytest.raises(RulebookError, match=said):
        problems = check(load(changed(tmp_path / "riverton", new=NEW.replace("otherwise=goes_whole", new))))
        raise RulebookError([p for p in problems if p.severity == "error"])


def test_a_circle_of_when_it_applies_and_what_holds_otherwise_is_found(tmp_path: Path) -> None:
    rules = RULES.replace("return person.schooling == Schooling.whole", "return person.student")
    found = check(load(changed(tmp_path / "riverton", rules=rules)))
    assert "cycle" in {p.code for p in found}
