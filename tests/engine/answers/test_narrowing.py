"""One answer is narrower than another where it says the same and more."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.answers.narrowing import narrows
from nextwave.engine.budget import Budget
from tests.usual import home, person

OPEN: dict[str, Any] = {
    "on": "2026-11-01",
    "programmes": {
        "aid": {
            "results": [
                {
                    "for": ["ana"],
                    "status": "open",
                    "amount": {"low": "10.00", "high": "300.00", "per": "month"},
                    "undecided": True,
                    "reasons": [{"rule": "size", "value": 1}, {"rule": "limit", "value": "500.00"}],
                    "needs": [{"fact": "pay", "of": "ana"}, {"fact": "rent", "of": "ana"}],
                    "witnesses": [{"facts": {"pay": "0"}}],
                    "rests_on_unconfirmed": ["aid.limit"],
                }
            ]
        }
    },
    "versions": {"law": "1"},
}


def changed(**changes: Any) -> dict[str, Any]:
    answer = deepcopy(OPEN)
    (result,) = answer["programmes"]["aid"]["results"]
    result |= changes
    return answer


def ends(low: str, high: str) -> dict[str, str]:
    return {"low": low, "high": high, "per": "month"}


@pytest.mark.parametrize(
    "now",
    [
        OPEN,
        changed(amount=ends("20.00", "300.00")),
        changed(amount=ends("20.00", "20.00"), status="eligible", needs=[]),
        changed(status="ineligible"),
        changed(needs=[{"fact": "rent", "of": "ana"}]),
        changed(witnesses=[{"facts": {"pay": "5"}}]),
        changed(rests_on_unconfirmed=[]),
        changed(
            reasons=[
                {"rule": "size", "value": 1},
                {"rule": "age", "value": 40},
                {"rule": "limit", "value": "500.00"},
                {"rule": "rate", "value": "2"},
            ]
        ),
    ],
)
def test_more_may_be_known(now: dict[str, Any]) -> None:
    assert narrows(OPEN, now)


@pytest.mark.parametrize(
    "now",
    [
        changed(amount=ends("9.99", "300.00")),
        changed(amount=ends("10.00", "300.01")),
        changed(amount=ends("1000.00", "20.00")),
        changed(amount={**ends("10.00", "300.00"), "per": "week"}),
        changed(reasons=[{"rule": "limit", "value": "500.00"}]),
        changed(reasons=[{"rule": "limit", "value": "500.00"}, {"rule": "size", "value": 1}]),
        changed(reasons=[{"rule": "size", "value": 2}, {"rule": "limit", "value": "500.00"}]),
        changed(needs=[*OPEN["programmes"]["aid"]["results"][0]["needs"], {"fact": "age", "of": "ana"}]),
        changed(everything_looked_at=False),
        changed(rests_on_unconfirmed=["aid.limit", "aid.rate"]),
        {**OPEN, "versions": {"law": "2"}},
        changed(**{"for": ["ana", "ben"]}),
    ],
)
def test_nothing_may_be_taken_back(now: dict[str, Any]) -> None:
    assert not narrows(OPEN, now)


def test_what_was_settled_stays() -> None:
    settled = changed(status="eligible", amount=ends("20.00", "20.00"), needs=[])
    assert narrows(settled, settled)
    for other in (
        changed(status="ineligible", amount=ends("20.00", "20.00"), needs=[]),
        changed(status="eligible", amount=ends("20.01", "20.01"), needs=[]),
        changed(status="open", amount=ends("20.00", "20.00"), needs=[]),
    ):
        assert not narrows(settled, other)


def test_where_every_fact_was_known_only_the_same_is_the_same() -> None:
    known = changed(status="eligible", amount=ends("20.00", "20.00"), needs=[])
    more = deepcopy(known)
    more["programmes"]["aid"]["results"][0]["reasons"].append({"rule": "rate", "value": "2"})
    assert not narrows(known, more)


def test_a_search_that_may_do_more_work_comes_out_narrower(assessor: Assessor) -> None:
    people = [{k: v for k, v in person(f"p{n}").items() if k in ("id", "birth_date")} for n in range(3)]
    request = {"on": "2026-11-01", "situation": {"people": people, "household": home()}}
    little, much = (assessor.assess(request, Budget(steps)) for steps in (200_000, 20_000_000))
    assert little != much
    assert narrows(little, much)
    assert not narrows(much, little)


TIER: dict[str, Any] = {
    "on": "2026-11-01",
    "programmes": {
        "aid": {
            "kind": "tier",
            "results": [
                {
                    "for": ["ana"],
                    "status": "open",
                    "levels": ["low", "middle", "high"],
                    "reasons": [],
                    "needs": [{"fact": "pay", "of": "ana"}],
                    "rests_on_unconfirmed": [],
                }
            ],
        }
    },
}


def of_tier(**changes: Any) -> dict[str, Any]:
    answer = deepcopy(TIER)
    answer["programmes"]["aid"]["results"][0] |= changes
    return answer


@pytest.mark.parametrize(
    ("now", "narrower"),
    [
        (of_tier(levels=["low", "high"]), True),
        (of_tier(status="eligible", levels=["middle"], needs=[]), True),
        (of_tier(status="ineligible", levels=[], needs=[]), True),
        (of_tier(levels=["low", "highest"]), False),
        (of_tier(levels=["high", "low"]), False),
        (of_tier(status="eligible", levels=[], needs=[]), False),
    ],
)
def test_fewer_levels_of_a_tier_are_narrower_and_others_are_not(now: dict[str, Any], narrower: bool) -> None:
    assert narrows(TIER, now) is narrower


def test_a_settled_level_has_to_be_what_it_was() -> None:
    settled = of_tier(status="eligible", levels=["high"], needs=[])
    assert narrows(settled, deepcopy(settled))
    assert not narrows(settled, of_tier(status="eligible", levels=["low"], needs=[]))
