"""What pages say of the procedure is the rulebook's; without it they name no law and no programme."""

from __future__ import annotations

import re
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
