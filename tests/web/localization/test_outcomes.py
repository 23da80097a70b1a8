"""Pages speak of a result by its kind: what is owed is not got, and what has no amount has no $0."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from nextwave.rulebook.model import Rulebook
from nextwave.web.localization import outcomes
from nextwave.web.resident.screener import results
from nextwave.web.rules import assessor
from tests.usual import home, person


@pytest.mark.parametrize(
    ("kind", "amount", "eligible", "ineligible", "grant"),
    [
        ("paid", "$5 a month", "Eligible, $5 a month", "Not eligible", "Grant $5 a month"),
        ("owed", "$5 a month", "To pay: $5 a month", "Nothing to pay", "Charge $5 a month"),
        ("in kind", "", "Eligible", "Not eligible", "Grant it"),
        ("permit", "$5", "Permitted; fee: $5", "Not permitted", "Permit it, for a fee of $5"),
        ("permit", "", "Permitted", "Not permitted", "Permit it"),
        ("tier", "Full coverage", "Eligible: Full coverage", "Not eligible", "Grant: Full coverage"),
        ("tier", "", "Eligible", "Not eligible", "Grant it"),
    ],
)
def test_each_kind_has_its_words(kind: str, amount: str, eligible: str, ineligible: str, grant: str) -> None:
    assert outcomes.eligible(kind, amount) == eligible
    assert outcomes.ineligible(kind) == ineligible
    assert outcomes.grant(kind, amount) == grant


def test_one_who_decides_otherwise_chooses_in_the_words_of_the_kind() -> None:
    assert [outcomes.grant("owed"), outcomes.refuse("owed")] == ["Charge it", "Charge nothing"]
    assert [outcomes.grant("paid"), outcomes.refuse("paid")] == ["Grant it", "Deny it"]


def test_an_amount_has_its_period_and_two_ends_where_they_differ() -> None:
    assert [outcomes.each("$5", per) for per in ("week", "month", "year", "once")] == [
        "$5 a week", "$5 a month", "$5 a year", "$5 once",
    ]  # fmt: skip
    assert outcomes.between("$5", "$5") == "$5"
    assert outcomes.between("$5", "$7") == "$5 to $7"


def shown(monkeypatch: pytest.MonkeyPatch, kind: str, amount: bool, **facts: Any) -> str:
    """The page of a result of someone alone, were Basic Food of this kind."""
    there = assessor()
    programme = replace(there.rulebook.programmes["snap"], kind=kind, amount="monthly_benefit" if amount else None)
    book: Rulebook = replace(there.rulebook, programmes={**there.rulebook.programmes, "snap": programme})
    answer = there.assess({"on": "2026-11-01", "situation": {"people": [person("p1", **facts)], "household": home()}})
    if not amount:
        for one in answer["programmes"]["snap"]["results"]:
            one.pop("amount")
    monkeypatch.setattr(results, "assessor", lambda: SimpleNamespace(rulebook=book))
    monkeypatch.setattr(results.Interview, "answer", lambda self, budget=None: answer)
    client = Client()
    client.post("/screener/people/", {"name": "Ana", "action": "add"})
    return " ".join(client.get("/screener/result/").content.decode().split())


RICH = {"pension": {"amount": "9000", "per": "month"}}


@pytest.mark.parametrize(
    ("kind", "amount", "facts", "said"),
    [
        ("paid", True, {}, "you can get <span"),
        ("owed", True, {}, "you must pay <span"),
        ("in kind", False, {}, "you can get Basic Food."),
        ("permit", False, {}, "you can have Basic Food."),
        ("permit", True, {}, "It costs <span"),
        ("paid", True, RICH, "<strong>cannot get</strong> Basic Food"),
        ("owed", True, RICH, "<strong>nothing to pay</strong>"),
        ("permit", False, RICH, "<strong>cannot have</strong> Basic Food"),
        ("in kind", False, {"pension": "unasked"}, "It is <strong>still open</strong>."),
    ],
)
def test_the_page_of_a_result_says_it(
    monkeypatch: pytest.MonkeyPatch, kind: str, amount: bool, facts: dict[str, Any], said: str
) -> None:
    text = shown(monkeypatch, kind, amount, **facts)
    assert said in text
    assert amount or "nw-amount__figure" not in text
