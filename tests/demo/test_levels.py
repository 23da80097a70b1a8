"""A demonstration of a tier decides some applications at another level than assessed, where its staff may."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from nextwave.casework.access.accounts import add
from nextwave.casework.acts.deciding.propose import Proposed
from nextwave.casework.household.facts import Stated
from nextwave.casework.models import Decision, Proposal
from nextwave.demo.course import Planned, live
from nextwave.demo.lives import Household
from nextwave.demo.making import ACCOUNTS
from nextwave.demo.otherwise import otherwise
from nextwave.demo.script import script
from tests.casework import riverton
from tests.casework.conftest import keys
from tests.clinic import PROGRAMME, added

__all__ = ["keys"]

SCRIPT = """
[[otherwise.small]]
reason = "rulebook_error"
en = "A bill of another month was counted."

[[otherwise.large]]
reason = "hearing_decision"
en = "The hearing decision applies to this month too."

[[otherwise.denied]]
reason = "not_provided"
en = "We asked for this twice, and nothing came."
"""
#: Nobody grants the highest level otherwise than assessed.
NO_FULL = """
@id("no-full")
forbid (principal is Officer, action == Action::"propose", resource is Proposal)
when { resource.deviates && resource.level == "full" };
"""
ON = date(2026, 11, 24)


@pytest.fixture
def town(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """The town with its clinic, and what its demonstration says."""
    book = added(riverton.rulebook(tmp_path), PROGRAMME)
    lines = [line for line in riverton.NOTICE.splitlines() if not line.startswith("expedited")]
    (book / "clinic" / "notice.toml").write_text("\n".join(lines))
    (book / "demonstration.toml").write_text(SCRIPT)
    with riverton.in_force(book, settings):
        script.cache_clear()
        yield book
    script.cache_clear()


def first(assessed: str, kind: str, seeds: int = 60) -> Counter[str]:
    """The level that is tried first in place of one that is assessed ("" of nothing), drawn so many times."""
    result: dict[str, Any] = {"status": "eligible", "levels": [assessed]} if assessed else {"status": "ineligible"}
    draws = (otherwise(Proposed("clinic", ("p1",)), result, kind, ON, "en", random.Random(n)) for n in range(seeds))
    return Counter(next(draw).level for draw in draws)


def test_a_small_step_goes_to_the_next_level_and_more_often_up_than_down(town: Path) -> None:
    limited = first("limited", "small")
    assert set(limited) == {"emergency", "full"}
    assert limited["full"] > limited["emergency"]
    assert [set(first(one, "small")) for one in ("emergency", "full", "")] == [{"limited"}, {"limited"}, {"emergency"}]


def test_a_large_step_goes_as_far_as_there_are_levels(town: Path) -> None:
    assert [set(first(one, "large")) for one in ("emergency", "full", "")] == [{"full"}, {"emergency"}, {"full"}]


def test_what_is_denied_has_no_level_and_without_words_nothing_is_decided_otherwise(town: Path) -> None:
    assert set(first("limited", "denied", 2)) == {""}
    (town / "demonstration.toml").unlink()
    script.cache_clear()
    drawn = otherwise(Proposed("clinic", ("p1",)), {"status": "eligible"}, "small", ON, "en", random.Random(1))
    assert list(drawn) == []


def household() -> Household:
    """Someone alone whose coverage is limited."""
    facts: dict[str, Any] = {"birth_date": "1990-01-01", "partner": None, "parents": [], "hours": 0, "share": "1"}
    facts |= {"hardship": False, "jobs": [], "savings": "1500", "wage": {"amount": "600", "per": "month"}}
    stated = [*(Stated("p1", f, v) for f, v in facts.items()), Stated("household", "tenure", "owner")]
    return Household({"p1": "Ana Ruiz"}, stated, [], "en")


def test_the_staff_decide_at_another_level_with_a_reason_where_they_may(town: Path, db: None, keys: None) -> None:
    policies = town / "delegations" / "delegations.cedar"
    policies.write_text(policies.read_text() + NO_FULL)
    riverton.forget()
    for name, role in ACCOUNTS:
        add(name, role, "a password of the tests", script().staff[name])
    monday = date(2026, 10, 12)
    plan = [Planned(n, monday, household(), f"CODE-000{n}", "small", "") for n in (1, 2)]
    refused = live(plan, 7, lambda done: None)
    assert refused == {}
    found = Proposal.objects.filter(programme="clinic", deviates=True)
    assert {(p.level, p.outcome, p.reason, p.amount) for p in found} == {("emergency", "granted", "rulebook_error", 0)}
    assert Decision.objects.filter(proposal__in=found).count() == len(plan)
