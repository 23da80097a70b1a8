"""The facts of a case are the last of what was stated, with where it is from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.add_person import AddPerson
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.remove_person import RemovePerson
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.household.facts import NOBODY, Stated, facts_of
from nextwave.casework.models import Account, Event, EvidenceFile, Membership, Statement
from nextwave.casework.refusals import Refused
from nextwave.engine.situations.problems import SituationError
from tests.casework import riverton
from tests.casework.conftest import Filing

people = st.sampled_from(["p1", "p2", "p3"])
statements = st.tuples(
    st.sampled_from(["p1", "p2", "p3", "household"]),
    st.sampled_from(["wage", "hours", "partner"]),
    st.sampled_from(["unknown", None, 0, False, "", 40, "p2", {"amount": "9", "per": "week"}, [], ["p1"]]),
)
presence = st.tuples(people, st.sampled_from(["Ana", "Ben", "gone"]))


@pytest.mark.django_db
@given(st.lists(statements | presence, max_size=25))
def test_the_last_statement_on_each_fact_holds(records: list[tuple[Any, ...]]) -> None:
    there: dict[str, str] = {}
    said: dict[tuple[str, str], Any] = {}
    with transaction.atomic():
        case = _empty_case()
        event = Event.objects.get(case=case)
        for record in records:
            if len(record) == 2:
                person, name = record
                gone = name == "gone"
                Membership.objects.create(case=case, event=event, person=person, name=name, present=not gone)
                there.pop(person, None) if gone else there.update({person: name})
                continue
            of, fact, value = record
            kept = None if value == "unknown" else NOBODY if value is None else value
            Statement.objects.create(case=case, event=event, of=of, fact=fact, value=kept, source="stated")
            said[of, fact] = value
        facts = facts_of(case)
        transaction.set_rollback(True)
    known = {key: value for key, value in said.items() if value != "unknown"}
    assert facts.people == there
    situation = facts.situation()
    assert situation["household"] == {f: v for (of, f), v in known.items() if of == "household"}
    assert [p["id"] for p in situation["people"]] == list(there)
    for person in situation["people"]:
        assert person == {"id": person["id"], **{f: v for (of, f), v in known.items() if of == person["id"]}}


def _empty_case() -> Any:
    from nextwave.casework.models import Case

    made = Case.objects.create(
        reference="X", code_hash="x", rulebook="washington", channel="online", language="en", filed_on="2026-11-24"
    )
    Event.objects.create(case=made, number=1, action="file", role="resident", key="x", digest="")
    return made


@pytest.mark.django_db
def test_a_fact_can_be_taken_back_and_stated_anew(filed: Filing) -> None:
    case = filed()
    do(StateFacts([Stated("p1", "rent", None, known=False)]), RESIDENT, case, Attempted("a"))
    assert "rent" not in facts_of(case).situation()["people"][0]
    do(StateFacts([Stated("p1", "rent", {"amount": "901", "per": "month"})]), RESIDENT, case, Attempted("b"))
    assert facts_of(case).situation()["people"][0]["rent"] == {"amount": "901", "per": "month"}
    assert Statement.objects.filter(case=case, of="p1", fact="rent").count() == 3


def test_a_person_that_left_and_a_new_one_are_two(filed: Filing) -> None:
    case = filed()
    do(RemovePerson("p2"), RESIDENT, case, Attempted("a"))
    do(AddPerson("Ben Ruiz"), RESIDENT, case, Attempted("b"))
    assert list(facts_of(case).people) == ["p1", "p3", "p4"]
    with pytest.raises(Refused, match="nobody p2"):
        do(RemovePerson("p2"), RESIDENT, case, Attempted("c"))


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        (Stated("p1", "wage", {"amount": "1", "per": "month"}, source="judgement", reason="x"), "leaves no judgement"),
        (Stated("p1", "hardship", True, source="judgement", reason=" "), "needs a reason"),
        (Stated("p1", "hours", 10, source="document"), "no document is named"),
        (Stated("p1", "hours", 10, source="document", evidence=999), "not in the case"),
    ],
)
def test_a_source_that_cannot_be_so_is_refused_with_the_whole_act(
    db: None, tmp_path: Path, settings: LazySettings, stated: Stated, why: str
) -> None:
    with riverton.in_force(riverton.rulebook(tmp_path), settings):
        case = riverton.case("Bo")
        with pytest.raises(Refused, match=why):
            do(StateFacts([Stated("p1", "hours", 30), stated]), _worker(), case, Attempted("a"))
        assert Event.objects.filter(case=case).count() == 1
        assert facts_of(case).value("p1", "hours") == 0


def test_a_document_of_another_case_shows_nothing(db: None, tmp_path: Path, settings: LazySettings) -> None:

    with riverton.in_force(riverton.rulebook(tmp_path), settings):
        case, other = riverton.case("Bo"), riverton.case("Cem")
        do(GiveEvidence("page.pdf", b"%PDF-1.7\n"), RESIDENT, other, Attempted("give"))
        document = EvidenceFile.objects.get().pk
        with pytest.raises(Refused, match="not in the case"):
            do(
                StateFacts([Stated("p1", "hours", 10, source="document", evidence=document)]),
                _worker(),
                case,
                Attempted("a"),
            )
        do(
            StateFacts([Stated("p1", "hours", 10, source="document", evidence=document)]),
            _worker(),
            other,
            Attempted("b"),
        )
        assert facts_of(other).statements["p1", "hours"].evidence.pk == document


def test_facts_that_cannot_be_are_refused_with_the_whole_act(filed: Filing) -> None:
    case = filed()
    with pytest.raises(SituationError):
        do(
            StateFacts([Stated("p1", "rent", {"amount": "1", "per": "month"}), Stated("p1", "x", 1)]),
            RESIDENT,
            case,
            Attempted("a"),
        )
    assert Event.objects.filter(case=case).count() == 1


def _worker() -> Actor:
    return Actor(Account.objects.get_or_create(username="w", role="worker")[0])
