"""`nextwave serve --demo` makes the demonstration and serves it with what it prints: its cases to the token, and, in a
real browser, the public's statistics and the board, on small and large screens and in both languages."""

from __future__ import annotations

import json
import os
import tempfile
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.interview import Resident
from tests.journeys.looking import errors_of
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


def test_the_cases_are_served_to_the_token_that_is_printed(demonstration: dict[str, Any]) -> None:
    assert {a["role"] for a in demonstration["accounts"]} >= {"worker", "supervisor", "auditor"}
    request = urllib.request.Request(f"{demonstration['address']}api/v1/cases?limit=200")
    request.add_header("Authorization", f"Bearer {demonstration['token']}")
    with urllib.request.urlopen(request, timeout=5) as answer:
        found = json.load(answer)["cases"]
    assert len(found) == demonstration["applications"] == COUNT
    assert {c["status"] for c in found} >= {"filed", "decided"}


# Spanish is the longer of the two languages, so what fits a screen in Spanish does in English.
def test_every_page_fits_the_screen_and_axe_finds_nothing(demonstration: dict[str, Any], browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="es-US")
    page = context.new_page()
    problems = errors_of(page)
    address = demonstration["address"].rstrip("/")
    someone = Resident(page, address, {}, language="es", widths=(320, 768, 1280))
    page.goto(f"{address}/staff/sign-in/?next=/policy/board/")
    page.locator("main input[type=text]").fill("policymaker")
    page.locator("main input[type=password]").fill(demonstration["accounts"][0]["password"])
    page.locator("main button[type=submit]").click()
    for path in ("/policy/board/", "/statistics/", "/statistics/2026-10/", "/statistics/2026-10/1/"):
        page.goto(address + path)
        someone.look()
        charts = page.locator("img.nw-law__chart")
        for chart in charts.all():
            chart.scroll_into_view_if_needed()
            assert chart.evaluate("image => image.decode().then(() => image.naturalWidth > 0)"), (
                f"{path} shows no chart"
            )
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
