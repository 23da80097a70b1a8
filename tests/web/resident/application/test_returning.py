"""Saving, coming back with a code, and leaving."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import LazySettings

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.drafts import draft_of
from nextwave.casework.access.limiting import DRAFT
from nextwave.casework.clock import as_of, now
from nextwave.casework.models import Case, Draft
from nextwave.web.resident.application import returning
from tests.web.resident.conftest import Visitor, code_on

pytestmark = pytest.mark.django_db


def saved(ana: Visitor) -> str:
    ana.post("/screener/people/", {"name": "Ana", "action": "add"})
    ana.post("/screener/ask/p1/rent/", {"answer": "900", "per": "month"})
    ana.post("/save/")
    assert ana.location == "/save/code/"
    return code_on(ana.get("/save/code/"))


def test_answers_are_saved_and_found_again_with_the_code(ana: Visitor) -> None:
    code = saved(ana)
    assert len(code.replace("-", "")) == 16
    assert "December 24, 2026" in ana.text
    other = Visitor()
    other.come_back(f" {code.lower()} ")
    assert other.location == "/screener/answers/"
    assert "$900 a month" in other.get("/screener/answers/")


def test_a_form_that_was_begun_is_found_again_too(ana: Visitor) -> None:
    ana.fill_in()
    ana.post("/save/")
    code = code_on(ana.get("/save/code/"))
    other = Visitor()
    other.come_back(code)
    assert other.location == "/apply/review/"
    assert "12 Oak St" in other.get("/apply/review/")
    other.post("/save/")
    assert code_on(other.get("/save/code/")) == code
    assert Draft.objects.count() == 1


def test_what_was_saved_is_gone_after_its_time(ana: Visitor) -> None:
    code = saved(ana)
    with as_of(now() + timedelta(days=31)):
        assert Visitor().come_back(code).count("This code opens nothing") == 2


def test_deleting_takes_the_saved_answers_too(ana: Visitor) -> None:
    code = saved(ana)
    ana.post("/screener/delete/")
    assert ana.location == "/screener/deleted/"
    assert draft_of(code) is None


@pytest.mark.parametrize("code", ["", "x", "2222-2222-2222-2222", "é" * 500, "' or 1=1 --", "\x00"])
def test_every_wrong_code_gets_the_same_answer(ana: Visitor, code: str) -> None:
    text = ana.come_back(code)
    assert ana.status == 400
    assert "This code opens nothing. Check each letter and number, and try again" in text
    assert 'href="#code"' in text


def test_an_expired_code_is_answered_like_one_that_never_was(ana: Visitor) -> None:
    code = saved(ana)
    with as_of(now() + timedelta(days=31)):
        gone = Visitor().come_back(code)
        never = Visitor().come_back("2222-2222-2222-2222")
    pages = {_bare(gone, code), _bare(never, "2222-2222-2222-2222")}
    assert len(pages) == 1


def _bare(text: str, code: str) -> str:
    """A page without what was typed and without the token of its form."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", text).replace(code, "")


@pytest.fixture
def stopped() -> Iterator[None]:
    """The clock stands still, however long a test takes."""
    with as_of(now()):
        yield


@pytest.mark.usefixtures("stopped")
def test_whoever_sends_many_wrong_codes_waits_whatever_the_session(ana: Visitor) -> None:
    for _ in range(10):
        Visitor().come_back("2222-2222-2222-2222")
    last = Visitor()
    assert "There were too many tries. Wait 2 seconds, then try again" in last.come_back("2222-2222-2222-2222")
    assert last.status == 429
    other = Visitor()
    other.client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert "This code opens nothing" in other.come_back("2222-2222-2222-2222")
    with as_of(now() + timedelta(seconds=3)):
        assert "This code opens nothing" in Visitor().come_back("2222-2222-2222-2222")


def test_wrong_codes_of_others_stop_nobody_not_even_from_the_same_address(ana: Visitor) -> None:
    code = saved(ana)
    for number in range(40):
        other = Visitor()
        other.client.defaults["REMOTE_ADDR"] = f"192.0.2.{number % 3}"
        other.come_back("2222-2222-2222-2222")
    for address in ("192.0.2.1", "198.51.100.1"):
        someone = Visitor()
        someone.client.defaults["REMOTE_ADDR"] = address
        someone.come_back(code)
        assert someone.location == "/screener/answers/"


@pytest.mark.usefixtures("stopped")
def test_answers_are_saved_anew_without_a_wait_and_under_new_codes_not_without_end(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returning, "DRAFT", replace(DRAFT, free=2))
    code = saved(ana)
    for _ in range(5):
        assert saved(ana) == code
    assert saved(Visitor()) != code
    third = Visitor()
    third.post("/screener/people/", {"name": "Ana", "action": "add"})
    assert "Wait 5 seconds" in third.post("/save/")
    assert third.status == 429
    with as_of(now() + timedelta(seconds=6)):
        third.post("/save/")
        assert third.location == "/save/code/"


def test_a_code_changes_the_key_of_the_session(ana: Visitor) -> None:
    _case, code = ana.apply()
    other = Visitor()
    other.post("/screener/people/", {"name": "Zoe", "action": "add"})
    before = other.client.session.session_key
    other.come_back(code)
    assert other.client.session.session_key not in (None, before)
    assert "Zoe" in other.get("/screener/people/"), "answers that were begun stay"


def test_leaving_closes_the_case_on_this_device(ana: Visitor) -> None:
    _case, code = ana.apply()
    assert "Leave my application" in ana.get("/case/")
    ana.post("/code/close/")
    assert ana.location == "/code/closed/"
    ana.get("/case/")
    assert ana.location == "/code/"
    ana.come_back(code)
    assert ana.location == "/case/"


def test_what_was_sent_is_not_deleted_and_the_page_says_so(ana: Visitor) -> None:
    ana.apply()
    text = ana.get("/screener/delete/")
    assert "The application that you sent is a record and stays with us." in text
    ana.post("/screener/delete/")
    assert ana.location == "/code/closed/"
    assert Case.objects.count() == 1
    ana.get("/case/")
    assert ana.location == "/code/"


def test_coming_back_ends_the_session_of_someone_who_works_here(ana: Visitor, people: dict[str, Actor]) -> None:
    _case, code = ana.apply()
    worker = Visitor()
    account = people["worker"].account
    assert account
    worker.client.force_login(account)
    worker.come_back(code)
    assert worker.location == "/case/"
    assert "_auth_user_id" not in worker.client.session


def test_from_a_saved_draft_on_two_devices_one_case_is_filed(ana: Visitor, settings: LazySettings) -> None:
    ana.fill_in()
    ana.post("/save/")
    code = code_on(ana.get("/save/code/"))
    other = Visitor()
    other.come_back(code)
    ana.apply()
    _case, same = other.apply()
    assert same == code
    assert Case.objects.count() == 1


def test_answers_saved_before_the_form_was_begun_make_an_application_for_each_device(ana: Visitor) -> None:
    code = saved(ana)
    other = Visitor()
    other.come_back(code)
    _case, first = ana.apply(names={"name-p1": "Ana Ruiz"})
    _case, second = other.apply(names={"name-p1": "Ana Ruiz"})
    assert first == code != second
    assert Case.objects.count() == 2


def test_nothing_can_be_saved_before_there_is_something(ana: Visitor) -> None:
    ana.get("/save/")
    assert ana.location == "/"
    ana.get("/save/code/")
    assert ana.location == "/save/"
