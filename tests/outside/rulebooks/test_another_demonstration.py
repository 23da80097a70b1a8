"""A demonstration of a rulebook that is not Washington's: its own folder, without households, names or letters."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outside.service import Service, demonstration, free_port, new_settings, run

ROOT = Path(__file__).parents[3]
NOTICE = """
[time_limits]
decision_days = 30
expedited_days = 7
evidence_days = 10
hearing_days = 90
cites = "Riverton Code 20"
expedited_rule = "within_limit"

[hearing]
cites = "Riverton Code 21"
en = "Ask for a hearing within {days} days, by {last_day}."

[nondiscrimination]
cites = "Riverton Code 22"
en = "Everyone is treated alike."
"""
REFORM = "title: More\nfigures:\n  grant.base: {2026-02-01: 160}\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rulebook of Riverton with what a service needs, and no more."""
    folder = tmp_path_factory.mktemp("rulebook") / "riverton"
    shutil.copytree(ROOT / "tests" / "good_rulebook", folder)
    shutil.copytree(ROOT / "src" / "nextwave" / "rulebooks" / "riverside" / "delegations", folder / "delegations")
    (folder / "grant" / "notice.toml").write_text(NOTICE)
    return folder


@pytest.fixture(scope="module")
def riverton(book: Path) -> Iterator[Service]:
    with demonstration(20, NEXTWAVE_RULEBOOK=str(book)) as made:
        yield made


def test_it_is_made_of_invented_households_and_says_so(riverton: Service) -> None:
    assert riverton.printed["applications"] == 20
    assert riverton.printed["invented_households"] is True
    assert riverton.printed["refused"] == {}


def test_its_cases_are_in_the_queue_and_nobody_is_from_washington(riverton: Service) -> None:
    worker = riverton.staff("worker")
    cases = re.findall(r'href="(/cases/[^"/?]+/)"', worker.get("/cases/"))
    assert cases, worker.text[:3000]
    worker.send(f"{cases[0]}open/", {"reason": "application"})
    for page in (worker.get("/cases/"), worker.get(cases[0])):
        assert worker.status == 200
        assert "206-555" not in page
        assert "Basic Food" not in page


def test_its_reforms_are_worked_out_over_the_same_invented_households(riverton: Service) -> None:
    maker = riverton.staff("policymaker")
    maker.send("/policy/runs/upload/", {"text": REFORM, "name": "More"})
    assert maker.status == 302, maker.text[:2000]
    for _ in range(300):
        if "totals.csv" in maker.get("/policy/runs/1/") or "Failed" in maker.text:
            break
        time.sleep(0.2)
    assert "These households are invented" in maker.text
    assert "There are no tables by tenths" in maker.text
    assert "$" not in maker.text
    maker.get("/policy/runs/1/totals.csv")
    assert maker.status == 200
    maker.get("/policy/runs/1/by_decile.csv")
    assert maker.status == 404


def test_names_that_cannot_be_used_are_told_before_it_is_made(book: Path, tmp_path: Path) -> None:
    shutil.copytree(book, tmp_path / "riverton")
    (tmp_path / "riverton" / "demonstration.toml").write_text('telephone = 5\n[names.en]\ngiven = ["Ada"]\n')
    settings = new_settings(tmp_path / "data", NEXTWAVE_RULEBOOK=str(tmp_path / "riverton"))
    status, told, said = run("serve", "--demo", "--port", str(free_port()), "--json", environment=settings)
    assert status == 2, said
    assert "names.en needs given and surnames" in told
    assert "telephone is no text" in told
    assert "Traceback" not in said
