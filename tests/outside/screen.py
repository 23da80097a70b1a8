"""The system's Chromium, for what only a browser can tell: how wide a page is, in which type, and how it prints."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from tests.outside.service import Service

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@contextmanager
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "there is no Chromium"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield made
        made.close()


def sign_in(page: Page, service: Service, name: str) -> None:
    page.goto(f"{service.address}/staff/sign-in/")
    page.locator("#username").fill(name)
    page.locator("#password").fill(service.printed["password"])
    page.locator("main button").last.click()


def open_case(page: Page, service: Service, reference: str) -> None:
    page.goto(f"{service.address}/cases/{reference}/")
    page.locator("input[name=reason]").first.check()
    page.locator("main button").last.click()


def come_back(page: Page, service: Service, code: str) -> None:
    """With the code of a case."""
    page.goto(f"{service.address}/code/")
    page.locator("#code").fill(code)
    page.locator("main button").last.click()


def too_wide(page: Page) -> int:
    """By how many pixels a page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
