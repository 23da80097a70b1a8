"""Every form of a case that adds something counts once for one attempt: sent twice, at once, or with something else in it."""

from __future__ import annotations

import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.outside.service import Service
from tests.outside.visitor import Visitor

#: The forms of a worker's case that add something: page, what is filled in, the same corrected, and where the API
#: shows what was added.
ADDING: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "": ({"text": "A note"}, {"text": "Another note"}, "notes"),
    "people/add/": ({"name": "Bo Moon"}, {"name": "Bob Moon"}, "people"),
    "interview/": ({"text": "One"}, {"text": "Another"}, "notes"),
    "evidence/ask/": ({"wanted": ["p1.savings"]}, {"wanted": ["p1.rent"]}, "asked_for"),
}
#: The others of a worker's case: they change something, or are tried where their act is.
OTHERS = {"code/", "conflict/", "decide/fap/0/", "decide/snap/0/", "evidence/add/", "assign/"}


@pytest.fixture
def reference(demo: Service) -> str:
    return str(filed(demo)["reference"])


def filed(demo: Service) -> dict[str, str]:
    body = {"people": {"p1": "Zoe Moon"}}
    key = secrets.token_hex(16)
    return dict(demo.api("POST", "/applications", body, demo.printed["token"], **{"Idempotency-Key": key})[1])


def worker_of(demo: Service, reference: str) -> Visitor:
    worker = demo.staff("worker")
    worker.send(f"/cases/{reference}/open/", {"reason": "application"})
    return worker


def case(demo: Service, reference: str) -> Any:
    return demo.api("GET", f"/cases/{reference}?reason=application", token=demo.printed["token"])[1]


def at_once(visitor: Visitor, page: str, fields: dict[str, Any]) -> None:
    """The same form from one browser several times at once."""

    def send(_number: int) -> None:
        other = Visitor(visitor.address)
        for cookie in visitor.cookies:
            other.cookies.set_cookie(cookie)
        other.post(page, fields)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(send, range(3)))


def test_every_form_of_a_case_is_known_here(demo: Service, reference: str) -> None:
    worker = worker_of(demo, reference)
    begin = f"/cases/{reference}/"
    pages = set(re.findall(rf'href="{begin}([^"#?]*)"', worker.get(begin)))
    unknown, without_key = set(), set()
    for page in {"", *pages}:
        for form in re.findall(r'<form[^>]*method="post"[^>]*>.*?</form>', worker.get(begin + page), re.S):
            action = re.search(r'<form[^>]*action="([^"]*)"', form)
            to = (action[1] if action and action[1] else begin + page).removeprefix(begin)
            if to.startswith("/"):
                continue  # signing out
            if not re.search(r'name="key" value="[^"]{16,}"', form):
                without_key.add(to)
            if to not in ADDING and to not in OTHERS and not to.startswith("facts/"):
                unknown.add(to)
    assert (unknown, without_key) == (set(), set())


@pytest.mark.parametrize("page", ADDING)
def test_a_form_that_adds_counts_once(demo: Service, reference: str, page: str) -> None:
    first, corrected, there = ADDING[page]
    worker, address = worker_of(demo, reference), f"/cases/{reference}/{page}"
    before = len(case(demo, reference)[there])
    form = {**worker.form(address, address), **first}
    at_once(worker, address, form)
    worker.post(address, form)
    assert worker.status == 302
    worker.post(address, {**form, **corrected})
    assert worker.status == 409
    assert len(case(demo, reference)[there]) == before + 1


def test_a_name_that_is_corrected_and_sent_again_is_one_person(demo: Service) -> None:
    made = filed(demo)
    resident = demo.visitor()
    resident.send("/code/", {"code": made["code"]})
    worker = worker_of(demo, made["reference"])
    for visitor, address in ((resident, "/case/moved-in/"), (worker, f"/cases/{made['reference']}/people/add/")):
        before = len(case(demo, made["reference"])["people"])
        form = visitor.form(address, address)
        visitor.post(address, {**form, "name": "Al Moon"})
        text = visitor.post(address, {**form, "name": "Ali Moon"})
        assert "Al Moon was added" in text
        # What the page that says so holds is sent as it is.
        again = re.search(r'name="key" value="([^"]+)"', text)
        assert again
        visitor.post(address, {**form, "key": again[1], "name": "Ali Moon"})
        assert len(case(demo, made["reference"])["people"]) == before + 1


@pytest.mark.parametrize("key", ["\0" * 20, "\ufffe" * 20, "x" * 81], ids=["NUL", "no text", "long"])
def test_a_form_with_a_key_that_no_page_makes_adds_nothing(demo: Service, key: str) -> None:
    made = filed(demo)
    resident, worker = demo.visitor(), worker_of(demo, made["reference"])
    resident.send("/code/", {"code": made["code"]})
    for visitor, address in ((resident, "/case/moved-in/"), (worker, f"/cases/{made['reference']}/people/add/")):
        visitor.post(address, {**visitor.form(address, address), "name": "Al Moon", "key": key})
        assert visitor.status == 400
    assert len(case(demo, made["reference"])["people"]) == 1


@pytest.mark.parametrize("path", ["facts", "notes", "interview"])
def test_an_act_over_the_api_counts_once(demo: Service, reference: str, path: str) -> None:
    body = {"facts": [{"of": "p1", "fact": "savings", "value": "5"}]} if path == "facts" else {"text": "One"}
    headers = {"Idempotency-Key": secrets.token_hex(16)}

    def send(_number: int) -> tuple[int, Any]:
        return demo.api("POST", f"/cases/{reference}/{path}", body, demo.printed["token"], **headers)

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(send, range(3)))
    assert {status for status, _ in answers} == {201}
    assert len({answer["event"] for _, answer in answers}) == 1
