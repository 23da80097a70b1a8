"""A resident's case: which pages open and to whom, where it stands, and who looked."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.looking import look
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.clock import as_of, now
from nextwave.casework.models import (
    Access,
    EvidenceFile,
    EvidenceRequest,
    HearingRequest,
)
from nextwave.web.resident.own_case.overview import status_in_words
from tests.casework.conftest import Filing
from tests.web.resident.conftest import PNG, Visitor
from tests.web.resident.own_case.conftest import PAGES, decided, upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_opens_and_its_reading_is_recorded(filed: Filing, visitor_of: Any, page: str, language: str) -> None:
    case = filed()
    ana = visitor_of(case)
    ana.client.get(f"/language/{language}/")
    ana.get(f"/case/{page}")
    assert ana.status == 200
    assert f'<html lang="{language}"' in ana.text
    assert list(Access.objects.values_list("case", "role", "reason")) == [(case.pk, "resident", "own")]


@pytest.mark.parametrize("page", [*PAGES, "papers/1/", "notices/1/", "notices/1/hearing/"])
def test_without_a_code_no_page_of_a_case_opens(filed: Filing, page: str) -> None:
    filed()
    visitor = Visitor()
    visitor.get(f"/case/{page}")
    assert visitor.location == "/code/"
    visitor.post(f"/case/{page}")
    assert visitor.location == "/code/"
    assert not Access.objects.exists()


@pytest.mark.parametrize("role", ["worker", "supervisor", "auditor", "administrator", "policymaker"])
def test_those_who_work_here_have_no_way_in_through_the_residents_pages(
    filed: Filing, people: dict[str, Actor], role: str
) -> None:
    filed()
    visitor = Visitor()
    account = people[role].account
    assert account
    visitor.client.force_login(account)
    visitor.get("/case/")
    assert visitor.status == 403


@pytest.mark.parametrize("page", ["papers/send/p9/rent/", "papers/send/p1/nothing/", "papers/send/999/", "facts/p9/rent/", "facts/p1/nothing/", "jobs/p9/", "jobs/household/", "jobs/p1/j9/pay/", "moved-out/p9/", "contact/nothing/", "papers/999/", "notices/999/", "notices/999/hearing/"])  # fmt: skip
def test_an_address_of_nothing_is_not_found(filed: Filing, visitor_of: Any, page: str) -> None:
    ana = visitor_of(filed())
    ana.get(f"/case/{page}")
    assert ana.status == 404


def test_nothing_of_another_case_opens(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    mine, other = filed(), filed("file-2")
    do(AskForEvidence([("p1", "rent")]), people["worker"], other, Attempted("a"))
    do(GiveEvidence("rent.png", PNG, "p1", "rent"), people["worker"], other, Attempted("b"))
    decision = decided(other, people)
    ana = visitor_of(mine)
    for path in (
        f"papers/{EvidenceFile.objects.get().pk}/", f"papers/send/{EvidenceRequest.objects.get().pk}/",
        f"notices/{decision.pk}/", f"notices/{decision.pk}/hearing/",
    ):  # fmt: skip
        ana.get(f"/case/{path}")
        assert ana.status == 404, path
        ana.post(f"/case/{path}", {"key": "k" * 20, "file": upload(), "why": "x"})
        assert ana.status in (404, 405), path
    assert EvidenceFile.objects.count() == 1
    assert not HearingRequest.objects.exists()
    assert other.reference not in ana.get("/case/")


def test_the_page_says_where_the_case_stands(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    case = filed()
    ana = visitor_of(case)
    assert "Nobody has worked on it yet." in ana.get("/case/")
    do(AskForEvidence([("p1", "rent")]), people["worker"], case, Attempted("a"))
    text = ana.get("/case/")
    assert "We are waiting for papers from you." in text
    assert "Send it by December 4, 2026." in text
    with as_of(now() + timedelta(days=11)):
        assert "It was due by December 4, 2026." in ana.get("/case/")


@pytest.mark.parametrize(
    ("settled", "words"),
    [("no", "We must decide by December 24, 2026."), ("yes", "We must decide by December 1, 2026: yours must go fast."),
     ("open", "If it turns out that you have hardly any money, by December 1, 2026.")],
)  # fmt: skip
def test_the_time_limit_is_said(filed: Filing, visitor_of: Any, settled: str, words: str) -> None:
    case = filed()
    case.docket.expedited = settled
    case.docket.save()
    assert words in visitor_of(case).get("/case/")


def test_every_status_has_words() -> None:
    from nextwave.casework.models.case import Status

    assert len({status_in_words(s) for s in Status.values}) == len(Status.values) - 1


def test_the_resident_sees_who_looked_and_why(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    case = filed()
    ana = visitor_of(case)
    text = ana.get("/case/looked/")
    assert "Nobody who works here has looked at it yet." in text
    assert "No page was opened with your code before this one." in text
    look(people["worker"], case, "application")
    look(people["supervisor"], case, "review")
    look(people["auditor"], case, "review")
    text = ana.get("/case/looked/")
    for words in ("A caseworker", "A supervisor", "To work on your application", "An auditor", "To check the quality of the work", "November 24, 2026", "opened once with your code"):  # fmt: skip
        assert words in text
    account = people["worker"].account
    assert account
    account.first_name, account.last_name = "Wanda", "Worker"
    account.save()
    assert "Wanda" not in ana.get("/case/looked/"), "residents see roles, not names"


def test_pages_opened_one_after_the_other_are_one_visit(
    filed: Filing, visitor_of: Any, people: dict[str, Actor]
) -> None:
    case = filed()
    for person, reason, hour in (("worker", "application", 9), ("worker", "application", 11), ("auditor", "review", 12), ("other worker", "application", 13), ("worker", "application", 14), ("worker", "question", 15)):  # fmt: skip
        with as_of(datetime(2026, 11, 20, hour, 5, tzinfo=UTC)):
            look(people[person], case, reason)
    text = visitor_of(case).get("/case/looked/")
    times = re.findall(r"November 20, 2026,\s*([\d:–]+)", text)
    assert times == ["07:05", "06:05", "05:05", "04:05", "01:05–03:05"]


def test_every_reason_for_looking_has_words(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    from nextwave.casework.access.looking import REASONS

    case = filed()
    for reason in REASONS:
        look(people["worker"], case, reason, words="A neighbour asked." if reason == "other" else "")
    cells = re.findall(r"<br>([^<]*)</dd>", visitor_of(case).get("/case/looked/"))
    assert len(set(cells)) == len(REASONS)
    assert not set(REASONS) & set(cells)


def test_the_footer_knows_the_case(filed: Filing, visitor_of: Any) -> None:
    ana = visitor_of(filed())
    for path in ("/case/", "/", "/no-such-page/"):
        text = ana.get(path)
        assert "Leave my application" in text
        assert "Delete my answers" not in text
    assert "Delete my answers" in Visitor().get("/")
