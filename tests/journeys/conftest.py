"""A real server on loopback and the system's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.service import TODAY, Office, new_environment, served
from tests.outside.screen import started

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a demonstration without applications, which ends with the tests."""
    with served({**os.environ, "NEXTWAVE_TODAY": TODAY}, "--demo", "--applications", "0") as address:
        yield address


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A service as for real use, with a database of its own and nothing in it."""
    environment = new_environment(tmp_path_factory.mktemp("service"))
    with served(environment) as address:
        yield Office(address, environment)


def chromium() -> str:
    """Where the system's Chromium is."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "no Chromium: make test installs it"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    made = started().chromium.launch(executable_path=chromium(), args=FLAGS)
    yield made
    made.close()
