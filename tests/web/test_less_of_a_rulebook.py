"""Whatever a rulebook leaves out, each seat works without it, or does not start; and `nextwave check` had said so."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from typer.testing import CliRunner

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.household.facts import Stated
from nextwave.casework.models import Case, Decision, Proposal
from nextwave.casework.statistics.releasing import release
from nextwave.cli import app
from nextwave.demo.script import read as script_of
from nextwave.population.impact.simulation import simulate
from nextwave.population.inventing.population import invent
from nextwave.rulebook.finding import SHIPPED
from nextwave.web.rules import assessor, today
from nextwave.web.serving.law import law_problems
from tests.casework import riverton
from tests.casework.conftest import filed, keys, people
from tests.web.resident.conftest import Visitor, ana, visitor_of
from tests.web.test_small_rulebooks import applied, seen, through_the_screener
from tests.web.worker.conftest import Officer, officers, worker

__all__ = ["ana", "filed", "keys", "officers", "people", "visitor_of", "worker"]

HEAD, PROGRAMME, REASONS = "rulebook.toml", "stall/programme.toml", "delegations/reasons.toml"
#: What is taken away: a pattern of a file or the whole of it, and what check says of it then.
LESS = {
    "office": (HEAD, r"\[office\]\nname.*\nphone.*\n", "name nobody to ask"),
    "area": (HEAD, r"area = .*\n", "statistics are not by area"),
    "filed_fact": (HEAD, r"filed_fact = .*\n", "the day of filing is no fact of the law"),
    "currency": (HEAD, r"currency = .*\n", "amounts have no sign"),
    "money_sign": (HEAD, r"money_sign = .*\n", "cannot be typed with the sign that they are shown with"),
    "territory": (HEAD, r"territory = .*\n", "days are written as anywhere"),
    "disclaimer": (HEAD, r"disclaimer = .*\n", "who is bound by what they tell"),
    "contact": (HEAD, r"contact = .*\n", "nobody is named who keeps the rules"),
    "synonyms": (HEAD, r"\[synonyms.en\][^\[]*", "0 errors"),
    "summary": (PROGRAMME, r"summary = .*\n", "a programme is not said in a sentence"),
    "law of the programme": (PROGRAMME, r'cites = "Riverside Street Code 2"\n', "a programme names no law"),
    "amount": (PROGRAMME, r'amount = "fee"\n', "0 errors"),
    "certification": (PROGRAMME, r"\[\[certification\]\][^\[]*", "does not say for how many months"),
    "notes": (PROGRAMME, r"\[\[notes\]\][^\[]*", "0 errors"),
    "requirements": ("delegations/requirements.toml", "", "is not said before it is proposed"),
    "cases": ("stall/cases.yaml", "", "no case tests stall"),
}
#: Without these nothing is decided, so that no service starts.
NEEDED = {
    "notice rules": ("stall/notice.toml", "", "notice.toml in a programme"),
    "delegations": ("delegations", "", "the folder delegations"),
    "reasons": (REASONS, "", "this file of the delegations is missing"),
    "policies": ("delegations/delegations.cedar", "", "this file of the delegations is missing"),
    "a language of a reason": (REASONS, r'en = "A court says so."\n', "court_decision has no en"),
    "a law of a time limit": ("stall/notice.toml", r'cites = "Riverside Street Code 8"\n', "time_limits has no cites"),
}


def less(folder: Path, what: tuple[str, str, str]) -> Path:
    """The town's rulebook without it."""
    book = folder / "town"
    shutil.copytree(SHIPPED / "riverside", book)
    name, pattern, _ = what
    path = book / name
    if pattern:
        text, count = re.subn(pattern, "", path.read_text())
        assert count
        path.write_text(text)
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    return book


def checked(book: Path) -> str:
    done = CliRunner().invoke(app, ["check", str(book)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.stdout + done.stderr


HOME = {"quarter": "hill", "days": 2, "insured_for": "2000000.00", "sells_food": False}


def case_of() -> Case:
    stated = [Stated("p1", "birth_date", "1990-01-01"), *(Stated("household", f, v) for f, v in HOME.items())]
    application = Application({"p1": "Ana Ruiz"}, stated, {"phone": "01 555 0101"}, "en", "online")
    return file(RESIDENT, application, Attempted("a"))[0]


def decided(worker: Officer, case: Case, **how: str) -> None:
    worker.open(case)
    seen(worker, f"/cases/{case.reference}/", ("", "facts/", "people/add/", "evidence/ask/", "decide/stall/0/"))
    form = {"how": "assessed", "for": "p1", "despite": "", **how}
    worker.on(case, "decide/stall/0/", {**form, "action": "check"})
    assert worker.status == 200
    worker.on(case, "decide/stall/0/", {**form, "action": "propose"})
    number = Proposal.objects.get().pk
    seen(worker, f"/cases/{case.reference}/proposals/{number}/", ("", "issue/"))
    worker.on(case, f"proposals/{number}/issue/")
    seen(worker, f"/cases/{case.reference}/", (f"proposals/{number}/notice/", ""))


@pytest.mark.parametrize("what", LESS)
def test_every_seat_works_without_it_and_check_had_said_so(
    what: str,
    ana: Visitor,
    visitor_of: Any,
    worker: Officer,
    people: dict[str, Actor],
    tmp_path: Path,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = less(tmp_path, LESS[what])
    assert LESS[what][2] in checked(book)
    monkeypatch.setenv("NEXTWAVE_RULEBOOK", str(book))
    assert law_problems() == []
    with riverton.in_force(book, settings):
        assert "Your result" in through_the_screener(ana)
        applied(ana)
        seen(ana, "/case/", ("", "facts/", "papers/", "notices/", "looked/"))
        case = case_of()
        decided(worker, case)
        number = Decision.objects.get().pk
        seen(visitor_of(case), "/case/", ("", "notices/", f"notices/{number}/", f"notices/{number}/hearing/"))
        seen(worker, "", ("/cases/", "/intake/"))
        release(today().replace(month=10, day=1))
        seen(ana, "", ("/", "/rules/", "/rules/stall/", "/rules/stall/permitted/", "/rules/facts/", "/rules/figures/"))
        seen(ana, "", ("/statistics/", "/statistics/2026-10/"))
        maker = Officer(people["policymaker"])
        seen(maker, "", ("/policy/runs/", "/policy/board/"))
        request = {"on": "2026-11-01", "situation": {"people": [{"id": "a"}], "household": {}}}
        answer = ana.client.post("/api/v1/assessments", json.dumps(request), content_type="application/json")
        assert answer.status_code == 200
        found = assessor().rulebook
        invent(found, tmp_path / "few", 6, 1, today(), today())
        assert simulate(found, str(tmp_path / "few"), None, today().replace(day=1), "stall").programme == "stall"
        assert script_of(book, found.languages).names


@pytest.mark.parametrize("what", NEEDED)
def test_without_what_decisions_rest_on_no_service_starts_and_check_had_said_so(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = less(tmp_path, NEEDED[what])
    assert NEEDED[what][2] in checked(book)
    monkeypatch.setenv("NEXTWAVE_RULEBOOK", str(book))
    assert law_problems() != []


def test_a_language_that_no_page_is_written_in_is_said(tmp_path: Path) -> None:
    book = less(tmp_path, (HEAD, r"minutes = .*\n", ""))
    head = book / HEAD
    head.write_text(head.read_text().replace('["en"]', '["en", "nl"]'))
    assert "it is not offered in nl" in checked(book)
