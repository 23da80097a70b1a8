"""What comes of runs, on the policymaker's pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.population.impact.reporting import tables
from nextwave.population.impact.simulation import simulate
from nextwave.reforms.models import Run, State
from tests.web.policy.conftest import Maker, standing, work
from tests.web.worker.conftest import Officer


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


def test_steps_are_called_as_the_data_sheet_says_in_the_language_of_the_page(maker: Maker) -> None:
    run = maker.asks()
    work()
    one = standing(run)
    found = json.loads(one.result)
    for step in found["data"]["imputations"]:
        if step["step"] == "rent":
            step["called"] = {"en": "rent and ownership"}
        if step["step"] == "savings":
            del step["called"]
    type(one).objects.filter(pk=one.pk).update(result=json.dumps(found))
    maker.get(f"/language/es/?next=/policy/runs/{run.pk}/")
    text = maker.get(f"/policy/runs/{run.pk}/")
    assert "<li>condado <strong>" in text
    # What has no name in the page's language is in English, and marked so; a run of earlier has the step's own name.
    assert '<li><span lang="en">rent and ownership</span> <strong>' in text
    assert '<li><span lang="en">savings</span> <strong>' in text


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
