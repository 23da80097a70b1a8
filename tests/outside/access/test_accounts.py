"""Accounts: rights take two people, tokens belong to whoever made them and end, and every act is an event."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.outside.service import PASSWORD, Service, run
from tests.outside.visitor import Visitor

NEW = "another password for tests only, 2026"


def listed(service: Service, *words: str) -> Any:
    status, told, said = run(*words, "--json", environment=service.environment)
    assert status == 0, said
    return json.loads(told)


def page_of(administrator: Visitor, name: str) -> str:
    found = re.search(rf'href="(/staff/accounts/\d+/)">{name}<', administrator.get("/staff/accounts/"))
    assert found, administrator.text[:2000]
    return found[1]


def role_of(service: Service, name: str) -> str:
    return str({a["account"]: a["role"] for a in listed(service, "account", "list")["accounts"]}[name])


@pytest.fixture(scope="module")
def adam(service: Service) -> Visitor:
    service.account("ada", "administrator")
    service.account("olga", "auditor")
    for name in ("wes", "wyn"):
        service.account(name, "worker")
    return service.staff("adam")


def test_an_administrator_makes_no_token_for_anyone_else(service: Service, adam: Visitor) -> None:
    adam.send(page_of(adam, "wim"), {"action": "token", "token_name": "stolen", "days": "90"})
    assert not re.search(r'class="nw-code">', adam.follow())
    assert "stolen" not in json.dumps(listed(service, "token", "list"))


def test_a_role_is_given_by_two_administrators_and_ends_tokens(service: Service, adam: Visitor) -> None:
    token = service.token("wes", "before")
    there = page_of(adam, "wes")
    adam.send(there, {"action": "role", "role": "supervisor"})
    assert role_of(service, "wes") == "worker", "one administrator alone gives no role"
    number = re.search(r'name="number" value="(\d+)"', adam.get(there))
    assert number
    adam.send(there, {"action": "agree", "number": number[1]})
    assert role_of(service, "wes") == "worker", "nor agrees to what they asked for"
    ada = service.staff("ada")
    ada.send(there, {"action": "agree", "number": number[1]})
    assert role_of(service, "wes") == "supervisor"
    assert service.api("GET", "/cases", token=token)[0] == 401


def test_one_administrator_gets_nobodys_password(service: Service, adam: Visitor) -> None:
    adam.send(page_of(adam, "wyn"), {"action": "password"})
    assert not re.search(r'class="nw-code">', adam.follow())
    assert service.staff("wyn").get("/cases/")


def test_an_account_that_one_administrator_adds_can_do_nothing(service: Service, adam: Visitor) -> None:
    adam.send("/staff/accounts/add/", {"username": "ghost", "full_name": "Gil Host", "role": "worker"})
    password = re.search(r'class="nw-code">([^<]+)<', adam.follow())
    assert password is None
    assert role_of(service, "ghost") == ""


def test_people_change_their_own_password_and_sessions_and_tokens_end(service: Service, adam: Visitor) -> None:
    token, here, elsewhere = service.token("wanda", "before"), service.staff("wanda"), service.staff("wanda")
    here.get("/staff/own/")
    assert here.status == 200
    here.send("/staff/own/", {"action": "password", "old": "wrong", "new": NEW, "again": NEW})
    assert here.status == 400
    here.send("/staff/own/", {"action": "password", "old": PASSWORD, "new": NEW, "again": NEW})
    assert here.location == "/staff/own/"
    assert service.api("GET", "/cases", token=token)[0] == 401
    elsewhere.get("/cases/")
    assert "sign-in" in elsewhere.location
    assert service.staff("wanda", NEW).get("/cases/")


def test_tokens_are_made_by_their_owner_on_a_page_of_their_own(service: Service, adam: Visitor) -> None:
    sue = service.staff("sue")
    sue.get("/staff/own/")
    assert sue.status == 200
    sue.send("/staff/own/", {"action": "token", "token_name": "mine", "days": "30"})
    found = re.search(r'class="nw-code">([^<]+)<', sue.follow())
    assert found
    assert service.api("GET", "/cases", token=found[1])[0] == 200


def test_every_token_has_an_end_within_a_year(service: Service, adam: Visitor) -> None:
    service.token("wim", "ends")
    assert all(t.get("ends_at") for t in listed(service, "token", "list")["tokens"])
    words = ("token", "add", "wim", "--name", "long", "--days")
    assert run(*words, "366", environment=service.environment)[0] == 2
    assert run(*words, "365", environment=service.environment)[0] == 0


def test_acts_on_accounts_are_events_by_whom_and_when(service: Service, adam: Visitor) -> None:
    adam.send(page_of(adam, "wim"), {"action": "close"})
    olga = service.staff("olga")
    assert "May sign in no more" in olga.get("/staff/accounts/history/")
    status, told, _ = run("account", "history", "wim", "--json", environment=service.environment)
    assert status == 0
    acts = json.loads(told)["acts"]
    assert (acts[0]["account"], acts[0]["action"], acts[0]["by"]) == ("wim", "token-ended", "adam")
    assert {"closed", "made", "token"} <= {a["action"] for a in acts}
    assert all(a["at"] for a in acts)
    assert acts[-1]["by"] is None, "it was made on the command line"


def test_the_database_itself_keeps_the_events(service: Service, adam: Visitor) -> None:
    database = sqlite3.connect(Path(service.environment["NEXTWAVE_DATA"]) / "nextwave.sqlite3")
    with pytest.raises(sqlite3.DatabaseError, match="only ever added to"):
        database.execute("DELETE FROM casework_accountevent")
    database.close()
