"""What one request by anyone takes is bounded, and where that is not enough the answer is sound and says so.

Processor time is what is asserted here, since it is what is promised: it is read from the system for the server and
every process below it, as on a quiet core, and a client that would wait for longer goes away.
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.outside.processor_time import at_full_pace, seconds_of
from tests.outside.renewed import Running, renewed
from tests.outside.service import Service
from tests.outside.strange_bodies import body
from tests.outside.visitor import Visitor

#: Seconds of processor time that one request may take; a page for a household of whom nothing is known has half.
MOST = 2.0
MOST_OF_A_PAGE = 1.0

ON = "2026-11-01"


def unknown(people: int, **facts: Any) -> dict[str, Any]:
    ids = [f"p{k}" for k in range(people)]
    parents = facts.pop("parents", False)
    made = [{"id": of, **({"parents": [o for o in ids if o != of]} if parents else {})} for of in ids]
    return {"on": ON, "situation": {"people": made}}


def days(count: int) -> list[dict[str, Any]]:
    first = date(2024, 10, 7)
    return [{**unknown(1), "on": (first + timedelta(days=13 * k)).isoformat()} for k in range(count)]


def misspelt(count: int) -> dict[str, Any]:
    person = {"id": "p0", **{f"rnt{k}": k for k in range(count)}}
    return {"on": ON, "situation": {"people": [person]}}


def prepared(service: Service) -> None:
    """The first answers after a start make the law ready."""
    for _ in range(4):
        assert service.api("POST", "/assessments", unknown(2))[0] == 200
        assert service.api("POST", "/assessments", {**unknown(2), "on": "2026-11-24"})[0] == 200


def idle(service: Service) -> bool:
    """Whether it works at nothing that an earlier test left behind."""
    before = seconds_of(service.process.pid)
    time.sleep(0.1)
    return seconds_of(service.process.pid) - before < 0.05


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """One of this file's own: its processor time is what is measured."""
    with renewed(idle, prepared) as made:
        yield made


@pytest.fixture
def demo(running: Running) -> Service:
    return running(0)


def taken(service: Service, sent: bytes) -> tuple[float, int, Any]:
    """The processor time that a body takes, and what is answered: status 0 where the client went away first."""
    before = seconds_of(service.process.pid)
    address = urlsplit(service.address)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=12)
    status, said = 0, b"null"
    try:
        connection.request("POST", "/api/v1/assessments", sent, {"Content-Type": "application/json"})
        response = connection.getresponse()
        status, said = response.status, response.read()
    except (TimeoutError, ConnectionError, http.client.HTTPException):
        pass
    finally:
        connection.close()
    return spent(service, before), status, json.loads(said)


def spent(service: Service, before: float) -> float:
    """The processor time since then; where it is much, as on a quiet core."""
    seconds = seconds_of(service.process.pid) - before
    return at_full_pace(seconds) if seconds > MOST_OF_A_PAGE else seconds


def test_each_page_of_the_screener_is_bounded_for_twenty_people_of_whom_nothing_is_known(demo: Service) -> None:
    visitor = demo.visitor()
    for k in range(20):
        visitor.send("/screener/people/", {"name": f"Person {chr(65 + k)}", "action": "add"})
    for page in itertools.islice(_pages(visitor), 12):
        before = seconds_of(demo.process.pid)
        with contextlib.suppress(TimeoutError):
            visitor.get(page)
        assert spent(demo, before) <= MOST_OF_A_PAGE, page
        assert visitor.status in (200, 302), page


def _pages(visitor: Visitor) -> Iterator[str]:
    """The pages that someone sees who is not sure about anything, and the others that ask for an assessment."""
    yield "/screener/result/"
    yield "/screener/ask/p1/spouse/"
    yield "/screener/answers/"
    while True:
        yield "/screener/next/"
        if not visitor.location:
            return
        page = visitor.location
        yield page
        visitor.send(page, {"action": "not-sure"})


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("20 people of whom nothing is known", unknown(20)),
        ("20 people, each the child of all others", unknown(20, parents=True)),
        ("a list of four requests with 12 people", [unknown(12)] * 4),
        ("a thousand requests with six people", [unknown(6)] * 1_000),
        ("60 different days", days(60)),
        ("15,000 misspelt names", misspelt(15_000)),
        ("a thousand requests with 15 misspelt names", [misspelt(15)] * 1_000),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_no_request_takes_more_than_two_seconds_of_processor_time(demo: Service, what: str, sent: Any) -> None:
    seconds, status, _ = taken(demo, json.dumps(sent).encode())
    assert seconds <= MOST, what
    assert status in (200, 422)


def test_work_ends_when_its_client_leaves(demo: Service) -> None:
    """Of three clients one at least leaves early: on a busy machine leaving takes its time too."""
    used = [_left(demo) for _ in range(3)]
    assert min(used) <= 0.6, "it went on for nobody"


def _left(demo: Service) -> float:
    """The processor time that work takes whose client leaves as soon as it has begun."""
    before = seconds_of(demo.process.pid)
    address = urlsplit(demo.address)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=12)
    connection.request(
        "POST", "/api/v1/assessments", json.dumps([unknown(6)] * 1_000), {"Content-Type": "application/json"}
    )
    while (used := seconds_of(demo.process.pid) - before) < 0.1:
        time.sleep(0.02)
    connection.close()
    for _ in range(20):
        time.sleep(0.25)
        earlier, used = used, seconds_of(demo.process.pid) - before
        if used == earlier:
            break
    return used


def test_everyone_has_a_result_that_says_that_not_everything_was_looked_at(demo: Service) -> None:
    seconds, status, answer = taken(demo, json.dumps(unknown(20)).encode())
    assert seconds <= MOST_OF_A_PAGE
    assert status == 200
    for programme in answer["programmes"].values():
        for result in programme["results"]:
            assert (result["status"], result["undecided"], result["everything_looked_at"]) == ("open", True, False)
        assert {p for r in programme["results"] for p in r["for"]} == {f"p{k}" for k in range(20)}


def test_the_same_request_has_the_same_answer_to_the_letter(demo: Service) -> None:
    first, again = (taken(demo, json.dumps(unknown(9)).encode()) for _ in range(2))
    assert first[1] == 200
    assert first[2] == again[2]


def test_what_a_list_does_not_reach_says_to_send_it_in_a_call_of_its_own(demo: Service) -> None:
    asked = [unknown(1), *days(60), {**unknown(1), "situation": {}}]
    seconds, status, answers = taken(demo, json.dumps(asked).encode())
    assert seconds <= MOST
    assert status == 200
    assert len(answers) == len(asked)
    assert answers[0]["on"] == ON
    reached = [a for a in answers if "programmes" in a]
    left = [a["problems"][0] for a in answers if "problems" in a and a["problems"][0]["code"] == "used-up"]
    assert reached
    assert left
    assert {p["remedy"] for p in left} == {"send it in a call of its own"}


def test_of_many_problems_the_first_are_told_and_the_others_counted(demo: Service) -> None:
    seconds, status, answer = taken(demo, json.dumps(misspelt(15_000)).encode())
    assert seconds <= MOST
    assert status == 422
    assert len(answer["problems"]) < 100
    assert answer["problems"][-1]["what"].startswith("and 14950 more")


def test_no_strange_body_takes_more_and_none_is_an_error_of_the_server(demo: Service) -> None:
    for seed in range(150):
        seconds, status, _ = taken(demo, body(seed))
        assert seconds <= MOST, f"body {seed} took {seconds} s"
        assert status in (200, 400, 413, 422), f"body {seed} was answered {status}"
