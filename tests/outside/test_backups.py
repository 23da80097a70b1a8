"""A backup can be made before a new version changes the database, is this service's own, and says what is missing."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outside.service import run, usual_environment


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return usual_environment(tmp_path_factory.mktemp("backups") / "data")


def rewritten(archive: Path, to: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy whose files were changed, with the manifest's hashes made right again."""
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    manifest = json.loads(files["manifest.json"])
    for name in manifest["files"]:
        digest = hashlib.sha256(files[name]).hexdigest()
        manifest["files"][name] = {"bytes": len(files[name]), "sha256": digest}
    files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(to, "w") as out:
        for name, content in files.items():
            out.writestr(name, content)
    return to


def test_a_forged_backup_with_right_hashes_is_refused(environment: dict[str, str], tmp_path: Path) -> None:
    assert run("backup", str(tmp_path / "one.zip"), environment=environment)[0] == 0

    def forge(files: dict[str, bytes]) -> None:
        files["database.sqlite3"] += b"\0"

    forged = rewritten(tmp_path / "one.zip", tmp_path / "forged.zip", forge)
    elsewhere = {**environment, "NEXTWAVE_DATA": str(tmp_path / "elsewhere")}
    status, told, said = run("restore", str(forged), environment=elsewhere)
    assert status == 2, told + said
    assert not (tmp_path / "elsewhere" / "nextwave.sqlite3").exists()
    status, told, said = run("restore", str(tmp_path / "one.zip"), environment=elsewhere)
    assert status == 0, told + said


def test_the_backup_that_a_new_version_asks_for_can_be_made(environment: dict[str, str], tmp_path: Path) -> None:
    behind = {**environment, "NEXTWAVE_DATA": str(tmp_path / "behind")}
    assert run("migrate", environment=behind)[0] == 0
    with sqlite3.connect(tmp_path / "behind" / "nextwave.sqlite3") as database:
        (last,) = database.execute("SELECT max(id) FROM django_migrations WHERE app = 'reforms'").fetchone()
        database.execute("DELETE FROM django_migrations WHERE id = ?", (last,))
    told = "".join(run("account", "list", environment=behind)[1:])
    assert "nextwave backup" in told
    status, told, said = run("backup", str(tmp_path / "before.zip"), environment=behind)
    assert status == 0, told + said
