"""A backup can be made before a new version changes the database, is this service's own, and says what is missing."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outside.applicants import PNG, file, fill_in, opened
from tests.outside.service import run, served, usual_environment


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
    # What it holds is of the version before: its changes are made where it is restored.
    elsewhere = {**environment, "NEXTWAVE_DATA": str(tmp_path / "elsewhere")}
    status, told, said = run("restore", str(tmp_path / "before.zip"), environment=elsewhere)
    assert status == 0, told + said
    assert run("account", "list", environment=elsewhere)[0] == 0


def test_a_file_that_is_missing_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    environment = usual_environment(tmp_path / "data")
    with served(environment) as service:
        resident = service.visitor()
        fill_in(resident)
        reference = file(resident)[0]
        for number in range(2):
            resident.upload("/case/papers/send/", {}, {"file": (f"{number}.png", PNG + bytes([number]), "image/png")})
        assert "0.png" in opened(service, reference, "wim").get(f"/cases/{reference}/")
    gone, left = sorted(p for p in (tmp_path / "data" / "evidence").rglob("*") if p.is_file())
    gone.unlink()
    told = "".join(run("backup", str(tmp_path / "one.zip"), environment=environment)[1:])
    assert (tmp_path / "one.zip").exists(), told
    assert gone.name in told and left.name not in told
    elsewhere = {**environment, "NEXTWAVE_DATA": str(tmp_path / "elsewhere")}
    run("restore", str(tmp_path / "one.zip"), environment=elsewhere)
    assert (tmp_path / "elsewhere" / "evidence" / left.parent.name / left.name).exists()
