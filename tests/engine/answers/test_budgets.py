"""An answer that had little to spend holds, says so, and is the same wherever and whenever it is asked for."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor, Compiled
from nextwave.engine.budget import Budget
from nextwave.rulebook.model import Rulebook
from tests.engine.generated import Generator
from tests.engine.proofs import partial

ON = date(2026, 11, 1)

#: From less than one evaluation to what most households take.
LITTLE = (1, 3_000, 30_000, 300_000)


@pytest.mark.parametrize("steps", LITTLE)
def test_with_little_to_spend_no_completion_is_outside_of_an_answer(november: Compiled, steps: int) -> None:
    generator, counts = Generator(november, steps), Counter[str]()
    problems = [p for _ in range(25) for p in partial(november, generator, 8, counts, budget=Budget(steps))]
    assert problems == []
    assert counts["completions"] > 40
    assert counts["cut short"] > 0 or steps == LITTLE[-1]


def half_known(assessor: Assessor, seed: int, count: int) -> list[dict[str, Any]]:
    generator = Generator(assessor.at(ON), seed)
    return [generator.forget(generator.possible(most=4)[0], 0.5) for _ in range(count)]


def answered(assessor: Assessor, situation: dict[str, Any], budget: Budget) -> dict[str, Any]:
    return assessor.assess({"on": ON.isoformat(), "situation": situation}, budget)


def ends(result: dict[str, Any]) -> tuple[Decimal, Decimal]:
    return Decimal(result["amount"]["low"]), Decimal(result["amount"]["high"])


def test_more_to_spend_takes_nothing_back(assessor: Assessor) -> None:
    compared = 0
    for situation in half_known(assessor, 5, 12):
        whole = answered(assessor, situation, Budget())["programmes"]
        for steps in LITTLE:
            for name, programme in answered(assessor, situation, Budget(steps))["programmes"].items():
                for little in programme["results"]:
                    for result in whole[name]["results"]:
                        if not set(result["for"]) <= set(little["for"]):
                            continue
                        compared += 1
                        assert little["status"] in ("open", result["status"])
                        if result["for"] == little["for"]:
                            assert ends(little)[0] <= ends(result)[0] <= ends(result)[1] <= ends(little)[1]
    assert compared > 40


def test_the_same_call_is_answered_with_the_same_bytes_whoever_asked_for_what_before(
    assessor: Assessor, washington: Rulebook
) -> None:
    fresh = Assessor(washington)
    for situation in reversed(half_known(assessor, 6, 8)):
        for steps in (*LITTLE, 3_000_000):
            texts = {json.dumps(answered(one, situation, Budget(steps))) for one in (assessor, fresh, assessor)}
            assert len(texts) == 1


def test_whoever_watches_changes_no_answer(assessor: Assessor) -> None:
    (situation,) = half_known(assessor, 7, 1)
    seen: list[int] = []
    watched = answered(assessor, situation, Budget(3_000_000, watch=seen.append))
    assert watched == answered(assessor, situation, Budget(3_000_000))
    assert seen == sorted(seen)
    assert seen


def test_an_answer_that_was_cut_short_says_so(assessor: Assessor) -> None:
    for situation in half_known(assessor, 8, 6):
        for programme in answered(assessor, situation, Budget(1))["programmes"].values():
            for result in programme["results"]:
                assert result["status"] != "open" or result["everything_looked_at"] is False
