"""Starts the server: Django under Granian."""

from __future__ import annotations

import json
import os
import secrets
import socket
import tempfile
from pathlib import Path

from nextwave.rulebook.problems import Place, Problem


class ServingError(Exception):
    """The server cannot start; nothing was started."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


def prepare(host: str, port: int, demo: bool) -> None:
    """Checks the settings and that the port is free. Raises ServingError."""
    problems = []
    if demo:
        from cryptography.fernet import Fernet

        os.environ["NEXTWAVE_DEMO"] = "1"
        os.environ.setdefault("NEXTWAVE_SECRET_KEY", secrets.token_urlsafe(50))
        os.environ.setdefault("NEXTWAVE_SESSION_KEYS", Fernet.generate_key().decode())
        os.environ.setdefault("NEXTWAVE_DATA", tempfile.mkdtemp(prefix="nextwave-demo-"))
    for name, remedy in (
        ("NEXTWAVE_SECRET_KEY", "set it to a long random text, or try out with --demo"),
        ("NEXTWAVE_SESSION_KEYS", "set it to a Fernet key (docs/settings.md), or try out with --demo"),
    ):
        if not os.environ.get(name):
            problems.append(Problem("setting", f"{name} is not set", Place("environment"), remedy))
    if not (Path(__file__).parent / "static" / "vendor" / "nextwave.css").is_file():
        what = "the front-end files are missing"
        problems.append(Problem("front-end", what, Place("static/vendor"), "run setup/front_end.sh"))
    if not problems:
        problems += _data()
        problems += _port(host, port)
    if problems:
        raise ServingError(problems)


def _data() -> list[Problem]:
    folder = Path(os.environ.get("NEXTWAVE_DATA", "var")) / "sessions"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        what = f"cannot keep sessions: {error.strerror}"
        return [Problem("setting", what, Place(str(folder)), "set NEXTWAVE_DATA to a folder that can be written")]
    return []


def _port(host: str, port: int) -> list[Problem]:
    try:
        with socket.create_server((host, port), reuse_port=False):
            return []
    except OSError as error:
        what = f"cannot listen there: {error.strerror}"
        return [Problem("port", what, Place(f"{host}:{port}"), "choose another with --port")]


def run(host: str, port: int, demo: bool, as_json: bool = False) -> None:
    """Serves until stopped. Raises ServingError."""
    prepare(host, port, demo)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nextwave.web.settings")
    from granian import Granian
    from granian.constants import Interfaces

    address = f"http://{host}:{port}/"
    print(
        json.dumps({"address": address}) if as_json else f"Nextwave is at {address} (stop it with Ctrl-C)", flush=True
    )
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
