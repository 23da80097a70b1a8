"""The system's Chromium, for what only a browser can tell: how wide a page is, in which type, and how it prints."""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.outside.service import Service

#: Any of these: the first is Chromium without windows and menus, and pages take two thirds of the time in it.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@lru_cache(maxsize=1)
def started() -> Playwright:
    """What drives browsers, of which a process can have one."""
    made = sync_playwright().start()
    # Its loop counts as running in this thread until it is stopped, and Django would refuse the database to later tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    atexit.register(made.stop)
    return made


@contextmanager
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "there is no Chromium"
    made = started().chromium.launch(executable_path=found, args=FLAGS)
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
    """By how many pixels a page is wider than the screen, once it is there."""
    page.wait_for_load_state("load")
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
