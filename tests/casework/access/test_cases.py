"""A case is reached through the functions that ask who wants it and why, and in no other way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nextwave
from nextwave.casework.access.actor import Actor
from nextwave.casework.access.cases import access_case, case_to_handle, named
from nextwave.casework.models import Access
from nextwave.casework.refusals import NotAllowed, Refused
from tests.casework.conftest import Filing

SOURCE = Path(nextwave.__file__).parent
#: Ways of the database to a case that go round those who ask who and why.
WAYS = re.compile(r"\bCase\.objects|\b(?:Event|Docket|ReplacedCode)\.objects\.(?!filter\(case=|select_related)")


def test_nothing_outside_casework_asks_the_database_for_a_case() -> None:
    outside = [
        p for p in SOURCE.rglob("*.py") if SOURCE / "casework" not in p.parents and SOURCE / "demo" not in p.parents
    ]
    found = [f"{p.relative_to(SOURCE)}: {m[0]}" for p in outside for m in WAYS.finditer(p.read_text())]
    allowed = {
        "web/policy/board_tables.py: Event.objects.",
        "web/api/cases.py: Event.objects.",
        "web/api/showing.py: Docket.objects.",
    }
    assert [f for f in found if f not in allowed] == []


def test_who_may_read_gets_the_case_and_it_is_recorded(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    for name in ("worker", "supervisor", "auditor"):
        assert access_case(people[name], case.reference, "question", "case") == case
    assert Access.objects.filter(case=case, reason="question").count() == 3


@pytest.mark.parametrize("name", ["policymaker", "administrator"])
def test_who_may_not_gets_nothing(filed: Filing, people: dict[str, Actor], name: str) -> None:
    case = filed()
    with pytest.raises(NotAllowed):
        access_case(people[name], case.reference, "question", "case")
    assert not Access.objects.exists()


def test_without_a_reason_nobody_gets_it(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    for why, words in (("", ""), ("curiosity", ""), ("other", " "), ("assigned", "")):
        with pytest.raises(Refused):
            access_case(people["worker"], case.reference, why, "case", words)
    assert not Access.objects.exists()


def test_an_auditor_handles_nothing(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    assert case_to_handle(people["worker"], case.reference) == case
    with pytest.raises(NotAllowed):
        case_to_handle(people["auditor"], case.reference)


def test_there_is_no_case_of_another_reference(db: None, people: dict[str, Actor]) -> None:
    for reference in ("AAAA-AAAA", "", "a\0b"):
        assert named(reference) is None
        assert access_case(people["worker"], reference, "question", "case") is None
