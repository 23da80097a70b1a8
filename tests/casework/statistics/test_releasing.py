"""A month is released once it is complete, never changed, and corrected only beside what was released."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from nextwave.casework.law.time_limit import TimeLimit
from nextwave.casework.models import Docket, Release
from nextwave.casework.models.record import NeverChanged
from nextwave.casework.refusals import Refused
from nextwave.casework.statistics.releasing import due, limits_of, read, release, tables_of
from nextwave.openness.disclosure import VERSION
from tests.casework import riverton
from tests.casework.conftest import Filing

OCTOBER = date(2026, 10, 1)


def fill(filed: Filing, count: int) -> None:
    """So many applications of October, of which three are in Kitsap."""
    for n in range(count):
        filed(f"october {n}", filed_on=date(2026, 10, 5))
    few = list(Docket.objects.values_list("pk", flat=True)[:3])
    Docket.objects.update(area="king")
    Docket.objects.filter(pk__in=few).update(area="kitsap")


def test_a_release_has_every_table_and_its_own_fingerprint(filed: Filing) -> None:
    fill(filed, 15)
    made = release(OCTOBER)
    assert made.sha256 == hashlib.sha256(made.content.encode()).hexdigest()
    content = json.loads(made.content)
    assert (content["month"], content["release"], content["measured_on"]) == ("2026-10", 1, "2026-11-24")
    assert tuple(content["tables"]) == (
        "applications_by_county", "applications_by_channel", "applications_by_language",
        "decisions_by_outcome", "decisions_by_timeliness",
    )  # fmt: skip
    assert {t.total for name, t in tables_of(made).items() if name.startswith("applications")} == {15}


def test_small_counts_and_their_complement_are_not_in_it(filed: Filing) -> None:
    fill(filed, 15)
    cells = tables_of(release(OCTOBER))["applications_by_county"].cells
    assert (cells["kitsap"], cells["king"], cells["pierce"]) == (None, None, 0)


def test_a_month_of_a_few_tells_not_even_how_many(filed: Filing) -> None:
    fill(filed, 4)
    for name, table in tables_of(release(OCTOBER)).items():
        if name.startswith("applications"):
            assert table.total is None
            assert set(table.cells.values()) == {None}


@pytest.mark.parametrize(("today", "may"), [("2026-10-31", False), ("2026-11-10", False), ("2026-11-11", True)])
def test_a_month_is_released_ten_days_after_it_has_ended(
    filed: Filing, settings: LazySettings, today: str, may: bool
) -> None:
    fill(filed, 11)
    settings.TODAY = today
    assert list(due(date.fromisoformat(today))) == ([OCTOBER] if may else [])
    if may:
        assert release(OCTOBER).number == 1
        return
    with pytest.raises(Refused, match="from 2026-11-11 on"):
        release(OCTOBER)
    assert not Release.objects.exists()


def test_what_is_released_is_not_due_any_more_and_never_changes(filed: Filing) -> None:
    fill(filed, 11)
    made = release(OCTOBER)
    assert list(due(date(2026, 11, 24))) == []
    with pytest.raises(Refused, match="say why"):
        release(OCTOBER)
    with pytest.raises(NeverChanged):
        made.save()


def test_a_correction_is_kept_beside_the_release_that_it_corrects(filed: Filing) -> None:
    fill(filed, 15)
    first = release(OCTOBER)
    with pytest.raises(Refused, match="nothing would differ"):
        release(OCTOBER, "Someone asked")
    Docket.objects.update(area="king")
    second = release(OCTOBER, "Three were in another county.")
    assert (second.number, read(second)["reason"]) == (2, "Three were in another county.")
    first.refresh_from_db()
    assert read(first)["release"] == 1


def test_a_correction_tells_nothing_by_its_difference_from_what_was_hidden(filed: Filing) -> None:
    """First Kitsap (3) and King (12) were hidden. Now all fifteen of King would tell what they were."""
    fill(filed, 15)
    release(OCTOBER)
    Docket.objects.update(area="king")
    tables = tables_of(release(OCTOBER, "Three were in another county."))
    county = tables["applications_by_county"]
    assert (county.total, county.withheld, set(county.cells.values())) == (15, True, {None})
    assert tables["applications_by_channel"].cells["online"] == 15, "what did not change is shown as before"


def test_nothing_can_be_corrected_that_is_not_released(filed: Filing) -> None:
    fill(filed, 11)
    with pytest.raises(Refused, match="leave the reason out"):
        release(OCTOBER, "Why not")


@pytest.mark.parametrize(
    ("short", "limits", "cells"),
    [
        ("", {"working_days": 10}, ("other_in_time", "other_late")),
        (
            "expedited_weeks = 1",
            {"working_days": 10, "expedited_weeks": 1},
            ("expedited_in_time", "expedited_late", "other_in_time", "other_late"),
        ),
    ],
)
def test_a_release_tells_the_limits_that_the_law_has_and_in_their_units(
    short: str, limits: dict[str, int], cells: tuple[str, ...], db: None, tmp_path: Path, settings: LazySettings
) -> None:
    book = riverton.rulebook(tmp_path)
    notice = book / "grant" / "notice.toml"
    text = notice.read_text().replace("decision_days = 30", "decision_working_days = 10")
    text = text.replace("expedited_days = 7", short)
    notice.write_text(text if short else text.replace('expedited_rule = "within_limit"', ""))
    with riverton.in_force(book, settings):
        made = release(OCTOBER)
        assert read(made)["limits"] == {**limits, "cites": "Riverton Code 20"}
        assert limits_of(made) == (TimeLimit(10, "working_days"), TimeLimit(1, "weeks") if short else None)
        assert tuple(tables_of(made)["decisions_by_timeliness"].cells) == cells


def test_what_earlier_releases_say_twice_is_one_limit() -> None:
    """They named the same days for the short limit where the law had none."""
    limits = {"days": 28, "expedited_days": 28, "cites": "Riverside Street Code 8"}
    assert limits_of(Release(content=json.dumps({"limits": limits}))) == (TimeLimit(28), None)


def test_the_name_of_the_rules_of_disclosure_fits_in_a_release() -> None:
    """SQLite would keep a longer one, and PostgreSQL refuse it."""
    assert len(VERSION) <= Release._meta.get_field("rules").max_length
