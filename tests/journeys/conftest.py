"""A real server on loopback and the system's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.officer import PASSWORD
from tests.journeys.service import Office, copied, new_environment, served
from tests.once import once
from tests.outside.screen import BROWSERS, started

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def prepared() -> dict[str, str]:
    """Settings as for real use, over a database in which every role has an account; it is there to be copied."""

    def made(folder: Path) -> dict[str, str]:
        environment = new_environment(folder)
        Office("", environment).gets("accounts", PASSWORD)
        return {name: value for name, value in environment.items() if os.environ.get(name) != value}

    return {**os.environ, **once("prepared", made)}


@pytest.fixture(scope="session")
def office(prepared: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A service as for real use, in which there may be what other journeys left."""
    environment = copied(prepared, tmp_path_factory.mktemp("service"))
    with served(environment) as address:
        yield Office(address, environment)


@pytest.fixture(scope="session")
def server(office: Office) -> str:
    """The address of a service, for those to whom it does not matter what is in it."""
    return office.address


def chromium() -> str:
    """Where the system's Chromium is."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium: make test installs it"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    made = started().chromium.launch(executable_path=chromium(), args=FLAGS)
    yield made
    made.close()
