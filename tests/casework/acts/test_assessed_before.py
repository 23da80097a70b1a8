"""What changes facts is assessed before its transaction, on the facts as they would be; and again where someone else
changed them meanwhile."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

from nextwave.casework import acts
from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts import act as acting
from nextwave.casework.acts.act import MOST_TRIES, AssessedAct, Attempted, do
from nextwave.casework.acts.add_person import AddPerson
from nextwave.casework.acts.remove_person import RemovePerson
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.household.assessing import latest, work_out
from nextwave.casework.household.facts import Stated, facts_of
from nextwave.casework.models import Case, Event
from nextwave.casework.refusals import NotAllowed, Stale
from tests.casework.conftest import Filing

RENT = StateFacts([Stated("p1", "rent", {"amount": "700", "per": "month"})])
ACTS: dict[type[AssessedAct], AssessedAct] = {
    StateFacts: StateFacts([Stated("p2", "savings", "12")]),
    AddPerson: AddPerson("Dee Ruiz"),
    RemovePerson: RemovePerson("p3"),
}


def test_every_act_that_changes_facts_is_tried_here() -> None:
    for module in pkgutil.iter_modules(acts.__path__):
        importlib.import_module(f"{acts.__name__}.{module.name}")
    assert {kind.__name__ for kind in AssessedAct.__subclasses__()} == {kind.__name__ for kind in ACTS}


@pytest.mark.parametrize("kind", ACTS, ids=lambda k: k.__name__)
def test_the_assessment_is_of_the_facts_as_they_are_afterwards(
    kind: type[AssessedAct], filed: Filing, people: dict[str, Actor], untransacted: list[str]
) -> None:
    case = filed(p3__parents=[], p3__student=...) if kind is RemovePerson else filed()
    untransacted.clear()
    event = do(ACTS[kind], people["worker"], case, Attempted("one"))
    assert len(untransacted) == 1
    assert latest(case).event == event
    assert latest(case).request["situation"] == facts_of(case).situation()


def test_filing_is_assessed_before_its_transaction(filed: Filing, untransacted: list[str]) -> None:
    case = filed()
    assert len(untransacted) == 1
    assert latest(case).request["situation"] == facts_of(case).situation()


def test_who_may_not_act_causes_no_assessment(filed: Filing, people: dict[str, Actor], untransacted: list[str]) -> None:
    case = filed()
    untransacted.clear()
    with pytest.raises(NotAllowed):
        do(RENT, people["auditor"], case, Attempted("not"))
    with pytest.raises(Stale):
        do(RENT, people["worker"], case, Attempted("old", seen=0))
    assert untransacted == []


def _meanwhile(monkeypatch: pytest.MonkeyPatch, case: Case, times: int) -> list[int]:
    """While facts are assessed, someone else acts on the case, so many times."""
    tries: list[int] = []

    def slow(situation: dict[str, Any], on: Any) -> Any:
        found = work_out(situation, on)
        tries.append(len(tries))
        if len(tries) <= times:
            do(WriteNote("Called."), RESIDENT, case, Attempted(f"meanwhile {len(tries)}"))
        return found

    monkeypatch.setattr(acting, "work_out", slow)
    return tries


def test_what_changed_meanwhile_is_assessed_anew(
    filed: Filing, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = filed()
    tries = _meanwhile(monkeypatch, case, times=2)
    event = do(RENT, people["worker"], case, Attempted("rent"))
    assert len(tries) == 3
    assert event.number == 4
    assert latest(case).request["situation"] == facts_of(case).situation()


def test_after_some_tries_it_is_out_of_date_and_nothing_is_kept(
    filed: Filing, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = filed()
    tries = _meanwhile(monkeypatch, case, times=100)
    with pytest.raises(Stale):
        do(RENT, people["worker"], case, Attempted("rent"))
    assert len(tries) == MOST_TRIES
    assert not Event.objects.filter(case=case, action="state").exists()
    assert case.assessments.count() == 1


def test_who_said_which_version_they_saw_is_not_overtaken(
    filed: Filing, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = filed()
    tries = _meanwhile(monkeypatch, case, times=1)
    with pytest.raises(Stale):
        do(RENT, people["worker"], case, Attempted("rent", seen=1))
    assert len(tries) == 1
