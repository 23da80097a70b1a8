"""The queue goes by what the rulebook says: another area, or none."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import LazySettings

from nextwave.casework.models import Docket
from tests.casework import riverton
from tests.web.elsewhere import pages_of
from tests.web.worker.conftest import Officer


def columns(text: str) -> list[str]:
    return re.findall(r'<th scope="col" class="govuk-table__header">([^<]*)</th>', text)


def test_the_area_is_what_the_rulebook_names(worker: Officer, tmp_path: Path, settings: LazySettings) -> None:
    with pages_of(tmp_path, settings):
        case = riverton.case("Ana Ruiz")
        assert Docket.objects.get(pk=case.pk).area == "owner"
        text = worker.get("/cases/", area="owner")
        assert case.reference in text
        assert "Tenure" in columns(text) and '<option value="tenant">Rents the home' in text
        assert case.reference not in worker.get("/cases/", area="tenant")
        assert "County" not in text


def test_without_an_area_there_is_no_column_and_no_filter(
    worker: Officer, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, head=""):
        case = riverton.case("Ana Ruiz")
        text = worker.get("/cases/")
        assert case.reference in text and len(columns(text)) == 7
        assert 'name="area"' not in text
