"""The public's statistics and the board, in a real browser, on small and large screens and in both languages."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.interview import Resident, errors_of
from tests.journeys.service import TODAY, served

#: So many applications that some months are hidden whole and others are not.
COUNT = 60


@pytest.fixture(scope="module")
def demonstration() -> Iterator[dict[str, Any]]:
    """A demonstration with applications, and what it prints."""
    environment = {**os.environ, "NEXTWAVE_TODAY": TODAY}
    options = ("--demo", "--json", "--applications", str(COUNT))
    with tempfile.TemporaryFile() as said, served(environment, *options, said=said):
        said.seek(0)
        yield json.loads(said.readline())


# Spanish is the longer of the two, so what fits a narrow screen in Spanish does in English.
@pytest.mark.parametrize(("language", "width"), [("es", 320), ("en", 768), ("es", 1280)])
def test_every_page_fits_the_screen_and_axe_finds_nothing(
    demonstration: dict[str, Any], browser: Browser, language: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale=f"{language}-US")
    page = context.new_page()
    problems = errors_of(page)
    address = demonstration["address"].rstrip("/")
    someone = Resident(page, address, {}, language=language)
    page.goto(f"{address}/staff/sign-in/?next=/policy/board/")
    page.locator("main input[type=text]").fill("policymaker")
    page.locator("main input[type=password]").fill(demonstration["accounts"][0]["password"])
    page.locator("main button[type=submit]").click()
    for path in ("/policy/board/", "/statistics/", "/statistics/2026-10/", "/statistics/2026-10/1/"):
        page.goto(address + path)
        someone.look()
        charts = page.locator("img.nw-law__chart")
        for chart in charts.all():
            assert chart.evaluate("image => image.complete && image.naturalWidth > 0"), f"{path} shows no chart"
        assert charts.count() or "2026-10" in path
    assert problems == []
    context.close()


def test_someone_finds_a_month_and_takes_its_figures_away_without_javascript(
    demonstration: dict[str, Any], browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto(demonstration["address"])
    page.get_by_role("link", name="Statistics").click()
    page.get_by_role("link", name="October 2026", exact=True).click()
    expect(page.get_by_role("heading", name="Why some numbers are hidden")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download “Applications by county” (CSV)").click()
    assert download.value.suggested_filename == "2026-10-applications_by_county.csv"
    assert "hidden" in download.value.path().read_text()
    context.close()
