"""What pages say of the procedure is the rulebook's; without it they name no law and no programme."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from django.conf import LazySettings

from nextwave.casework.models import Docket
from tests.web.elsewhere import HERE, pages_of
from tests.web.resident.conftest import Visitor

OWN = """
[changes]
cites = "Riverton Code 30"
en = "Tell the town when something changes."
[apply]
en = "Ask the town for its grant"
[decision]
cites = "Riverton Code 31"
en = "The town decides within {days} days, at once within {fast_days}."
"""


def pages(visitor: Visitor) -> str:
    """What somebody reads who applies, and comes back."""
    read = [visitor.get("/"), visitor.get("/apply/")]
    visitor.fill_in(address={"fixed": "yes", "street": "1 Quay", "city": "Riverton", "letters_safe": "yes"})
    steps = ("names", "address", "contact", "helper", "fast", "evidence", "review", "declaration")
    read += [visitor.get(f"/apply/{step}/") for step in steps]
    visitor.post("/apply/declaration/", {"declared": "yes", "signature": "Ana Ruiz"})
    assert visitor.location == "/apply/done/"
    read += [visitor.get("/apply/done/"), visitor.get("/case/"), visitor.get("/case/facts/")]
    return " ".join(re.sub(r"<[^>]+>", " ", text) for text in read)


def test_without_it_pages_name_no_law_and_no_programme(
    ana: Visitor, db: None, keys: None, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, head=HERE):
        said = pages(ana)
    assert not re.search(r"CFR|food|immigration|hardly any money|fair hearing", said)
    assert "We decide within 30 days after you apply." in said


def test_with_it_they_say_what_stands_there(
    ana: Visitor, db: None, keys: None, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, head=HERE) as book:
        (book / "procedure.toml").write_text(OWN)
        said = pages(ana)
    for words in (
        "Tell the town when",
        "Riverton Code 30",
        "Ask the town for its grant",
        "within 30 days, at once within 7.",
    ):
        assert words in said


def test_without_a_short_limit_none_is_told(
    ana: Visitor, db: None, keys: None, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, head=HERE) as book:
        notice = book / "grant" / "notice.toml"
        notice.write_text(re.sub(r"expedited_.*\n", "", notice.read_text()))
        said = pages(ana)
        assert "must go fast" not in said and "within 7 days" not in said
        assert Docket.objects.get().expedited == "no"


#: Ten working days to decide, a week where it must go fast, a month to ask for a hearing.
OTHER_UNITS = {
    "decision_days = 30": "decision_working_days = 10",
    "expedited_days = 7": "expedited_weeks = 1",
    "hearing_days = 90": "hearing_months = 1",
    "{days} days": "{months} month",
}
HOLIDAYS = '\n[working_days]\nholidays = [2026-11-26, 2026-11-27]\ncites = "Riverton Code 40"\n'


def test_limits_are_told_in_their_units_and_by_the_day_on_which_they_end(
    ana: Visitor, db: None, keys: None, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, head=HERE + HOLIDAYS) as book:
        notice = book / "grant" / "notice.toml"
        text = notice.read_text()
        for old, new in OTHER_UNITS.items():
            text = text.replace(old, new)
        notice.write_text(text)
        (book / "procedure.toml").write_text(
            OWN.replace("{days} days", "{working_days} working days").replace("{fast_days}", "{fast_weeks} week")
        )
        said = pages(ana)
        case = Docket.objects.get()
        assert case.filed_on == date(2026, 11, 24), "a Tuesday"
    for words in (
        "You hear from us within 10 working days.",
        "ask for a hearing within 1 month.",
        "within 10 working days, at once within 1 week.",
        "By 10 December 2026 at the latest.",
        "by 1 December 2026",
    ):
        assert words in said, words
