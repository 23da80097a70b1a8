"""What is no longer needed does not stay: at the command line, and by the service itself."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.outside.service import run, served, usual_environment

LONG_AGO, LATER = "2020-01-01 00:00:00", "2199-01-01 00:00:00"


def drafts(folder: Path) -> int:
    with sqlite3.connect(folder / "nextwave.sqlite3", timeout=30) as database:
        return int(database.execute("SELECT count(*) FROM casework_draft").fetchone()[0])


def left_in(tmp_path: Path) -> dict[str, str]:
    """A service with three drafts, two of them past their days, and two sessions, one of them ended long since."""
    environment = usual_environment(tmp_path / "data")
    environment["TMPDIR"] = str(tmp_path / "elsewhere")
    # A service does not start over answers that none of its keys opens.
    content = Fernet(environment["NEXTWAVE_DATA_KEYS"]).encrypt(b"{}")
    with sqlite3.connect(tmp_path / "data" / "nextwave.sqlite3") as database:
        for expires in (LONG_AGO, LONG_AGO, LATER):
            database.execute(
                "INSERT INTO casework_draft (code_hash, content, expires_at) VALUES (?, ?, ?)",
                (secrets.token_hex(32), content, expires),
            )
    sessions = tmp_path / "data" / "sessions"
    for name in ("nextwaveended", "nextwaveheld"):
        (sessions / name).write_text("sealed")
    os.utime(sessions / "nextwaveended", (1_600_000_000, 1_600_000_000))
    upload = tmp_path / "data" / "evidence" / "ab"
    upload.mkdir(parents=True)
    (upload / ".0123456789abcdef").write_bytes(b"half")
    os.utime(upload / ".0123456789abcdef", (1_600_000_000, 1_600_000_000))
    dead = tmp_path / "elsewhere" / "nextwave-demo-dead"
    dead.mkdir(parents=True)
    for path in ((dead / "nextwave.sqlite3"), dead):
        if path != dead:
            path.write_bytes(b"left behind")
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return environment


@pytest.fixture
def left(tmp_path: Path) -> dict[str, str]:
    return left_in(tmp_path)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data of a service that runs; it looks for what is left some seconds after its start."""
    folder = tmp_path_factory.mktemp("serving")
    with served(left_in(folder)):
        yield folder / "data"


@pytest.mark.usefixtures("serving")
def test_the_command_says_what_it_takes_away_once(left: dict[str, str], tmp_path: Path) -> None:
    expected = {"drafts": 2, "sessions": 1, "tries": 0, "broken_off": 1, "demonstrations": 1}
    looked = run("purge", "--dry-run", "--json", environment=left)
    assert drafts(tmp_path / "data") == 3
    purged = run("purge", "--json", environment=left)
    assert drafts(tmp_path / "data") == 1, purged
    assert [p.name for p in (tmp_path / "data" / "sessions").iterdir()] == ["nextwaveheld"]
    assert not (tmp_path / "elsewhere" / "nextwave-demo-dead").exists()
    for status, told, said in (looked, purged):
        assert status == 0, told + said
        assert json.loads(told)["removed"] == expected
    assert set(json.loads(run("purge", "--json", environment=left)[1])["removed"].values()) == {0}


def test_the_service_does_it_by_itself(serving: Path) -> None:
    ended = serving / "sessions" / "nextwaveended"
    for _ in range(300):
        if drafts(serving) == 1 and not ended.exists():
            break
        time.sleep(0.1)
    assert drafts(serving) == 1
    assert not ended.exists()
