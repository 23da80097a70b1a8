"""`nextwave new` makes a rulebook of each kind that checks clean, passes its cases and works in every seat."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from typer.testing import CliRunner

from nextwave.casework.access.actor import RESIDENT
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.household.facts import Stated
from nextwave.casework.models import Case, Decision, Proposal
from nextwave.cli import app
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import KINDS
from tests.casework import riverton
from tests.casework.conftest import filed, keys, people
from tests.web.resident.conftest import Visitor, ana, visitor_of
from tests.web.test_small_rulebooks import applied, seen, through_the_screener
from tests.web.worker.conftest import Officer, officers, worker

__all__ = ["ana", "filed", "keys", "officers", "people", "visitor_of", "worker"]

run = CliRunner().invoke
SAID = {"paid": "you get Heating help, €40.00 each month", "owed": "you must pay €40.00 each month",
        "in kind": "you get Heating service", "permit": "It costs €40.00",
        "tier": "you get Heating cover: Some of it."}  # fmt: skip
FOLDER = {"paid": "benefit", "owed": "charge", "in kind": "service", "permit": "permit", "tier": "cover"}
CASES = {"tier": 5}


def made(folder: Path, *words: str) -> Path:
    done = run(app, ["new", str(folder / "heating"), *words])
    assert done.exit_code == 0, done.output
    return folder / "heating"


@pytest.mark.parametrize("kind", KINDS)
def test_it_checks_clean_and_passes_its_cases(kind: str, tmp_path: Path) -> None:
    book = made(tmp_path, "--kind", kind, "--currency", "EUR", "--territory", "IE")
    done = run(app, ["check", str(book), "--json"])
    assert json.loads(done.stdout)["problems"] == []
    assert json.loads(done.stdout)["missing"] == []
    cases = CASES.get(kind, 3)
    assert f"{cases} of {cases} cases" in run(app, ["test", str(book)]).stdout


@pytest.mark.parametrize(
    ("currency", "territory", "sign"), [("EUR", "IE", "€"), ("CHF", "CH", "CHF"), ("JPY", "JP", "¥")]
)
def test_amounts_can_be_typed_as_they_are_shown(currency: str, territory: str, sign: str, tmp_path: Path) -> None:
    book = made(tmp_path, "--currency", currency, "--territory", territory)
    assert load(book).jurisdiction.money_sign == sign


def decided(worker: Officer, case: Case, kind: str) -> None:
    worker.open(case)
    there = f"decide/{FOLDER[kind]}/0/"
    worker.on(case, there, {"how": "assessed", "for": "p1", "despite": "", "action": "propose"})
    worker.on(case, f"proposals/{Proposal.objects.get().pk}/issue/")


@pytest.mark.parametrize("kind", KINDS)
def test_it_works_from_the_first_question_to_the_hearing(
    kind: str, ana: Visitor, visitor_of: Any, worker: Officer, tmp_path: Path, settings: LazySettings
) -> None:
    book = made(tmp_path, "--kind", kind, "--currency", "EUR", "--territory", "IE")
    with riverton.in_force(book, settings):
        assert "Your result" in through_the_screener(ana)
        case = applied(ana)
        seen(ana, "/case/", ("", "facts/", "papers/", "notices/"))
        home = {"part": "north", "lives_here": True}
        stated = [Stated("p1", "birth_date", "1990-01-01"), *(Stated("household", f, v) for f, v in home.items())]
        case = file(
            RESIDENT, Application({"p1": "Ana Ruiz"}, stated, {"phone": "01 555 0101"}, "en", "online"), Attempted("a")
        )[0]
        decided(worker, case, kind)
        own = visitor_of(case)
        number = Decision.objects.get().pk
        seen(own, "/case/", ("", f"notices/{number}/hearing/", f"notices/{number}/"))
        assert SAID[kind] in own.text
        seen(
            ana,
            "/",
            ("rules/", "rules/facts/", f"rules/{FOLDER[kind]}/", f"rules/{FOLDER[kind]}/eligible/", "statistics/"),
        )


def test_nothing_is_written_over_and_what_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    book = made(tmp_path)
    before = (book / "rulebook.toml").read_text()
    done = run(app, ["new", str(book)])
    assert done.exit_code == 2
    assert "nothing is written over it" in done.stderr
    assert (book / "rulebook.toml").read_text() == before
    words = ["new", str(tmp_path / "No-Name"), "--kind", "gift", "--currency", "XXQ", "--territory", "ZZZ"]
    done = run(app, words)
    assert done.exit_code == 2
    for wrong in ("is no name for a rulebook", "is no kind of programme", "is no currency", "is no country"):
        assert wrong in done.stderr
    assert not (tmp_path / "No-Name").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [(["riverside"], "ships with Nextwave"), (["heating", "--language", "es"], "nextwave wording NAME --language es")],
)
def test_a_name_that_is_taken_and_another_language_are_refused(words: list[str], said: str) -> None:
    done = run(app, ["new", *words])
    assert done.exit_code == 2
    assert said in done.stderr
