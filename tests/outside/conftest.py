"""Services that tests share: one demonstration for all files, and for each file a service as for real use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.outside.service import Service, demonstration, served, usual_environment


@pytest.fixture(scope="package")
def demo() -> Iterator[Service]:
    """A demonstration without applications, on 24 November 2026, to which every file adds households of its own.

    Files that count what is in it, use it up or stop its processes have one of their own under this name. Those that
    share it stay far below what one address may do in an hour: 60 applications, 60 saved answers, 10 wrong codes.
    """
    with demonstration() as made:
        yield made


@pytest.fixture(scope="module")
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service as for real use, with nothing in it but the usual accounts; so many processes answer as the file's
    WORKERS say, else one."""
    folder = tmp_path_factory.mktemp("service")
    environment = usual_environment(folder, NEXTWAVE_WORKERS=getattr(request.module, "WORKERS", "1"))
    with served(environment, log=folder.parent / f"{folder.name}.log") as made:
        yield made
