"""Starts the server: Django under Granian."""

from __future__ import annotations

import multiprocessing
import os
import socket
import tempfile
from pathlib import Path

from nextwave.rulebook.problems import Place, Problem
from nextwave.web import readiness


class ServingError(Exception):
    """The server cannot start; nothing was started."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


def demo_settings() -> None:
    """A fresh folder and throw-away secrets; whatever the environment says of real ones is not used."""
    os.environ |= readiness.demo_secrets()
    os.environ["NEXTWAVE_DEMO"] = "1"
    os.environ["NEXTWAVE_DATA"] = tempfile.mkdtemp(prefix="nextwave-demo-")
    os.environ.pop("NEXTWAVE_DATABASE", None)


def prepare(host: str, port: int, demo: bool = False) -> None:
    """Checks everything that the service needs; a demonstration has its own settings, and its database is yet to
    be made. Raises ServingError."""
    problems = [] if demo else readiness.secret_problems()
    values = readiness.value_problems()
    problems += values + readiness.law_problems()
    if not (Path(__file__).parent / "static" / "vendor" / "nextwave.css").is_file():
        what = "the front-end files are missing"
        problems.append(Problem("front-end", what, Place("static/vendor"), "run setup/front_end.sh"))
    folder = readiness.data_problems()
    problems += folder + _port(host, port)
    if not demo and not values and not folder:
        readiness.set_up()
        problems += readiness.database_problems() or readiness.durability_problems()
    if problems:
        raise ServingError(problems)


def _port(host: str, port: int) -> list[Problem]:
    try:
        with socket.create_server((host, port), reuse_port=False):
            return []
    except OSError as error:
        what = f"cannot listen there: {error.strerror}"
        return [Problem("port", what, Place(f"{host}:{port}"), "choose another with --port")]


def run(host: str, port: int) -> None:
    """Serves until stopped; `prepare` comes first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nextwave.web.settings")
    # A worker is a process of its own from the start: threads of this one would be locked for ever in a copy.
    multiprocessing.set_start_method("spawn")
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "nextwave.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=2,
        static_path_route=["/static"],
        static_path_mount=[Path(__file__).parent / "static"],
        log_enabled=False,
    ).serve()
