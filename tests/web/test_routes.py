"""Every address by everyone who could come: nothing is open that is not said to be open here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from nextwave.casework.access.actor import Actor
from nextwave.web.access.guard import CASE, GuardMiddleware
from tests.casework.conftest import Filing, filed, keys, people

__all__ = ["filed", "keys", "people"]

#: By who may come, the names of addresses. Operations of the API look at tokens: api/test_cases.py.
OPEN: dict[str, set[str]] = {
    "everyone": {
        "start", "people", "person", "remove-person", "next", "ask", "income", "list", "list-add", "list-item", "list-remove",
        "answers", "result", "delete", "deleted", "language", "sign-in", "sign-out",
        "apply", "apply-names", "apply-address", "apply-place", "apply-fast", "apply-reach", "apply-language", "apply-helper", "apply-evidence",
        "review", "declare", "save", "saved", "enter-code", "close", "closed",
        "rules", "rule-figures", "rule-figure", "rule-figure-csv", "rule-figure-chart", "rule-facts",
        "rule-sources", "rule-sources-csv", "rule-source",
        "rule-programme", "rule",
        "statistics", "statistics-csv", "statistics-chart", "statistics-month", "statistics-release", "statistics-json",
        "statistics-month-csv", "statistics-month-chart", "health", "ready",
    },
    "resident": {
        "applied", "own-case", "own-looked", "own-facts", "own-fact", "own-list", "own-list-add", "own-list-item", "moved-in",
        "moved-out", "own-contact", "own-papers", "send-other-paper", "send-asked-paper", "send-paper", "own-paper",
        "own-notices", "own-notice", "hearing",
    },
    "worker, supervisor, policymaker, auditor, administrator": {"staff", "own-account"},
    "worker, supervisor, auditor": {
        "queue", "case", "open-case", "acquaintance", "case-facts", "evidence-file", "proposal", "notice",
    },
    "worker, supervisor": {
        "intake", "taken-in", "replace-code", "assign", "conflict", "case-list", "case-fact", "case-add-person", "record-interview", "case-remove-person",
        "ask-evidence", "give-evidence", "decide", "issue",
    },
    "policymaker, auditor": {
        "runs", "run", "compare-runs", "compare-runs-csv", "run-reform", "run-csv", "run-chart",
    },
    "policymaker": {"new-run", "upload-reform", "rename-run", "stop-run", "run-again"},
    "supervisor, policymaker, auditor": {"board", "board-csv", "board-chart"},
    "auditor, administrator": {"account-history"},
    "auditor": {"access-log", "access-log-csv"},
    "administrator": {"accounts", "add-account", "account"},
}  # fmt: skip
VISITORS = ("nobody", "resident", "worker", "supervisor", "policymaker", "auditor", "administrator")
VALUES = {"of": "p1", "fact": "rent", "number": 1, "reference": "AAAA-AAAA", "programme": "snap", "part": "address",
          "name": "jobs", "one": "j1", "size": "small", "code": "en",
          "table": "applications", "month": "2026-10"}  # fmt: skip


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Names of addresses with the addresses, each with a value for what varies in it."""
    for found in resolver.url_patterns:
        address = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from patterns(found, address)
        elif isinstance(found, URLPattern) and not address.startswith("api/"):
            for name in found.pattern.converters:
                address = re.sub(rf"<\w+:{name}>", str(VALUES[name]), address)
            assert found.name and "<" not in address, address
            yield found.name, "/" + address


ADDRESSES = dict(patterns(get_resolver("nextwave.web.urls")))


def test_every_address_stands_in_the_table_once() -> None:
    listed = [name for names in OPEN.values() for name in names]
    assert sorted(listed) == sorted(ADDRESSES)


def may(visitor: str, name: str) -> bool:
    return any(name in names and (who == "everyone" or visitor in who.split(", ")) for who, names in OPEN.items())


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the guard answers; a view that it lets someone through to is not run."""
    answers: list[Any] = []
    ask = GuardMiddleware.process_view

    def asked(self: GuardMiddleware, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> Any:
        answers.append("asked")
        refused = ask(self, request, view, args, kwargs)
        if refused is None:
            answers.append("let through")
            return HttpResponse("the view")
        return refused

    monkeypatch.setattr(GuardMiddleware, "process_view", asked)
    return answers


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_address_is_open_to_its_roles_and_to_no_other(
    visitor: str, guarded: list[Any], filed: Filing, people: dict[str, Actor]
) -> None:
    client = Client()
    if visitor == "resident":
        session = client.session
        session[CASE] = filed().code_hash
        session.save()
    elif visitor != "nobody":
        client.force_login(people[visitor].account)
    wrong = []
    for name, address in ADDRESSES.items():
        for send in (client.get, client.post):
            guarded.clear()
            response = send(address)
            assert guarded[0] == "asked"
            through = guarded[-1] == "let through"
            if through != may(visitor, name) or through != (response.status_code == 200):
                wrong.append((name, send.__name__, response.status_code))
    assert wrong == []


def test_a_view_that_says_nothing_is_open_to_nobody(people: dict[str, Actor], settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    for visitor in VISITORS[2:]:
        client = Client()
        client.force_login(people[visitor].account)
        assert client.get("/forgotten/").status_code == 403
    assert Client().get("/forgotten/").status_code == 403


def forgotten(request: HttpRequest) -> HttpResponse:
    raise AssertionError("the view was run")


urlpatterns = [path("forgotten/", forgotten), path("", include("nextwave.web.urls"))]
handler403 = "nextwave.web.middleware.errors.not_allowed"
