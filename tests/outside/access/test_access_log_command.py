"""Auditors see who read what at the command line too; that they asked is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.outside.service import Service, add_account, run, served, usual_environment


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    environment = usual_environment(tmp_path_factory.mktemp("readings"))
    add_account(environment, "ada", "auditor")
    with served(environment) as made:
        yield made


@pytest.fixture(scope="module")
def reference(service: Service) -> str:
    """A case that a worker read for a reason in their own words."""
    token = service.token("wim")
    body = {"people": {"p1": "Ana Ruiz"}}
    status, made = service.api("POST", "/applications", body, token, **{"Idempotency-Key": "readings-1"})
    assert status == 201, made
    worker = service.staff("wanda")
    worker.send(f"/cases/{made['reference']}/open/", {"reason": "other", "words": "A neighbor rang"})
    worker.get(f"/cases/{made['reference']}/")
    return str(made["reference"])


def asked(service: Service, *words: str) -> tuple[int, str, str]:
    return run("account", "readings", *words, environment=service.environment)


def test_an_auditor_sees_who_read_a_case_and_why(service: Service, reference: str) -> None:
    status, told, said = asked(service, "--auditor", "ada", "--case", reference, "--account", "wanda", "--json")
    assert status == 0, said
    rows = json.loads(told)["readings"]
    assert {(r["case"], r["account"], r["words"]) for r in rows} == {(reference, "wanda", "A neighbor rang")}
    status, told, said = asked(service, "--auditor", "ada", "--until", "2020-01-01")
    assert (status, told.strip()) == (0, "0 readings."), said
    assert asked(service, "--auditor", "ada", "--until", "9999-12-31")[0] == 0


def test_that_it_was_asked_for_is_recorded(service: Service, reference: str) -> None:
    assert asked(service, "--auditor", "ada", "--case", reference)[0] == 0
    page = service.staff("ada").get("/staff/access-log/", account="nobody")
    assert f"ada · {reference}" in page.partition("Who read this list")[2]


@pytest.mark.parametrize("words", [("--auditor", "wim"), ("--auditor", "nobody"), ("--auditor", "ada", "--since", "x")])
def test_nobody_else_and_nothing_else_is_answered(service: Service, words: tuple[str, ...]) -> None:
    status, told, said = asked(service, *words)
    assert status == 2 and "To do: " in said and "Traceback" not in said and not told, said
