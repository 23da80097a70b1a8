"""Statistics are open to everyone, say what was released and nothing that is hidden."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from nextwave.casework.models import Docket, Release
from nextwave.casework.statistics.releasing import release
from tests.casework.conftest import filed_as
from tests.casework.shared import shared
from tests.casework.statistics.test_releasing import fill

MONTH = "/statistics/2026-10/"


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def october(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Release]:
    with shared(django_db_blocker, tmp_path_factory.mktemp("evidence")):
        fill(filed_as, 31)
        yield release(date(2026, 10, 1))


def page(path: str, language: str = "en") -> str:
    answer = Client(headers={"accept-language": language}).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def lines(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page(path))))


def test_without_a_release_the_page_says_so() -> None:
    assert "No month is released yet." in page("/statistics/")


def test_a_month_has_each_of_its_tables_as_words_file_and_chart(october: Release) -> None:
    text = page(MONTH)
    assert re.search(r"Kitsap</th><td[^>]*>hidden", text)
    assert "Chelan" not in text, "a county without applications is in the file only"
    counties = {row["group"]: row["count"] for row in lines(f"{MONTH}1/applications_by_county.csv")}
    assert (counties["kitsap"], counties["king"], counties["chelan"], counties["all"]) == (
        "hidden",
        "hidden",
        "0",
        "31",
    )
    assert {row["group"]: row["count"] for row in lines(f"{MONTH}1/applications_by_channel.csv")}["online"] == "31"
    for size in ("wide", "small"):
        drawn = page(f"{MONTH}1/applications_by_channel-{size}.svg")
        assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert 'alt="Applications by how they came: Online 31' in text


def test_a_number_of_a_hidden_cell_is_nowhere(october: Release) -> None:
    """Of 31 applications 3 and 28 are hidden: neither number is in a table, a file or a chart."""
    for path in (f"{MONTH}1/applications_by_county.csv", f"{MONTH}1/release.json", MONTH):
        text = re.sub(r"20\d\d-\d\d-\d\d|[0-9a-f]{64}|CFR [0-9.()a-z]+", "", page(path))
        assert not re.search(r">\s*(3|28)\s*<|: (3|28)[,\n]|,(3|28)\r", text), path


def test_over_the_months_there_are_applications_decisions_and_timeliness(october: Release) -> None:
    text = page("/statistics/")
    for table in ("applications", "decisions", "timeliness"):
        assert lines(f"/statistics/{table}.csv")[0]["month"] == "2026-10"
        assert f'id="{table}"' in text
    assert lines("/statistics/applications.csv")[0]["applications"] == "31"
    assert page("/statistics/applications-wide.svg").startswith("<svg")


def test_the_fingerprint_is_of_the_bytes_that_are_published(october: Release) -> None:
    content = Client().get(f"{MONTH}1/release.json").content
    assert hashlib.sha256(content).hexdigest() == october.sha256
    assert october.sha256 in page("/statistics/")


def test_a_corrected_release_is_kept_with_the_reason_of_the_next(october: Release) -> None:
    Docket.objects.update(area="king")
    release(date(2026, 10, 1), "Three were in another county.")
    assert "Release 2, counted on November 24, 2026." in page(MONTH)
    assert "Corrected because: Three were in another county." in page("/statistics/")
    old = page(f"{MONTH}1/")
    assert "This release was corrected." in old and "Release 1, counted on" in old


def test_it_is_in_spanish_too(october: Release) -> None:
    assert "Estadísticas de este servicio" in page("/statistics/", "es")
    assert "octubre de 2026" in page(MONTH, "es")


@pytest.mark.parametrize(
    "path",
    ["2026-09/", "2026-13/", "x/", "2026-10/2/", "2026-10/1/names.csv", "names.csv", "applications-huge.svg"],
)
def test_what_was_not_released_is_not_found(october: Release, path: str) -> None:
    assert Client().get(f"/statistics/{path}").status_code == 404
