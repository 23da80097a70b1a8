"""Pictures of the pages for the documentation, from the demonstration in a real browser, at three widths.

    python -m tests.journeys.pictures [applications]

They go to docs/pictures/<width>/<page>.png. Each shows the top of a page, as far as it matters.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.conftest import FLAGS, chromium
from tests.journeys.household import FAMILY
from tests.journeys.interview import Resident
from tests.journeys.service import TODAY, served

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
HEIGHTS = {320: 1100, 768: 1200, 1280: 1000}


@dataclass(frozen=True, slots=True)
class Shown:
    """The demonstration that is looked at: its address, the accounts' password and a code of a decided case."""

    address: str
    password: str
    code: str

    def sign_in(self, page: Page, name: str) -> None:
        page.goto(f"{self.address}/staff/sign-in/")
        page.locator("#username").fill(name)
        page.locator("#password").fill(self.password)
        page.get_by_role("button", name="Sign in").click()


def resident(shown: Shown, page: Page, keep: Callable[[str], None]) -> None:
    open_to_everyone = {
        "start": "/",
        "rules": "/rules/",
        "rule": "/rules/snap/excess_shelter_deduction/",
        "figure": "/rules/figures/snap.shelter.cap/",
        "statistics": "/statistics/",
        "statistics-month": "/statistics/2026-10/",
    }
    for name, path in open_to_everyone.items():
        page.goto(shown.address + path)
        keep(name)
    ana = Resident(page, shown.address, FAMILY, check=False)
    ana.start("Ana", "Ben", "Cy")
    keep("question")
    ana.go_on()
    keep("result")
    page.goto(f"{shown.address}/code/")
    page.locator("#code").fill(shown.code)
    page.get_by_role("button", name="Continue").click()
    keep("own-case")
    page.locator("a[href^='/case/notices/']").first.click()
    keep("own-notice")


def worker(shown: Shown, page: Page, keep: Callable[[str], None]) -> None:
    shown.sign_in(page, "worker")
    page.goto(f"{shown.address}/cases/")
    keep("queue")
    page.locator("table a[href^='/cases/']").first.click()
    page.locator("input[name=reason][value=application]").check()
    page.get_by_role("button", name="Open the case").click()
    keep("case")
    decide = page.locator("a[href*='/decide/']")
    if decide.count():
        decide.first.click()
        page.locator("input[name=how][value=otherwise]").check()
        keep("decide")


def policymaker(shown: Shown, page: Page, keep: Callable[[str], None]) -> None:
    shown.sign_in(page, "policymaker")
    page.goto(f"{shown.address}/policy/board/")
    keep("board")
    page.goto(f"{shown.address}/policy/runs/new/")
    page.locator("button[name=add][value='snap.shelter.cap']").click()
    page.locator("#value-1").fill("900")
    page.locator("#name").fill("A higher limit for home costs")
    keep("new-run")
    page.get_by_role("button", name="Run it").click()
    page.locator(".nw-shares").wait_for(timeout=180_000)
    keep("run")
    page.goto(f"{shown.address}/policy/runs/")
    keep("runs")


SEATS = (resident, worker, policymaker)


def take(shown: Shown, browser: Browser, width: int) -> None:
    folder = FOLDER / str(width)
    folder.mkdir(parents=True, exist_ok=True)
    for seat in SEATS:
        context = browser.new_context(viewport={"width": width, "height": HEIGHTS[width]}, locale="en-US")
        page = context.new_page()

        def keep(name: str, page: Page = page) -> None:
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}.png")

        seat(shown, page, keep)
        context.close()


def main(applications: str = "400") -> None:
    environment = {**os.environ, "NEXTWAVE_TODAY": TODAY}
    options = ("--demo", "--applications", applications, "--json")
    with tempfile.TemporaryFile() as said, served(environment, *options, said=said) as address:
        said.seek(0)
        made = json.loads(said.readline())
        code = next(c["code"] for c in made["codes"] if c["status"] == "decided")
        shown = Shown(address, made["accounts"][0]["password"], code)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            for width in HEIGHTS:
                take(shown, browser, width)
            browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
