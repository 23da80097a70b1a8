"""Every command with good and bad input."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nextwave.cli import app
from tests.casework import riverton
from tests.engine.unknowns.test_search import HOME
from tests.usual import person

SITUATION = {"people": [person("ana")], "household": HOME}
GOOD = str(Path(__file__).parent.parent / "good_rulebook")


def run(*arguments: str, given: str = "") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), input=given)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def situation(tmp_path: Path) -> str:
    path = tmp_path / "situation.json"
    path.write_text(json.dumps(SITUATION))
    return str(path)


def test_a_situation_is_assessed_from_a_file_and_from_standard_input(situation: str) -> None:
    status, text, _ = run("assess", "washington", "--on", "2026-11-01", situation)
    again = run("assess", "washington", "--on", "2026-11-01", "-", given=json.dumps(SITUATION))
    assert (status, text) == again[:2]
    result = json.loads(text)["programmes"]["snap"]["results"][0]
    assert (result["status"], result["amount"]["low"]) == ("eligible", "306.00")


def test_a_list_gives_a_list_with_problems_in_their_place() -> None:
    given = json.dumps([SITUATION, {"people": []}, {"on": "2025-11-01", "situation": SITUATION}])
    status, text, _ = run("assess", "washington", "--on", "2026-11-01", "-", given=given)
    first, second, third = json.loads(text)
    assert status == 0
    assert first["on"] == "2026-11-01"
    assert second["problems"][0]["code"] == "people"
    assert third["on"] == "2025-11-01"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("", "this is not JSON"),
        ("{", "1:2: error[json]"),
        ("[" * 100_000, "nests too deeply"),
        ('{"people": [{"id": "ana", "rnt": 1}]}', "did you mean rent?"),
        ('"text"', "needs a list of people"),
    ],
)
def test_bad_input_ends_with_status_two_and_says_where_and_what_to_do(given: str, says: str) -> None:
    status, out, err = run("assess", "washington", "--on", "2026-11-01", "-", given=given)
    assert status == 2
    assert out == ""
    assert says in err
    assert "To do:" in err


def test_bad_input_as_data() -> None:
    status, out, _ = run("assess", "washington", "--on", "2026-11-01", "--json", "-", given="{}")
    assert status == 2
    assert json.loads(out)["problems"][0]["remedy"]


@pytest.mark.parametrize("file", ["nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_refused(file: str) -> None:
    status, _, err = run("assess", "washington", "--on", "2026-11-01", file)
    assert status == 2
    assert "cannot read it" in err


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\xff\xd8\xff")
    status, _, err = run("assess", "washington", "--on", "2026-11-01", str(tmp_path / "picture"))
    assert status == 2
    assert "UTF-8" in err


@pytest.mark.parametrize("command", ["check", "test", "facts", "stubs"])
def test_an_unknown_rulebook_is_refused_by_every_command(command: str) -> None:
    status, _, err = run(command, "atlantis")
    assert status == 2
    assert re.search(r"shipped rulebook: (\w+, )*washington", err)


def test_a_rulebook_is_checked() -> None:
    status, text, err = run("check", "washington")
    note = "note for the resident: notices name nobody to ask, without [office] in rulebook.toml.\n"
    assert (status, err) == (0, note)
    assert "0 errors, 0 warnings" in text
    status, text, _ = run("check", "washington", "--json", "--today", "2026-11-24")
    problems = json.loads(text)["problems"]
    assert (status, {p["code"] for p in problems}) == (0, {"unconfirmed"})
    certification = [p["what"] for p in problems if p["file"].endswith("programme.toml")]
    assert len(certification) == 2 and all("2024-01-31" in what for what in certification)


def test_a_bad_rulebook_ends_with_status_one() -> None:
    status, _, err = run("check", str(Path(GOOD).parent / "bad_rulebooks" / "nowhere"))
    assert status == 2
    assert "no rulebook" in err


def test_cases_are_run() -> None:
    status, text, _ = run("test", GOOD)
    assert (status, text) == (0, "1 of 1 cases came out as worked by hand.\n")
    status, text, _ = run("test", "washington", "--json")
    assert status == 0
    assert all(c["passed"] for c in json.loads(text)["cases"])


def test_facts_are_listed_with_their_questions() -> None:
    assert "birth_date: date" in run("facts", "washington")[1]
    names = [f["name"] for f in json.loads(run("facts", "washington", "--json")[1])["facts"]]
    assert "pays_phone" in names


def test_an_explanation_says_why_and_why_not(situation: str) -> None:
    _, text, _ = run("explain", "washington", "--on", "2026-11-01", situation)
    assert "can get it, $306.00 a month" in text
    assert "7 CFR 273.10(e)(4)" in text
    rich = {"people": [person("ana", pension={"amount": "9000", "per": "month"})], "household": HOME}
    _, text, _ = run("explain", "washington", "--on", "2026-11-01", "-", given=json.dumps(rich))
    assert "cannot get it" in text
    assert (
        "The money coming in is not above the limit; for elderly and disabled people only the net income counts. (no;"
        in text
    )


def test_stubs_name_facts_rules_and_figures_and_are_python(tmp_path: Path) -> None:
    import ast

    status, _, _ = run("stubs", "washington", "--out", str(tmp_path))
    text = "".join(p.read_text() for p in tmp_path.iterdir())
    assert status == 0
    for path in tmp_path.iterdir():
        ast.parse(path.read_text())
    for name in ("gross_income: Money", "birth_date: date", "cap: Money", "food_unit: FoodUnit"):
        assert name in text


@pytest.mark.django_db
def test_the_server_refuses_to_start_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEXTWAVE_SECRET_KEY", raising=False)
    monkeypatch.delenv("NEXTWAVE_SESSION_KEYS", raising=False)
    status, _, err = run("serve")
    assert status == 2
    assert "NEXTWAVE_SECRET_KEY is not set" in err


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{Path(sys.executable).parent / 'nextwave'} facts washington | head -1"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr


def test_a_reform_changes_what_follows_and_the_version(situation: str, tmp_path: Path) -> None:
    reform = tmp_path / "reform.yaml"
    reform.write_text("title: More\nfigures: {snap.benefit.maximum_allotment: {2026-11-01: {1: 320}}}\n")
    status, text, _ = run("assess", "washington", "--on", "2026-11-01", "--reform", str(reform), situation)
    answer = json.loads(text)
    assert status == 0
    assert answer["programmes"]["snap"]["results"][0]["amount"]["low"] == "320.00"
    assert "+" in answer["versions"]["law"]
    assert (
        "$320.00 a month" in run("explain", "washington", "--on", "2026-11-01", "--reform", str(reform), situation)[1]
    )


def test_a_reform_that_cannot_be_read_is_refused(situation: str, tmp_path: Path) -> None:
    status, _, said = run("assess", "washington", "--on", "2026-11-01", "--reform", "none.yaml", situation)
    assert (status, "none.yaml: error[file]" in said) == (2, True)
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("title: X\nfigures: {snap.shelter.cup: {2026-11-01: 1}}\n")
    status, _, said = run("assess", "washington", "--on", "2026-11-01", "--reform", str(wrong), situation)
    assert (status, "did you mean snap.shelter.cap" in said) == (2, True)


def test_a_rulebook_is_not_checked_for_a_day_of_which_nobody_knows_the_law() -> None:
    status, text, _ = run("check", "washington", "--json", "--today", "9999-12-31")
    assert (status, [p["code"] for p in json.loads(text)["problems"]]) == (1, ["too-late"])


def test_check_names_what_notices_and_cases_cannot_say(tmp_path: Path) -> None:
    book = riverton.rulebook(tmp_path)
    notice, cases = book / "grant" / "notice.toml", book / "grant" / "cases.yaml"
    notice.write_text(notice.read_text().replace("within_limit", "circle_need"))
    status, _, said = run("check", str(book))
    assert status == 1
    assert "grant/notice.toml" in said
    assert "circle_need, which is not among the reasons" in said
    notice.unlink()
    cases.write_text(cases.read_text().replace("hours: 0", "hours: 900"))
    status, _, said = run("check", str(book))
    assert status == 1
    assert "900 is outside what is possible" in said


def test_the_law_of_a_rulebook_is_listed_with_its_statuses_as_text_tables_and_data() -> None:
    status, text, _ = run("sources", "riverside")
    assert status == 0
    assert text.startswith("Riverside: 11 paragraphs: 6 encoded, 5 procedure\n")
    assert "  6 a permit ends after a year: encoded. Twelve months from the month of the application on.\n" in text
    assert "| 7 the fee, by days and for food | encoded |  |\n" in run("sources", "riverside", "--markdown")[1]
    found = json.loads(run("sources", "washington", "--status", "not modelled", "--json")[1])
    paragraphs = [(s["citation"], p["at"]) for s in found["sources"] for p in s["paragraphs"]]
    assert ("7 CFR 273.9", "(c)(16)") in paragraphs
    assert len(paragraphs) == found["counts"]["not modelled"]


def test_a_status_that_there_is_not_is_refused() -> None:
    status, _, problems = run("sources", "riverside", "--status", "done")
    assert status == 2
    assert "done is no status" in problems
