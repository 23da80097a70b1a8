"""Codes and passwords cannot be tried without end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nextwave.casework.access.limiting import MOST, WITHIN, failed, limited
from nextwave.casework.clock import as_of
from nextwave.casework.models import Attempt

START = datetime(2026, 11, 24, 18, tzinfo=UTC)


@pytest.mark.django_db
@given(st.lists(st.tuples(st.integers(0, 240), st.sampled_from(["here", "there"])), max_size=40))
def test_tries_are_limited_when_enough_of_them_went_wrong_within_the_time(waits: list[tuple[int, str]]) -> None:
    tried: list[tuple[datetime, str]] = []
    moment = START
    with transaction.atomic():
        for seconds, where in waits:
            moment += timedelta(seconds=seconds)
            with as_of(moment):
                of_late = sum(w == where and moment - at < WITHIN for at, w in tried)
                assert limited("code", where) == (of_late >= MOST)
                assert not limited("password", where)
                failed("code", where)
            tried.append((moment, where))
        kept = sum(moment - at < WITHIN for at, _ in tried)
        assert Attempt.objects.count() == kept, "what no longer counts is forgotten"
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_nobody_stays_locked_out() -> None:
    with as_of(START):
        for _ in range(MOST):
            failed("code", "here")
        assert limited("code", "here")
    with as_of(START + WITHIN):
        assert not limited("code", "here")


@pytest.mark.django_db
def test_what_was_tried_is_not_kept_in_the_clear() -> None:
    failed("code", "ABCD-EFGH")
    assert "ABCD" not in Attempt.objects.get().bucket
