"""The API over HTTP, without a browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.engine.unknowns.test_search import HOME
from tests.usual import person

SITUATION = {"people": [person("ana")], "household": HOME}


def post(body: Any, raw: bool = False) -> tuple[int, Any]:
    data = body if raw else json.dumps(body)
    response = Client().post("/api/v1/assessments", data, content_type="application/json")
    return response.status_code, json.loads(response.content)


def test_an_assessment_is_answered_with_its_versions() -> None:
    status, answer = post({"rulebook": "washington", "on": "2026-11-01", "situation": SITUATION})
    assert status == 200
    assert answer["programmes"]["snap"]["results"][0]["amount"] == {"low": "306.00", "high": "306.00", "per": "month"}
    assert set(answer["versions"]) == {"law", "engine", "language"}


@pytest.mark.parametrize(
    ("body", "code", "remedy"),
    [
        (
            {"on": "2026-11-01", "situation": {"people": [{"id": "a", "birthdate": "1990-01-01"}]}},
            "unknown-fact",
            "birth_date",
        ),
        ({"on": "2026-11-01", "situation": {"people": [person("a", rent="900")]}}, "wrong-type", "per"),
        ({"on": "soon", "situation": SITUATION}, "wrong-type", "year-month-day"),
        ({"on": "2026-11-01", "situation": SITUATION, "rulebook": "oregon"}, "rulebook", "washington"),
        ({"on": "2026-11-01"}, "people", "name at least one"),
        ("text", "wrong-type", "on"),
        ({"on": "1990-01-01", "situation": SITUATION}, "too-early", "name a day"),
    ],
)
def test_what_cannot_be_taken_is_422_with_place_reason_and_remedy(body: Any, code: str, remedy: str) -> None:
    status, answer = post(body)
    assert status == 422
    problem = next(p for p in answer["problems"] if p["code"] == code)
    assert remedy in problem["remedy"]
    assert problem["what"]


@pytest.mark.parametrize("body", ["", "{", "\x00", "[" * 5000, b"\xff\xfe"])
def test_no_json_is_400(body: Any) -> None:
    status, answer = post(body, raw=True)
    assert status == 400
    assert answer["problems"][0]["code"] == "json"


def test_a_list_is_answered_item_by_item_and_a_long_one_refused() -> None:
    request = {"on": "2026-11-01", "situation": SITUATION}
    status, answers = post([request, {"on": "never"}, request])
    assert status == 200
    assert [("problems" in a) for a in answers] == [False, True, False]
    assert post([request] * 1001)[0] == 413


def test_a_body_that_is_too_large_is_refused_with_the_most_it_may_be() -> None:
    status, answer = post(" " * 16_000_001, raw=True)
    assert status == 413
    assert "16 MB" in answer["problems"][0]["what"]


def test_the_description_names_every_route() -> None:
    response = Client().get("/api/v1/openapi.json")
    paths = json.loads(response.content)["paths"]
    assert {"/api/v1/assessments", "/api/v1/rulebooks", "/api/v1/rulebooks/{name}/facts"} <= set(paths)
    assert {"/api/v1/applications", "/api/v1/cases", "/api/v1/cases/{reference}"} <= set(paths)


def test_rulebooks_and_their_facts_are_listed() -> None:
    books = json.loads(Client().get("/api/v1/rulebooks").content)
    assert [b["name"] for b in books] == ["washington"]
    facts = json.loads(Client().get("/api/v1/rulebooks/washington/facts").content)["facts"]
    assert "birth_date" in [f["name"] for f in facts]
    assert Client().get("/api/v1/rulebooks/oregon/facts").status_code == 404
