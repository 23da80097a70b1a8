"""A service and a demonstration that the tests of one file share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.outside.service import Service, demonstration, new_environment, served


@pytest.fixture(scope="module")
def demo() -> Iterator[Service]:
    """A demonstration without applications, on 24 November 2026."""
    with demonstration() as made:
        yield made


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service as for real use, with nothing in it, and the accounts that most tests need."""
    folder = tmp_path_factory.mktemp("service")
    with served(new_environment(folder), log=folder.parent / f"{folder.name}.log") as made:
        made.account("wim", "worker")
        made.account("sue", "supervisor")
        made.account("adam", "administrator")
        yield made
