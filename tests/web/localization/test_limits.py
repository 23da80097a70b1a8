"""Pages that are about no case tell the time limits of every programme: one where they are the same, else each its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from nextwave.casework.law import procedure
from nextwave.rulebook.loading import load
from nextwave.web.localization import limits
from tests.casework import riverton
from tests.clinic import added
from tests.web.elsewhere import pages_of

pytestmark = pytest.mark.django_db
SHORTER = "\n".join(
    line.replace("decision_days = 30", "decision_weeks = 2").replace("hearing_days = 90", "hearing_months = 1")
    for line in riverton.NOTICE.replace("{days} days", "{months} month").splitlines()
    if not line.startswith("expedited")
)
SAID = '[decision]\nen = "We decide within {days} days."\n[changes]\nen = "Tell us."\n'


@pytest.fixture
def book(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """Two programmes, each with limits of its own."""
    with pages_of(tmp_path, settings) as made:
        added(made)
        (made / "clinic" / "notice.toml").write_text(SHORTER)
        riverton.forget()
        yield made


def test_where_they_differ_each_programme_is_named(book: Path) -> None:
    assert limits.told("decision") == "2 weeks (Riverton clinic) and 30 days (Riverton grant)"
    assert limits.told("hearing") == "1 month (Riverton clinic) and 90 days (Riverton grant)"
    assert limits.told("expedited") == "7 days (Riverton grant)"
    assert "You hear from us within 2 weeks (Riverton clinic) and 30 days (Riverton grant)." in Client().get("/").content.decode()  # fmt: skip


def test_where_they_are_the_same_one_is_told(book: Path) -> None:
    (book / "clinic" / "notice.toml").write_text(riverton.NOTICE.replace("within_limit", "has_little"))
    riverton.forget()
    assert [limits.told(name) for name in ("decision", "hearing", "expedited")] == ["30 days", "90 days", "7 days"]
    assert limits.cites() == "Riverton Code 20"


def test_a_text_that_names_a_limit_of_one_programme_only_is_not_told_and_check_says_so(book: Path) -> None:
    (book / "procedure.toml").write_text(SAID)
    riverton.forget()
    found = procedure.problems_of(book, load(book))
    assert [(p.severity, p.what.split(" names ")[0]) for p in found] == [("warning", "decision")]
    from nextwave.web.localization.procedure import told

    assert told("decision") == ""
    assert told("changes") == "Tell us."
