"""An address is written as it is where the law holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.casework.conftest import Filing
from tests.web.elsewhere import HERE, pages_of
from tests.web.resident.conftest import ADDRESS, Visitor


def test_a_postcode_is_called_as_there_and_has_its_form(
    ana: Visitor, db: None, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings):
        ana.post("/apply/names/", {"name-": "Ana Ruiz"})
        text = ana.get("/apply/address/")
        assert "Postcode (optional)" in text and "ZIP" not in text
        assert 'inputmode="text"' in text
        text = ana.send("/apply/address/", {**ADDRESS, "postcode": "98501"})
        assert "Enter your postcode, such as 1234 AB, or leave it empty" in text
        ana.send("/apply/address/", {**ADDRESS, "postcode": "2511cv"})
        assert 'value="2511 CV"' in ana.get("/apply/address/")


def test_without_a_form_any_postcode_is_taken(ana: Visitor, db: None, tmp_path: Path, settings: LazySettings) -> None:
    with pages_of(tmp_path, settings, head=""):
        ana.post("/apply/names/", {"name-": "Ana Ruiz"})
        text = ana.send("/apply/address/", {**ADDRESS, "postcode": "x" * 30})
        assert "Enter your postcode in up to 20 letters and digits" in text
        ana.send("/apply/address/", {**ADDRESS, "postcode": "D02 X285"})
        assert 'value="D02 X285"' in ana.get("/apply/address/")


@pytest.mark.parametrize(
    ("head", "where"), [(HERE, "about:blank"), ('leave_to = "https://example.org/"', "https://example.org/")]
)
def test_the_way_out_leads_where_the_rulebook_says(
    head: str, where: str, ana: Visitor, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, head=head):
        assert f'href="{where}"' in ana.get("/")


def test_a_record_with_the_earlier_name_of_the_field_is_read(
    filed: Filing, visitor_of: Visitor, tmp_path: Path
) -> None:
    case = filed()
    contact = case.contacts.get()
    contact.content = {"fixed": True, "street": "1 Oak St", "city": "Olympia", "zip": "98501"}
    assert contact.said["postcode"] == "98501" and "zip" not in contact.said
