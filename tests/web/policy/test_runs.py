"""Runs of reforms on the policymaker's pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.engine.answers.assessment import Kept
from nextwave.population import evaluation
from nextwave.population.impact.reporting import tables
from nextwave.population.impact.simulation import simulate
from nextwave.reforms import asking, starting, working
from nextwave.reforms.models import Run, Standing, State
from tests.web.policy.conftest import CAP, REFORM, Maker, work
from tests.web.worker.conftest import Officer


def standing(run: Run) -> Standing:
    return Standing.objects.get(run=run)


def test_a_run_has_the_figures_that_simulate_prints_for_the_file_that_is_downloaded(
    maker: Maker, few: Path, tmp_path: Path
) -> None:
    run = maker.asks()
    work()
    assert standing(run).state == State.DONE
    response = maker.client.get(f"/policy/runs/{run.pk}/reform.yaml")
    file = tmp_path / "reform.yaml"
    file.write_bytes(response.content)
    words = ["simulate", "washington", "--population", str(few), "--reform", str(file), "--on", "2026-12-01", "--json"]
    printed = json.loads(CliRunner().invoke(app, words).stdout)
    kept = json.loads(standing(run).result)
    kept.pop("data")
    assert kept == printed
    assert printed["totals"][0]["cost_change"] > 0

    found = simulate("washington", few, str(file), "2026-12-01")
    for name, frame in tables(found).items():
        csv = maker.client.get(f"/policy/runs/{run.pk}/{name}.csv").content.decode()
        assert csv == frame.write_csv(None)


def test_the_page_of_a_run_shows_what_came_of_it_with_charts_and_what_it_rests_on(maker: Maker) -> None:
    run = maker.asks()
    work()
    text = maker.get(f"/policy/runs/{run.pk}/")
    total = json.loads(standing(run).result)["totals"][0]
    assert f"${total['cost_before']:,.0f} ±\N{NO-BREAK SPACE}{total['cost_before_error']:,.0f}" in text
    for said in ("This is a simulation", "calibrated to published totals", "months used of the time limit", "$900"):
        assert said in text
    pictures = {p.split('"')[0] for p in text.split('src="')[1:] if "svg" in p.split('"')[0] and "/policy/" in p}
    assert len(pictures) == 7
    for picture in pictures:
        for address in (picture, picture.replace(".wide.", ".small.")):
            assert maker.client.get(address).content.startswith(b"<svg")
    assert "As many as do</strong>" in maker.get(f"/policy/runs/{run.pk}/", who="do")
    assert maker.client.get(f"/policy/runs/{run.pk}/nothing.wide.svg").status_code == 404
    assert maker.client.get(f"/policy/runs/{run.pk}/nothing.csv").status_code == 404


def test_figures_are_looked_for_added_and_removed_and_what_is_typed_stays(maker: Maker) -> None:
    text = maker.fill("/policy/runs/new/", {"do": "find", "find": "shelter cap", "name": "Mine"})
    assert 'name="add" value="snap.shelter.cap"' in text
    assert text.count('name="add"') == 1
    assert 'value="Mine"' in text
    text = maker.fill("/policy/runs/new/", {**CAP, "add": "snap.benefit.maximum_allotment", "value-1": "812"})
    assert 'value="1:snap.shelter.cap"' in text and 'value="2:snap.benefit.maximum_allotment"' in text
    assert 'value="812"' in text
    assert "today $" in text
    text = maker.fill("/policy/runs/new/", {**CAP, "remove": "1"})
    assert 'value="1:snap.shelter.cap"' not in text
    assert Run.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "typed", "written"),
    [
        ("snap.shelter.cap", {"value-1": "$1,900"}, "    2026-11-01: 1900\n"),
        ("snap.deductions.earned_income_share", {"value-1": "25%"}, "    2026-11-01: 0.25\n"),
        ("snap.benefit.maximum_allotment", {"row-1-1": "320"}, "    2026-11-01:\n      1: 320\n"),
        ("snap.time_limit.tribal_members_exempt", {"value-1": "false"}, "    2026-11-01: false\n"),
        ("snap.statuses.after_waiting", {"value-1": ["parolee", "battered"]}, "    2026-11-01: [battered, parolee]\n"),
    ],
)
def test_each_kind_of_figure_can_be_changed(maker: Maker, change: str, typed: dict[str, str], written: str) -> None:
    data = {k: v for k, v in CAP.items() if k != "value-1"}
    maker.fill("/policy/runs/new/", {**data, "change": f"1:{change}", **typed})
    assert maker.status == 302, maker.mistakes()
    run = Run.objects.get()
    assert written in run.reform
    assert maker.get(f"/policy/runs/{run.pk}/").count("Reform") > 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"change": ""}, "find"),
        ({"value-1": ""}, "value-1"),
        ({"from-1-day": "31"}, "from-1-month"),
        ({"on-day": ""}, "on-month"),
        ({"on-year": "2025"}, "on-month"),
        ({"from-1-year": "2027"}, "on-month"),
        ({"programme": "none"}, "programme"),
        ({"key": ""}, "send"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_what_was_typed_stays(
    maker: Maker, changes: dict[str, str], field: str
) -> None:
    maker.fill("/policy/runs/new/", {**CAP, **changes})
    assert maker.status == 400
    assert maker.mistakes() == [field]
    assert f'id="{field}' in maker.text
    if "change" not in changes and "value-1" not in changes:
        assert 'value="900"' in maker.text
    assert Run.objects.count() == 0


NUMBER = "This is not a number. Write digits, such as 1200 or 0.25"


@pytest.mark.parametrize(
    ("figure", "typed", "field", "says"),
    [
        ("snap.shelter.cap", {"value-1": "much"}, "value-1", NUMBER),
        ("snap.shelter.cap", {"value-1": "800.5"}, "value-1", "Enter a value in steps of $1"),
        ("snap.shelter.cap", {"value-1": "-1"}, "value-1", "Enter a value from $0 to $5,000"),
        ("snap.shelter.cap", {"value-1": "999999999"}, "value-1", "Enter a value from $0 to $5,000"),
        ("snap.shelter.cap", {"value-1": "{a: *b}"}, "value-1", NUMBER),
        ("snap.deductions.earned_income_share", {"value-1": "12.5%"}, "value-1", "Enter a value in steps of 1%"),
        ("snap.benefit.maximum_allotment", {"row-1-2": "1.5"}, "row-1-2", "Enter a value in steps of $1"),
        (
            "snap.shelter.cap",
            {"value-1": "1", "from-1-year": "1990"},
            "value-1",
            "The rules here cover days from October 1, 2024 on. Choose one of them",
        ),
    ],
)
def test_what_simulate_refuses_is_refused_beside_the_field_in_the_page_s_language(
    maker: Maker, figure: str, typed: dict[str, str], field: str, says: str
) -> None:
    maker.fill("/policy/runs/new/", {**CAP, "change": f"1:{figure}", **typed})
    assert maker.status == 400
    assert maker.mistakes() == [field]
    assert maker.beside(field) == f"Error: {says}"
    maker.get("/language/es/?next=/policy/runs/")
    maker.fill("/policy/runs/new/", {**CAP, "change": f"1:{figure}", **typed})
    assert maker.mistakes() == [field]
    assert maker.beside(field).startswith("Error: ")
    assert says not in maker.text
    assert "lang=" not in maker.text.split(f'id="{field}-error"')[1].split("</p>")[0]


def test_the_same_figure_changes_twice_on_two_days_but_not_on_one(maker: Maker) -> None:
    two = {"change": ["1:snap.shelter.cap", "2:snap.shelter.cap"], "value-2": "950"}
    later = {"from-2-month": "12", "from-2-day": "1", "from-2-year": "2026"}
    run = maker.asks(**two, **later)
    assert "    2026-11-01: 900\n    2026-12-01: 950\n" in run.reform
    maker.fill("/policy/runs/new/", {**CAP, **two, **later, "from-2-month": "11"})
    assert maker.status == 400
    assert "This stands twice" in maker.text


def test_a_form_that_is_sent_twice_makes_one_run(maker: Maker, started: list[bool]) -> None:
    first, second = (maker.asks(key="k" * 32) for _ in range(2))
    assert first == second
    assert (Run.objects.count(), len(started)) == (1, 1)


def test_a_file_is_taken_and_one_that_is_wrong_can_be_mended_on_the_page(maker: Maker, tmp_path: Path) -> None:
    data = {"programme": "snap", "on-month": "12", "on-day": "1", "on-year": "2026"}
    for wrong, line in (
        (REFORM.replace("200", "2.5"), "Line 5: Enter a value in steps of $1"),
        ("title: [", ""),
        ("title: x", "Line 1: A reform has a title"),
    ):
        file = tmp_path / "r.yaml"
        file.write_text(wrong)
        with file.open("rb") as opened:
            maker.fill("/policy/runs/upload/", {**data, "file": opened})
        assert (maker.status, maker.mistakes()) == (400, ["text"])
        assert line in maker.beside("text")
        assert wrong.splitlines()[-1].strip() in maker.text
    file.write_bytes(b"\xff\xfe")
    with file.open("rb") as opened:
        maker.fill("/policy/runs/upload/", {**data, "file": opened})
    assert (maker.status, maker.mistakes()) == (400, ["file"])
    maker.fill("/policy/runs/upload/", data)
    assert (maker.status, maker.mistakes()) == (400, ["file"])
    maker.fill("/policy/runs/upload/", {**data, "text": REFORM.replace("\n", "\r\n")})
    assert maker.status == 302
    run = Run.objects.get()
    assert run.reform == REFORM
    assert standing(run).name == "Much less"


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


def test_a_run_is_named_anew_and_its_reform_stays(maker: Maker) -> None:
    run = maker.asks()
    maker.post(f"/policy/runs/{run.pk}/name/", {"name": "  Another   name "})
    assert maker.status == 302
    assert standing(run).name == "Another name"
    assert 'title: "A higher limit"' in Run.objects.get(pk=run.pk).reform
    maker.post(f"/policy/runs/{run.pk}/name/", {"name": ""})
    assert (maker.status, maker.mistakes()) == (400, ["name"])


def test_what_was_asked_of_a_run_cannot_be_changed_in_the_database(maker: Maker) -> None:
    maker.asks()
    said = "permission denied" if connection.vendor == "postgresql" else "only ever added to"
    for sql in ("UPDATE reforms_run SET programme = 'x'", "DELETE FROM reforms_run"):
        with pytest.raises(DatabaseError, match=said), transaction.atomic():
            connection.cursor().execute(sql)


def test_runs_are_compared_side_by_side(maker: Maker) -> None:
    first, second = maker.asks(name="=Formula"), maker.asks(**{"value-1": "600"})
    waiting = Run.objects.count()
    work()
    third = maker.asks()
    assert waiting == 2
    text = maker.get(f"/policy/runs/compare/?run={first.pk}&run={second.pk}")
    assert "$900" in text and "$600" in text
    for run in (first, second):
        total = json.loads(standing(run).result)["totals"][0]
        assert f"±\N{NO-BREAK SPACE}{total['cost_change_error']:,.0f}" in text
    csv = maker.client.get(f"/policy/runs/compare.csv?run={first.pk}&run={second.pk}").content.decode()
    assert "'=Formula" in csv and "Changed figures" in csv
    for chosen in ([first], [first, third], [first] * 2, []):
        query = "&".join(f"run={r.pk}" for r in chosen)
        maker.get(f"/policy/runs/compare/?{query}")
        assert (maker.status, maker.mistakes()) == (400, ["compare"])
        assert maker.client.get(f"/policy/runs/compare.csv?{query}").status_code == 404


def test_each_page_is_open_to_policymakers_reading_also_to_auditors_and_to_nobody_else(
    maker: Maker, auditor: Maker, officers: dict[str, Officer]
) -> None:
    run = maker.asks()
    work()
    there = f"/policy/runs/{run.pk}/"
    reading = ["/policy/runs/", there, f"{there}reform.yaml", f"{there}totals.csv", f"{there}cost.wide.svg"]
    acting = [f"{there}{act}/" for act in ("name", "stop", "again")]
    for path in reading:
        assert auditor.client.get(path).status_code == 200
    assert "Change the name" not in auditor.get(there)
    for path in ("/policy/runs/new/", "/policy/runs/upload/"):
        assert maker.client.get(path).status_code == 200
        assert auditor.client.get(path).status_code == 403
    for path in acting:
        assert auditor.client.post(path).status_code == 403
    for role in ("worker", "supervisor", "administrator"):
        for path in (*reading, "/policy/runs/new/", "/policy/runs/compare/", "/policy/runs/compare.csv"):
            assert officers[role].client.get(path).status_code == 403
        for path in acting:
            assert officers[role].client.post(path).status_code == 403
    assert maker.client.get("/policy/runs/99999999999999999999/").status_code == 404


def test_rules_without_households_say_so_and_ask_for_no_run(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> str:
        raise asking.NoHouseholds

    monkeypatch.setattr(asking, "population", nothing)
    maker.fill("/policy/runs/new/", CAP)
    assert maker.status == 400
    assert "These rules have no households to work it out over" in maker.text
    assert not Run.objects.exists()
