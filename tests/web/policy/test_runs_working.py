"""Runs are worked out: how far they are, and what stops, fails or ends them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from nextwave.engine.answers.assessment import Kept
from nextwave.population import evaluation
from nextwave.reforms import asking, starting, working
from nextwave.reforms.models import Run, Standing, State
from tests.web.policy.conftest import CAP, Maker, standing, work


def test_a_run_waits_says_how_far_it_is_and_reloads_until_it_is_done(maker: Maker) -> None:
    run = maker.asks()
    response = maker.client.get(f"/policy/runs/{run.pk}/")
    assert response.headers["Refresh"] == "3"
    assert "Refresh" not in maker.client.get(f"/policy/runs/{run.pk}/?still=1").headers
    handle = starting.lock()
    assert handle is not None
    Standing.objects.filter(run=run).update(state=State.RUNNING, doing="reading", percent=31)
    assert "Reading households" in maker.get(f"/policy/runs/{run.pk}/")
    assert 'value="31"' in maker.text
    assert "31%" in maker.get("/policy/runs/")
    os.close(handle)


def test_progress_is_noted_seldom_and_goes_up(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    run = maker.asks()
    Standing.objects.filter(run=run).update(state=State.RUNNING)
    seen: list[tuple[str, int]] = []
    noted = working.Told.note
    monkeypatch.setattr(working, "EVERY", 0.0)
    monkeypatch.setattr(evaluation, "READ", Kept(1))  # another run may have read the same households
    monkeypatch.setattr(
        working.Told, "note", lambda self, d, p: (noted(self, d, p), seen.append((d, standing(run).percent)))[0]
    )
    working.simulated(run, working.Told(run))
    assert [p for _, p in seen] == sorted(p for _, p in seen)
    assert list(dict.fromkeys(d for d, _ in seen)) == ["reading", "present", "reform"]
    monkeypatch.setattr(working, "EVERY", 3600.0)
    seen.clear()
    told = working.Told(run)
    for i in range(100):
        told("reading households", i, 100)
    assert standing(run).percent == 5


def test_a_run_whose_process_is_gone_has_failed_and_can_be_started_again(maker: Maker, started: list[bool]) -> None:
    run = maker.asks()
    Standing.objects.filter(run=run).update(state=State.RUNNING, percent=40)
    text = maker.get(f"/policy/runs/{run.pk}/")
    assert "ended before its time" in text
    assert standing(run).state == State.FAILED
    maker.post(f"/policy/runs/{run.pk}/again/")
    assert standing(run).state == State.WAITING
    assert len(started) == 2
    work()
    assert standing(run).state == State.DONE
    maker.post(f"/policy/runs/{run.pk}/again/")
    assert standing(run).state == State.DONE


def test_a_run_that_was_never_started_is_told_after_a_while_but_not_at_once(maker: Maker) -> None:
    run = maker.asks()
    maker.get("/policy/runs/")
    assert standing(run).state == State.WAITING
    Standing.objects.filter(run=run).update(since=timezone.now() - timedelta(minutes=1))
    maker.get("/policy/runs/")
    assert (standing(run).state, standing(run).problem) == (State.FAILED, "died")


def test_the_lock_goes_with_the_process_that_holds_it_however_it_ends(settings: LazySettings) -> None:
    handle = starting.lock()
    assert handle is not None
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
    process = subprocess.Popen(sleeper, pass_fds=[handle])
    os.close(handle)
    assert starting.at_work()
    process.kill()
    process.wait()
    assert not starting.at_work()


def test_a_run_that_is_stopped_ends_and_keeps_no_result(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    run = maker.asks()
    monkeypatch.setattr(working, "EVERY", 0.0)
    first = working.Told.__call__

    def stopping(self: working.Told, what: str, done: int, of: int) -> None:
        if what == "working out":
            asking.stop(run)
        first(self, what, done, of)

    monkeypatch.setattr(working.Told, "__call__", stopping)
    work()
    assert (standing(run).state, standing(run).result) == (State.STOPPED, "")
    assert "Stopped" in maker.get(f"/policy/runs/{run.pk}/")


def test_runs_that_wait_are_done_one_after_the_other_and_only_so_many_wait(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST", 2)
    first, second = maker.asks(), maker.asks(**{"value-1": "800"})
    maker.fill("/policy/runs/new/", CAP)
    assert (maker.status, maker.mistakes()) == (400, ["send"])
    work()
    assert {standing(r).state for r in (first, second)} == {State.DONE}


def test_households_that_are_others_than_those_asked_for_are_not_worked_out(maker: Maker) -> None:
    run = maker.asks()
    other = Run(pk=None, **{f.name: getattr(run, f.name) for f in Run._meta.fields if f.name != "id"})
    other.key, other.population_version = "other", "0" * 16
    other.save()
    Standing.objects.create(run=other, name="other")
    work()
    assert (standing(other).state, standing(other).problem) == (State.FAILED, "changed")


def test_an_error_of_a_run_ends_that_run_alone(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = maker.asks(), maker.asks(**{"value-1": "800"})
    simulated = working.simulated

    def once(run: Run, told: working.Told) -> object:
        if run == first:
            raise ZeroDivisionError
        return simulated(run, told)

    monkeypatch.setattr(working, "simulated", once)
    work()
    assert (standing(first).problem, standing(second).state) == ("error", State.DONE)
    assert "ZeroDivisionError" in maker.get(f"/policy/runs/{first.pk}/")
