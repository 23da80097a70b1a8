"""The service that a journey is made on: a server of its own on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from cryptography.fernet import Fernet

from tests.clock import on

#: The day that journeys are made on, so that their results stay what they are.
TODAY = "2026-11-24"

NEXTWAVE = str(Path(sys.executable).parent / "nextwave")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_environment(folder: Path) -> dict[str, str]:
    """Settings as for real use, over a new database in the folder."""
    environment = {
        **os.environ,
        **on(TODAY),
        "NEXTWAVE_DATA": str(folder),
        "NEXTWAVE_SECRET_KEY": "a secret of this journey, which is long enough to be taken for one" * 2,
        "NEXTWAVE_SESSION_KEYS": Fernet.generate_key().decode(),
        "NEXTWAVE_DATA_KEYS": Fernet.generate_key().decode(),
        "NEXTWAVE_MATCH_KEY": "a matching key of this journey, which is long enough to be taken for one",
        # One person at a time walks here.
        "NEXTWAVE_WORKERS": "1",
        "DJANGO_SETTINGS_MODULE": "nextwave.web.settings",
    }
    subprocess.run([NEXTWAVE, "migrate"], env=environment, check=True, timeout=120, stdout=subprocess.DEVNULL)
    return environment


def copied(environment: dict[str, str], folder: Path) -> dict[str, str]:
    """The same settings over a copy of the database, which nobody may be serving, in the folder."""
    shutil.copytree(environment["NEXTWAVE_DATA"], folder, dirs_exist_ok=True)
    return {**environment, "NEXTWAVE_DATA": str(folder)}


@contextmanager
def served(environment: dict[str, str], *options: str, said: int | IO[bytes] = subprocess.DEVNULL) -> Iterator[str]:
    """The address of a server that ends with the block; what it says goes to `said`."""
    port = free_port()
    process = subprocess.Popen([NEXTWAVE, "serve", *options, "--port", str(port)], env=environment, stdout=said)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(6_000):
            try:
                urllib.request.urlopen(f"{address}/api/v1/rulebooks", timeout=2).read()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError("the server ended") from None
                time.sleep(0.1)
        else:
            raise RuntimeError("the server did not start")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@dataclass(frozen=True)
class Office:
    """A server with a database of its own, and what is done there by those who work for it."""

    address: str
    environment: dict[str, str] = field(repr=False)

    def does(self, what: str, reference: str) -> None:
        """What tests/journeys/office.py does to a case."""
        self._runs("office", reference, what)

    def gets(self, what: str, *given: str) -> None:
        """What tests/journeys/staff.py makes."""
        self._runs("staff", what, *given)

    def _runs(self, module: str, *words: str) -> None:
        command = [sys.executable, "-m", f"tests.journeys.{module}", *words]
        subprocess.run(command, env=self.environment, check=True, timeout=60)
