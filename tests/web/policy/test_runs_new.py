"""A run is asked for: figures are looked for and changed on the page, or a reform is sent as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from nextwave.reforms import asking
from nextwave.reforms.models import Run
from tests.web.policy.conftest import CAP, REFORM, Maker, standing


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


def test_rules_without_households_say_so_and_ask_for_no_run(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> str:
        raise asking.NoHouseholds

    monkeypatch.setattr(asking, "population", nothing)
    maker.fill("/policy/runs/new/", CAP)
    assert maker.status == 400
    assert "These rules have no households to work it out over" in maker.text
    assert not Run.objects.exists()
