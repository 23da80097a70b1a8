"""Statistics go by the area that the rulebook names; what was released under another name stays as it is."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from django.conf import LazySettings
from django.test import Client

from nextwave.casework.statistics.releasing import release, tables_of
from tests.casework.conftest import keys
from tests.web.elsewhere import pages_of

__all__ = ["keys"]

OCTOBER = date(2026, 10, 1)


def test_a_table_is_named_for_the_fact_and_one_under_an_earlier_name_still_shows(
    db: None, tmp_path: Path, settings: LazySettings
) -> None:
    before = release(OCTOBER)
    assert next(iter(tables_of(before))) == "applications_by_county"
    with pages_of(tmp_path, settings):
        assert next(iter(tables_of(release(date(2026, 9, 1))))) == "applications_by_tenure"
        client = Client()
        assert "Applications by tenure" in client.get("/statistics/2026-09/").content.decode()
        assert "Applications by county" in client.get("/statistics/2026-10/").content.decode()
        assert client.get("/statistics/2026-10/1/applications_by_county.csv").status_code == 200
        sent = client.get("/statistics/2026-10/1/release.json").content
        assert hashlib.sha256(sent).hexdigest() == before.sha256


def test_without_an_area_there_is_no_such_table(db: None, tmp_path: Path, settings: LazySettings) -> None:
    with pages_of(tmp_path, settings, head=""):
        assert next(iter(tables_of(release(OCTOBER)))) == "applications_by_channel"
        assert Client().get("/statistics/2026-10/").status_code == 200
