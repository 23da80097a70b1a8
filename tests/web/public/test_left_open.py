"""Pages of the rules say what a higher law leaves open, by which provision, and who sets it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.web.elsewhere import pages_of


def about(path: str, language: str = "en") -> str:
    """What a page says first of a rule or figure."""
    answer = Client(headers={"accept-language": language}).get(path)
    assert answer.status_code == 200, path
    (table,) = re.findall(r"<dl class=.*?</dl>", answer.content.decode(), re.S)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", table))).replace(" ;", ";")


def test_a_figure_that_the_state_sets(db: None) -> None:
    page = "/rules/figures/snap.shelter.utility_allowance.limited/"
    assert "Left open by 7 CFR 273.9(d)(6)(iii)(A)(3) Set by Washington State" in about(page)
    assert "Lo deja abierto 7 CFR 273.9(d)(6)(iii)(A)(3) Lo fija Estado de Washington" in about(page, "es")
    assert "Left open" not in about("/rules/figures/snap.shelter.cap/")


def test_what_leaves_it_open_is_found_by_its_citation(db: None) -> None:
    found = Client().get("/rules/", {"q": "2015(o)(4)(A)"}).content.decode()
    assert "/rules/figures/snap.time_limit.waived_counties/" in found


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("usual_heating", "Left open by Kingdom Act 4; Kingdom Act 5 Set by Riverton"),
        ("dark", "Left open by Kingdom Act 6 Open to Riverton Nothing else is set: what stands here holds."),
    ],
)
def test_a_rule_that_the_town_sets_or_not(
    rule: str, said: str, db: None, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings):
        assert said in about(f"/rules/grant/{rule}/")
        assert "Left open" not in about("/rules/grant/warm/")
