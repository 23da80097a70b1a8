"""Pages say what people come for by the kinds of programmes: nobody finds out what help they get of a levy or a permit."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from nextwave.rulebook.beginning import begun
from nextwave.rulebook.finding import find
from nextwave.web.localization.purposes import sought
from tests.casework import riverton

TITLES = {
    "paid": "Find out what help you can get",
    "in kind": "Find out what help you can get",
    "tier": "Find out what help you can get",
    "owed": "Find out what you have to pay",
    "permit": "Find out whether you can have it",
}


@pytest.mark.parametrize("kind", TITLES)
def test_the_first_page_follows_the_kind_of_programme(
    kind: str, db: None, tmp_path: Path, settings: LazySettings
) -> None:
    begun(tmp_path / "heating", kind=kind, currency="EUR", territory="IE", year=2026)
    with riverton.in_force(tmp_path / "heating", settings):
        text = Client().get("/").content.decode()
        assert TITLES[kind] in text
        assert ("help" in text) == TITLES[kind].endswith("help you can get")
        assert (">Apply<" in text) == (kind != "owed")
        assert ("Send your answers" in text) == (kind == "owed")


@pytest.mark.parametrize(("name", "kind"), [("england", "help"), ("washington", "help"), ("riverside", "permit")])
def test_where_something_is_given_pages_speak_of_help(name: str, kind: str, settings: LazySettings) -> None:
    with riverton.in_force(find(name), settings):
        assert sought() == kind
