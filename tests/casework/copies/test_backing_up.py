"""A backup is whole while others write; what is damaged or would write over something is refused."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nextwave.web.serving.readiness import demo_secrets
from tests.clock import on

Run = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A service of its own with a few applications, on SQLite."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("NEXTWAVE_")},
        **demo_secrets(),
        **on("2026-11-24"),
        "NEXTWAVE_DATA": str(tmp_path_factory.mktemp("service") / "data"),
    }


def python(environment: dict[str, str], code: str) -> str:
    set_up = "from nextwave.web.serving import readiness; readiness.data_problems(); readiness.set_up()\n"
    done = subprocess.run(
        [sys.executable, "-c", set_up + code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def run(environment: dict[str, str], *arguments: str) -> tuple[int, dict[str, Any]]:
    command = [str(Path(sys.executable).parent / "nextwave"), *arguments, "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.fixture(scope="module")
def seeded(environment: dict[str, str]) -> dict[str, str]:
    python(environment, "from nextwave.demo.making import make; make(14)")
    return environment


@pytest.fixture(scope="module")
def archive(seeded: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backups") / "one.zip"
    status, said = run(seeded, "backup", str(target))
    assert (status, said["files"] > 1) == (0, True)
    return target


def rows(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with sqlite3.connect(database) as read:
        names = [n for (n,) in read.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {n: sorted(read.execute(f"SELECT * FROM {n}").fetchall(), key=repr) for n in names}


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


MORE = """
from nextwave.casework.models import *
from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.write_note import WriteNote
worker = Actor(Account.objects.get(username="worker"))
for i, case in enumerate(Case.objects.all()):
    do(WriteNote("after the backup"), worker, case, Attempted(f"more-{i}"))
"""


def test_what_was_backed_up_is_restored_whole_and_decides_the_same(
    seeded: dict[str, str], archive: Path, tmp_path: Path
) -> None:
    here = Path(seeded["NEXTWAVE_DATA"])
    before, evidence = rows(here / "nextwave.sqlite3"), files(here / "evidence")
    assert evidence
    assert before["casework_decision"]
    python(seeded, MORE)
    elsewhere = {**seeded, "NEXTWAVE_DATA": str(tmp_path / "elsewhere")}
    status, said = run(elsewhere, "restore", str(archive))
    assert (status, said["keys_open"], said["problems"]) == (0, True, [])
    there = Path(elsewhere["NEXTWAVE_DATA"])
    assert rows(there / "nextwave.sqlite3") == before
    assert rows(here / "nextwave.sqlite3") != before
    assert files(there / "evidence") == evidence
    status, said = run(elsewhere, "replay", "--all")
    assert (status, said["different"]) == (0, 0)
    assert len(said["decisions"]) == len(before["casework_decision"])


def test_other_keys_do_not_open_it_and_that_is_said(seeded: dict[str, str], archive: Path, tmp_path: Path) -> None:
    data_keys = {"NEXTWAVE_DATA_KEYS": demo_secrets()["NEXTWAVE_DATA_KEYS"]}
    elsewhere = {**seeded, **data_keys, "NEXTWAVE_DATA": str(tmp_path / "elsewhere")}
    status, said = run(elsewhere, "restore", str(archive))
    assert (status, said["keys_open"]) == (0, False)


def test_what_another_service_signed_is_refused(seeded: dict[str, str], archive: Path, tmp_path: Path) -> None:
    elsewhere = {**seeded, **demo_secrets(), "NEXTWAVE_DATA": str(tmp_path / "elsewhere")}
    status, said = run(elsewhere, "restore", str(archive))
    assert (status, said["problems"][0]["code"]) == (2, "forged")


def test_no_key_is_in_a_backup(seeded: dict[str, str], archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        content = b"".join(packed.read(n) for n in packed.namelist())
    secrets = [v for k, v in seeded.items() if k.startswith("NEXTWAVE_") and ("KEY" in k)]
    assert len(secrets) == 4
    assert [s for s in secrets if s.encode() in content] == []


def test_nothing_is_written_over(seeded: dict[str, str], archive: Path) -> None:
    content = archive.read_bytes()
    status, said = run(seeded, "backup", str(archive))
    assert (status, said["problems"][0]["code"]) == (2, "exists")
    assert archive.read_bytes() == content
    database = Path(seeded["NEXTWAVE_DATA"]) / "nextwave.sqlite3"
    before = rows(database)
    status, said = run(seeded, "restore", str(archive))
    assert (status, said["problems"][0]["code"]) == (2, "not-empty")
    assert rows(database) == before


def cut_off(archive: Path, to: Path) -> None:
    to.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])


def no_archive(archive: Path, to: Path) -> None:
    to.write_text("this is no backup")


def missing(archive: Path, to: Path) -> None:
    pass


def changed(archive: Path, to: Path) -> None:
    rewrite(archive, to, lambda name, data: data[:-1] + b"x" if name.startswith("evidence") else data)


def no_manifest(archive: Path, to: Path) -> None:
    rewrite(archive, to, lambda name, data: None if name == "manifest.json" else data)


def one_lost(archive: Path, to: Path) -> None:
    rewrite(archive, to, lambda name, data: None if name.startswith("evidence") else data)


def one_outside(archive: Path, to: Path) -> None:
    rewrite(archive, to, lambda name, data: data.replace(b"database.sqlite3", b"../database.sql") if name[0] == "m" else data,
            lambda name: name.replace("database.sqlite3", "../database.sql"))  # fmt: skip


def bit_flipped(archive: Path, to: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) // 3] ^= 1
    to.write_bytes(content)


def rewrite(
    archive: Path, to: Path, change: Callable[[str, bytes], bytes | None], named: Callable[[str], str] = str
) -> None:
    with zipfile.ZipFile(archive) as packed, zipfile.ZipFile(to, "w") as out:
        for name in packed.namelist():
            data = change(name, packed.read(name))
            if data is not None:
                out.writestr(named(name), data)


@pytest.mark.parametrize(
    "damage", [cut_off, no_archive, missing, changed, no_manifest, one_lost, one_outside, bit_flipped]
)
def test_a_damaged_backup_restores_nothing(
    seeded: dict[str, str], archive: Path, tmp_path: Path, damage: Callable[[Path, Path], None]
) -> None:
    damage(archive, tmp_path / "damaged.zip")
    elsewhere = {**seeded, "NEXTWAVE_DATA": str(tmp_path / "elsewhere")}
    status, said = run(elsewhere, "restore", str(tmp_path / "damaged.zip"))
    assert status == 2
    code = {missing: "file", one_outside: "forged"}.get(damage, "damaged")
    assert said["problems"][0]["code"] == code
    assert said["problems"][0]["remedy"]
    assert files(tmp_path / "elsewhere") == {}


def test_evidence_that_is_lost_is_named_and_the_rest_backed_up(seeded: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(seeded["NEXTWAVE_DATA"], copy)
    lost = next(p for p in (copy / "evidence").rglob("*") if p.is_file())
    lost.unlink()
    status, said = run({**seeded, "NEXTWAVE_DATA": str(copy)}, "backup", str(tmp_path / "x.zip"))
    assert (status, said["missing"]) == (1, [f"evidence/{lost.name[:2]}/{lost.name}"])
    elsewhere = {**seeded, "NEXTWAVE_DATA": str(tmp_path / "elsewhere")}
    assert run(elsewhere, "restore", str(tmp_path / "x.zip"))[0] == 0
