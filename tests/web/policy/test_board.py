"""The board: counts of the service for those who answer for it, and for nobody else."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.urls import reverse

from nextwave.casework.access.actor import Actor
from nextwave.casework.models import Access
from nextwave.casework.models.account import Role
from tests.casework import riverton
from tests.casework.conftest import NAMES, TODAY, Filing
from tests.casework.statistics.test_performance import decide
from tests.web.worker.conftest import Officer, filed, keys, people

__all__ = ["filed", "keys", "people"]

BOARD = "/policy/board/"


@pytest.mark.parametrize("role", Role.values)
def test_it_is_open_to_those_who_answer_for_the_service(people: dict[str, Actor], role: str) -> None:
    officer = Officer(people[role])
    for there in (BOARD, f"{BOARD}backlog.csv", f"{BOARD}backlog-wide.svg"):
        officer.get(there)
        assert officer.status == (200 if role in ("supervisor", "policymaker", "auditor") else 403)


def lines(officer: Officer, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(officer.get(f"{BOARD}{table}.csv"))))


def test_it_shows_what_was_counted_and_no_name(people: dict[str, Actor], filed: Filing) -> None:
    one, _two = filed("a", filed_on=date(2026, 10, 1)), filed("b")
    decide(people["worker"], one, date(2026, 11, 10))
    officer = Officer(people["supervisor"])
    text = officer.get(BOARD)
    assert not any(part in text for part in (*NAMES.values(), "Ruiz", one.reference))
    assert not Access.objects.exists(), "nothing of a case was read"
    assert "November 2026" in text and "30 days" in text
    november = lines(officer, "timeliness")[0]
    assert november["month"] == f"{TODAY:%Y-%m}"
    assert (november["other_decided"], november["other_in_time"], november["other_median_days"]) == ("1", "0", "40")
    assert lines(officer, "applications")[1] == {
        "month": "2026-10",
        "applications": "1",
        "expedited": "0",
        "unsettled": "0",
        "other": "1",
    }
    assert [row["applications"] for row in lines(officer, "backlog")] == ["1", "0", "0", "0", "0"]


def test_it_counts_anew_after_every_act(people: dict[str, Actor], filed: Filing) -> None:
    officer = Officer(people["auditor"])
    filed("a")
    assert lines(officer, "applications")[0]["applications"] == "1"
    filed("b")
    assert lines(officer, "applications")[0]["applications"] == "2"


def test_every_table_has_a_file_and_a_chart_with_words(people: dict[str, Actor], filed: Filing) -> None:
    decide(people["worker"], filed("a"), TODAY)
    officer = Officer(people["policymaker"])
    text = officer.get(BOARD)
    for table in ("applications", "timeliness", "backlog", "deviations", "reasons"):
        assert reverse("board-csv", args=[table]) in text
        assert lines(officer, table)
        if table in ("reasons", "timeliness"):
            continue  # of few cases no share is drawn
        for size in ("wide", "small"):
            picture = ElementTree.fromstring(officer.get(reverse("board-chart", args=[table, size])))
            assert picture.tag.endswith("svg")


def test_what_is_no_table_is_not_found(people: dict[str, Actor]) -> None:
    officer = Officer(people["policymaker"])
    for there in ("names.csv", "reasons-wide.svg", "backlog-huge.svg"):
        officer.get(BOARD + there)
        assert officer.status == 404


def test_where_the_law_has_no_short_limit_nothing_tells_of_expedited_cases(
    people: dict[str, Actor], tmp_path: Path, settings: LazySettings
) -> None:
    """They would be columns of zeros."""
    book = riverton.rulebook(tmp_path)
    notice = book / "grant" / "notice.toml"
    notice.write_text(re.sub(r"expedited_.*\n", "", notice.read_text()).replace("decision_days", "decision_weeks"))
    with riverton.in_force(book, settings):
        riverton.case("Ana Ruiz")
        officer = Officer(people["policymaker"])
        text = officer.get(BOARD)
        assert "against the limit of 30 weeks." in text
        assert not re.search("xpedited|Not settled|Other:|>Other<", text)
        assert re.search(r">Decided</th>\s*<th[^>]*>In time</th>\s*<th[^>]*>Median days</th>", text)
        assert lines(officer, "applications")[0] == {"month": "2026-11", "applications": "1", "other": "1"}
        assert list(lines(officer, "backlog")[0]) == ["days_from", "days_to", "applications", "other", "late"]
        first = lines(officer, "timeliness")[0]
        assert list(first) == ["month", "other_decided", "other_in_time", "other_median_days"]
        for table in ("applications", "backlog"):
            assert "<svg" in officer.get(reverse("board-chart", args=[table, "wide"]))
