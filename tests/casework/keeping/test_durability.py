"""The server starts only over a database that keeps what it said it kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from nextwave.casework.keeping import durability
from nextwave.casework.keeping.durability import NotDurable, require_durable
from nextwave.web import settings as as_shipped
from nextwave.web.serving.readiness import demo_secrets


@pytest.fixture
def on_disk(tmp_path: Path, django_db_blocker: Any) -> Iterator[Any]:
    """Makes SQLite databases in files, as the settings have it."""
    made = []

    def connected(init_command: str) -> Any:
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": init_command}
        there = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "x.sqlite3"), "OPTIONS": options}
        found = ConnectionHandler({"default": there})["default"]
        made.append(found)
        return found

    with django_db_blocker.unblock():
        yield connected
    for one in made:
        one.close()


def shipped(setting: str = "", value: str = "") -> str:
    """The commands of the settings, one of them changed."""
    text = Path(as_shipped.__file__).read_text("utf-8")
    command = text.split('"init_command": "')[1].split('"')[0]
    assert "synchronous=FULL" in command and "journal_mode=WAL" in command
    before = {"journal_mode": "journal_mode=WAL", "synchronous": "synchronous=FULL"}
    return command.replace(before[setting], f"{setting}={value}") if setting else command


def test_the_shipped_settings_are_durable(on_disk: Any) -> None:
    with mock.patch.object(durability, "connection", on_disk(shipped())):
        require_durable()


@pytest.mark.parametrize(
    ("setting", "value", "found"),
    [("synchronous", "NORMAL", "1"), ("synchronous", "OFF", "0"), ("journal_mode", "MEMORY", "memory")],
)
def test_sqlite_that_may_lose_a_commit_is_refused(on_disk: Any, setting: str, value: str, found: str) -> None:
    with (
        mock.patch.object(durability, "connection", on_disk(shipped(setting, value))),
        pytest.raises(NotDurable) as error,
    ):
        require_durable()
    (problem,) = error.value.problems
    assert f"{setting} is {found}" in problem.what
    assert "database (sqlite)" in str(problem)
    assert problem.remedy


@pytest.mark.django_db
def test_the_database_of_the_tests_is_asked_as_it_is() -> None:
    if connection.vendor == "postgresql":
        require_durable()
    else:  # in memory, where nothing is kept
        with pytest.raises(NotDurable, match="journal_mode is memory"):
            require_durable()


class Answers:
    """A PostgreSQL that answers as it is told."""

    vendor = "postgresql"

    def __init__(self, **changes: str) -> None:
        self.settings = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", **changes}

    def cursor(self) -> Answers:
        return self

    def __enter__(self) -> Answers:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def execute(self, sql: str) -> None:
        self.asked = sql.removeprefix("SHOW ")

    def fetchone(self) -> tuple[str]:
        return (self.settings[self.asked],)


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes"])
def test_postgresql_that_may_lose_a_commit_is_refused(setting: str) -> None:
    with mock.patch.object(durability, "connection", Answers()):
        require_durable()
    there = Answers(**{setting: "off"})
    with mock.patch.object(durability, "connection", there), pytest.raises(NotDurable, match=f"{setting} is off"):
        require_durable()


def test_every_problem_is_told_at_once() -> None:
    there = Answers(fsync="off", full_page_writes="off")
    with mock.patch.object(durability, "connection", there), pytest.raises(NotDurable) as error:
        require_durable()
    assert len(error.value.problems) == 2


def test_the_server_does_not_start_over_a_database_that_may_lose_what_it_was_told(
    db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from nextwave.web.serving import starting

    monkeypatch.setenv("NEXTWAVE_DATA", str(tmp_path))
    for name, secret in demo_secrets().items():
        monkeypatch.setenv(name, secret)
    with (
        mock.patch.object(durability, "connection", Answers(fsync="off")),
        pytest.raises(starting.ServingError, match="fsync is off"),
    ):
        starting.prepare("127.0.0.1", 0)
    with mock.patch.object(durability, "connection", Answers()), pytest.raises(starting.ServingError) as error:
        starting.prepare("127.0.0.1", 0)
    assert "fsync" not in str(error.value)
