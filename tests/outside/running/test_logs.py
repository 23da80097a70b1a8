"""What the service writes down of its running: with time, by kind, security events among it, and nobody's data."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.outside.service import Service, served, usual_environment

NAME = "Ana Quintanilla"
WRONG = "a wrong password of the tests"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("logs") / "service.log"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, log: Path) -> Iterator[tuple[Service, str]]:
    """A service in which things happened, and the reference of an application."""
    with served(usual_environment(tmp_path_factory.mktemp("data")), log=log) as service:
        resident = service.visitor()
        resident.send("/apply/names/", {"name-": NAME})
        address = {"fixed": "yes", "street": "12 Oak St", "city": "Olympia", "postcode": "98501", "letters_safe": "yes"}
        resident.send("/apply/address/", address)
        resident.send("/apply/declaration/", {"declared": "yes", "signature": NAME})
        found = re.search(r"Reference (\w{4}-\w{4})", resident.follow())
        reference = found[1] if found else "none"
        stranger = service.visitor()
        stranger.send("/code/", {"code": "AAAA-BBBB-CCCC-DDDD"})
        stranger.send("/staff/sign-in/", {"username": "wim", "password": WRONG})
        stranger.get("/rules/", q="secret words")
        stranger.post("/staff/sign-in/", {"username": "wim", "password": WRONG}, {"Origin": "https://evil.example"})
        worker = service.staff("wim")
        worker.get(f"/cases/{reference}/")
        worker.get("/staff/accounts/")
        worker.get(f"/nothing/{reference}/")
        service.api("GET", "/cases", token="nextwave_wrong")
        worker.post("/staff/sign-out/", worker.form("/staff/"))
        time.sleep(1)
        yield service, reference


def lines(log: Path) -> list[dict[str, Any]]:
    found = []
    for line in log.read_text().splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return [line for line in found if isinstance(line, dict) and "event" in line]


def test_every_request_is_a_line_with_its_time_kind_and_outcome(told: tuple[Service, str], log: Path) -> None:
    found = [line for line in lines(log) if line["event"] == "request"]
    assert found, "nothing was written of any request"
    for line in found:
        assert datetime.fromisoformat(line["time"]).tzinfo is not None
        assert line["method"] and line["status"] and line["milliseconds"] >= 0 and "bytes" in line
    routes = {line["route"] for line in found}
    assert {"start", "declare", "own-case", "sign-in", "rules"} & routes
    assert any(line.get("account") for line in found), "staff are told apart by the number of their account"


def test_security_events_are_among_them(told: tuple[Service, str], log: Path) -> None:
    found = {line["event"]: line for line in lines(log) if line.get("security")}
    assert {"sign-in-failed", "signed-in", "signed-out", "code-refused", "token-refused", "form-refused"} <= set(found)
    assert "not-permitted" in found
    assert found["signed-in"]["account"] == found["not-permitted"]["account"]


def test_nobodys_data_is_in_it(told: tuple[Service, str], log: Path) -> None:
    _, reference = told
    text = log.read_text()
    assert '"request"' in text
    for never in (NAME, "Quintanilla", "Oak St", "98501", WRONG, "AAAA-BBBB", reference, "secret words",
                  "evil.example", "wim"):  # fmt: skip
        assert never not in text, never
    assert not [line for line in lines(log) if "127.0.0.1" in json.dumps(line)]
