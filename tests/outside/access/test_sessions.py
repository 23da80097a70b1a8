"""A session that someone else knew before is worth nothing after: its id changes with everything that it may do."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outside.applicants import NAME, SIGNED, code_on, cookie, file, fill_in, with_session
from tests.outside.service import Service, served, usual_environment
from tests.outside.visitor import Stays, Visitor

#: As many processes as the product starts: a session is the same to each.
WORKERS = ""
PAGES = ("/apply/done/", "/case/", "/case/facts/", "/apply/review/", "/screener/answers/", "/apply/names/")


def reads(service: Service, session: str) -> list[str]:
    """The pages on which someone with this session reads of the household."""
    planted = with_session(service, session)
    return [page for page in PAGES if NAME in planted.get(page) or code_on(planted.text)]


def began(service: Service) -> Visitor:
    """Someone with a session in which nothing was entered yet."""
    visitor = service.visitor()
    visitor.send("/screener/people/", {"name": "Ana", "action": "add"})
    assert cookie(visitor)
    return visitor


def test_a_session_planted_before_filing_reads_neither_receipt_nor_facts(demo: Service) -> None:
    visitor = demo.visitor()
    fill_in(visitor)
    planted = cookie(visitor)
    assert file(visitor)[1]
    assert reads(demo, planted) == []


def test_the_session_from_which_it_was_filed_reads_nothing_either(demo: Service) -> None:
    visitor = demo.visitor()
    fill_in(visitor)
    form = visitor.form("/apply/declaration/")
    before = cookie(visitor)
    visitor.post("/apply/declaration/", {**form, **SIGNED})
    assert visitor.location.endswith("/apply/done/")
    assert cookie(visitor) != before
    assert reads(demo, before) == []


def test_a_reply_that_was_lost_can_still_be_asked_for_again_from_the_same_page(demo: Service) -> None:
    visitor = demo.visitor()
    fill_in(visitor)
    form = visitor.form("/apply/declaration/")
    before = [(c.name, c.value) for c in visitor.cookies]
    visitor.post("/apply/declaration/", {**form, **SIGNED})
    code = code_on(visitor.follow())
    for kept in visitor.cookies:
        kept.value = dict(before).get(kept.name, kept.value)
    visitor.post("/apply/declaration/", {**form, "declared": "yes", "signature": "Someone Else"})
    assert not code_on(visitor.follow())
    visitor.post("/apply/declaration/", {**form, **SIGNED})
    assert code_on(visitor.follow()) == code != ""


@pytest.mark.parametrize("what", ["a code of a case", "a code of a draft", "signing in"])
def test_the_session_is_another_one_after(demo: Service, what: str) -> None:
    owner = demo.visitor()
    fill_in(owner)
    owner.send("/save/", {})
    code = code_on(owner.follow())
    if what == "a code of a case":
        code = file(owner)[1]
    visitor = began(demo)
    before = cookie(visitor)
    if what == "signing in":
        visitor.send("/staff/sign-in/", {"username": "worker", "password": demo.printed["password"]})
    else:
        visitor.send("/code/", {"code": code})
    assert visitor.location and cookie(visitor) not in ("", before)
    assert NAME not in with_session(demo, before).get("/apply/review/")


def test_who_signs_in_takes_no_household_with_them_and_leaves_nothing(demo: Service) -> None:
    visitor = demo.visitor()
    fill_in(visitor)
    file(visitor)
    visitor.get("/case/")
    assert visitor.status == 200
    visitor.send("/staff/sign-in/", {"username": "worker", "password": demo.printed["password"]})
    visitor.get("/case/")
    assert visitor.status != 200
    signed_in = cookie(visitor)
    visitor.get("/cases/")
    assert visitor.status == 200
    visitor.send("/cases/", {}, action="/staff/sign-out/")
    late = with_session(demo, signed_in)
    late.get("/cases/")
    assert late.status == 302


@pytest.fixture(scope="module")
def https(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Behind a proxy that ends TLS; a session ends after a second and a half, however much it is used."""
    more = {
        "NEXTWAVE_WORKERS": WORKERS,
        "NEXTWAVE_HTTPS": "1",
        "NEXTWAVE_TRUSTED_PROXIES": "127.0.0.1",
        "NEXTWAVE_HOSTS": "127.0.0.1",
        "NEXTWAVE_SESSION_HOURS": "0.0005",
    }
    with served(usual_environment(tmp_path_factory.mktemp("https"), **more)) as made:
        yield made


def set_by(service: Service, path: str, sent: dict[str, str] | None = None) -> list[str]:
    headers = {"X-Forwarded-Proto": "https", "Origin": service.address.replace("http:", "https:"), **(sent or {})}
    request = urllib.request.Request(service.address + path, headers=headers)
    opener = urllib.request.build_opener(Stays())
    try:
        answer = opener.open(request, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.headers.get_all("Set-Cookie") or []


def test_over_https_cookies_are_taken_from_this_host_only(https: Service) -> None:
    found = set_by(https, "/apply/declaration/") + set_by(https, "/screener/people/")
    names = [c for c in found if re.match(r"__Host-(nextwave|csrftoken)=", c)]
    assert names
    for one in found:
        assert one.startswith(("__Host-", "nextwave-language")), one
        assert "Path=/" in one and "Secure" in one and "Domain" not in one


def test_ids_of_sessions_stand_nowhere_on_the_disk(service: Service) -> None:
    visitor = began(service)
    value = cookie(visitor)
    assert "Ana" in visitor.get("/screener/people/")
    folder = Path(service.environment["NEXTWAVE_DATA"])
    found = [p for p in folder.rglob("*") if p.is_file() and (value in p.name or value.encode() in p.read_bytes())]
    assert found == []


def test_a_session_ends_however_much_it_is_used(tmp_path: Path) -> None:
    with served(usual_environment(tmp_path, NEXTWAVE_WORKERS=WORKERS, NEXTWAVE_SESSION_HOURS="0.0008")) as short:
        visitor = began(short)
        for _ in range(8):
            time.sleep(0.5)
            visitor.get("/screener/people/")
        assert "<strong>Ana" not in visitor.get("/screener/people/")
