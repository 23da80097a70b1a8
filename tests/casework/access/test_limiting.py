"""Codes and passwords cannot be tried without end, and nobody's tries stop anyone else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nextwave.casework.access import limiting
from nextwave.casework.access.limiting import (
    MANY,
    Limit,
    attempt,
    forget,
    take_back,
    tried_widely,
    waiting,
    wrong_password,
)
from nextwave.casework.clock import as_of
from nextwave.casework.models import Attempt

START = datetime(2026, 11, 24, 18, tzinfo=UTC)
LIMIT = Limit("trial", free=3, first=2, longest=60, within=timedelta(hours=1))

pytestmark = pytest.mark.django_db


def test_after_some_free_tries_each_further_one_waits_twice_as_long() -> None:
    assert [LIMIT.wait(n) for n in range(12)] == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert LIMIT.wait(10_000) == 60
    with as_of(START):
        assert [attempt(LIMIT, "here") for _ in range(5)] == [0, 0, 0, 2, 2]
    with as_of(START + timedelta(seconds=1)):
        assert attempt(LIMIT, "here") == 1
    with as_of(START + timedelta(seconds=2)):
        assert attempt(LIMIT, "here") == 0
        assert waiting(LIMIT, "here") == 4


@given(st.lists(st.tuples(st.integers(0, 90), st.sampled_from(["here", "there"])), max_size=40))
def test_one_clients_tries_never_count_for_another(waits: list[tuple[int, str]]) -> None:
    tried: dict[str, list[datetime]] = {"here": [], "there": []}
    moment = START
    with transaction.atomic():
        for seconds, where in waits:
            moment += timedelta(seconds=seconds)
            before = tried[where]
            wait = LIMIT.wait(len(before)) if before else 0
            left = max(0, wait - int((moment - before[-1]).total_seconds())) if before else 0
            with as_of(moment):
                assert attempt(LIMIT, where) == left
            if not left:
                before.append(moment)
        transaction.set_rollback(True)


def test_nobody_waits_for_ever() -> None:
    with as_of(START):
        for _ in range(3):
            attempt(LIMIT, "here")
        assert waiting(LIMIT, "here") == 2
    with as_of(START + timedelta(hours=1)):
        assert [attempt(LIMIT, "here") for _ in range(3)] == [0, 0, 0], "it begins anew"
    with as_of(START - timedelta(days=30)):
        assert attempt(LIMIT, "here") == 0, "a clock that was set back makes nobody wait"


def test_a_right_try_is_taken_back_or_ends_the_count() -> None:
    with as_of(START):
        for _ in range(3):
            attempt(LIMIT, "here")
        take_back(LIMIT, "here")
        assert attempt(LIMIT, "here") == 0
        assert attempt(LIMIT, "here") == 2
        forget(LIMIT, "here")
        assert attempt(LIMIT, "here") == 0


def test_an_account_that_is_guessed_from_everywhere_is_told_from_others() -> None:
    with as_of(START):
        for _ in range(MANY):
            assert not tried_widely("ana")
            wrong_password("ana")
        assert tried_widely("ana")
        assert not tried_widely("ben")
    with as_of(START + timedelta(days=1)):
        assert not tried_widely("ana")


def test_what_was_tried_is_not_kept_in_the_clear_and_not_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "SWEEP", 1)
    monkeypatch.setattr(limiting, "MOST_KEPT", 5)
    with as_of(START):
        attempt(LIMIT, "ABCD-EFGH")
        assert "ABCD" not in Attempt.objects.get().bucket
    with as_of(START + timedelta(days=2)):
        for number in range(20):
            attempt(LIMIT, f"client {number}")
            assert Attempt.objects.count() <= 6
