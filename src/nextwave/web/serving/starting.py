"""What is looked at before the server starts."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path

from nextwave.rulebook.problems import Place, Problem
from nextwave.web.serving import law, readiness
from nextwave.web.serving.supervising import CannotServe, Supervisor, listen

#: How the folders of demonstrations begin, and the file in each that its server holds.
DEMONSTRATIONS = "nextwave-demo-"
LOCK = "demonstration.lock"


class ServingError(Exception):
    """The server cannot start; nothing was started."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


def demo_settings() -> None:
    """A fresh folder and throw-away secrets; whatever the environment says of real ones is not used."""
    os.environ |= readiness.demo_secrets()
    os.environ["NEXTWAVE_DEMO"] = "1"
    folder = tempfile.mkdtemp(prefix=DEMONSTRATIONS)
    os.environ["NEXTWAVE_DATA"] = folder
    # Held by this process for as long as it lives: without it the folder is left behind, and purged.
    held = os.open(Path(folder) / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX)
    os.environ.pop("NEXTWAVE_DATABASE", None)


def prepare(host: str, port: int, demo: bool = False) -> None:
    """Checks everything that the service needs; a demonstration has its own settings, and its database is yet to
    be made. Raises ServingError."""
    secrets = [] if demo else readiness.secret_problems()
    values = readiness.value_problems()
    problems = secrets + values + law.law_problems()
    if not demo and not values:
        problems += readiness.outside_problems(host)
    if not (Path(__file__).parent.parent / "static" / "vendor" / "nextwave.css").is_file():
        what = "the front-end files are missing"
        problems.append(Problem("front-end", what, Place("static/vendor"), "run setup/front_end.sh"))
    folder = readiness.data_problems()
    problems += folder + _port(host, port)
    if not demo and not values and not folder:
        readiness.set_up()
        problems += readiness.database_problems() or readiness.durability_problems() + readiness.role_problems() + (
            [] if secrets else readiness.key_problems()
        )
    if problems:
        raise ServingError(problems)


def _port(host: str, port: int) -> list[Problem]:
    try:
        listen(host, port).close()
        return []
    except OSError as error:
        what = f"cannot listen there: {error.strerror}"
        return [Problem("port", what, Place(f"{host}:{port}"), "choose another with --port")]


def workers(demo: bool) -> int:
    """How many processes answer: what the settings say, else as many as there are cores, up to four; a
    demonstration has one."""
    given = os.environ.get("NEXTWAVE_WORKERS", "")
    return int(given) if given else 1 if demo else min(4, os.cpu_count() or 1)


def run(host: str, port: int, demo: bool = False) -> None:
    """Serves until stopped; `prepare` comes first. Raises ServingError."""
    try:
        Supervisor(host, port, workers(demo)).run()
    except CannotServe:
        what = "the processes that answer died at their start again and again"
        remedy = "see the log above, correct what it says and start again"
        raise ServingError([Problem("workers", what, Place(f"{host}:{port}"), remedy)]) from None
