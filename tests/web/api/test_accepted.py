"""What others decided, over the API: with the day on which they did, and what is lacking of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.casework import riverton
from tests.engine.answers.test_accepted import with_repairs
from tests.web.api.test_cases import Program, keys

__all__ = ["keys"]


@pytest.fixture
def worker(db: None, tmp_path: Path, settings: LazySettings) -> Iterator[Program]:
    with riverton.in_force(with_repairs(riverton.rulebook(tmp_path)), settings):
        yield Program("worker")


def award(**more: Any) -> dict[str, Any]:
    return {"of": "household", "fact": "award", "value": "20.00", **more}


@pytest.fixture
def reference(worker: Program) -> str:
    facts = [{k: asdict(s)[k] for k in ("of", "fact", "value")} for s in riverton.filed(riverton.Person())]
    status, said = worker.post("/applications", {"people": {"p1": "Ana"}, "facts": [*facts, award()]})
    assert status == 201, said
    return str(said["reference"])


def read(worker: Program, reference: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The case, and its award."""
    status, case = worker.get(f"/cases/{reference}?reason=review")
    assert status == 200
    return case, next(f for f in case["facts"] if f["fact"] == "award")


def test_a_case_says_who_decided_and_what_is_lacking(worker: Program, reference: str) -> None:
    case, found = read(worker, reference)
    assert (found["decided"], found["lacks"]) == ({"by": "the court of Riverton"}, ["day", "document"])
    assert case["outstanding"] == ["household.award"]
    assert all("decided" not in f for f in case["facts"] if f["fact"] != "award")
    given = award(source="system", decided_on="2026-02-03")
    assert worker.post(f"/cases/{reference}/facts", {"facts": [given]})[0] == 201
    case, found = read(worker, reference)
    assert (found["decided"], found["lacks"]) == ({"by": "the court of Riverton", "on": "2026-02-03"}, [])
    assert case["outstanding"] == []
    (result,) = case["assessment"]["result"]["programmes"]["grant"]["results"]
    assert [(a["fact"], a["on"]) for a in result["accepted"]] == [("award", "2026-02-03")]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (award(decided_on="2026-11-25"), "decided"),
        ({"of": "p1", "fact": "hours", "value": 10, "decided_on": "2026-02-03"}, "decided"),
        ({"of": "household", "fact": "listed", "value": True}, "said-by"),
        ({"of": "household", "fact": "by_stages", "value": True, "source": "system"}, "chosen"),
    ],
)
def test_what_cannot_be_is_refused(worker: Program, reference: str, given: dict[str, Any], code: str) -> None:
    status, said = worker.post(f"/cases/{reference}/facts", {"facts": [given]})
    assert (status, said["problems"][0]["code"]) == (422, code)


def test_a_day_that_is_none_is_refused(worker: Program, reference: str) -> None:
    assert worker.post(f"/cases/{reference}/facts", {"facts": [award(decided_on="soon")]})[0] == 422


def test_the_list_of_facts_says_of_which_kind_each_is_and_who_says_it(worker: Program) -> None:
    answer = json.loads(Client().get("/api/v1/rulebooks/riverton/facts").content)
    found = {f["name"]: (f["kind"], f.get("said_by")) for f in answer["facts"]}
    assert found["award"] == ("decision", "the court of Riverton")
    assert found["listed"] == ("register", "the list of old houses")
    assert found["sound"] == ("expert", "a sworn builder")
    assert found["by_stages"] == ("election", None)
    assert found["hardship"] == ("weighing", None)
    assert found["hours"] == ("own", None)


def test_an_application_is_taken_in_a_language_of_the_rulebook_and_in_no_other(worker: Program) -> None:
    assert worker.post("/applications", {"people": {"p1": "Ana"}, "language": "en"})[0] == 201
    status, said = worker.post("/applications", {"people": {"p1": "Ana"}, "language": "es"})
    assert (status, said["problems"][0]["remedy"]) == (422, "name one of en")
