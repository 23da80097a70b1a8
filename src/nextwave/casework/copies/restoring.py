"""Restoring a backup into an empty data folder. It is read whole and checked before anything is put anywhere."""

from __future__ import annotations

import hmac
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from nextwave.casework.copies.backing_up import (
    DATABASES,
    EVIDENCE,
    FORMAT,
    MANIFEST,
    SIGNATURE,
    Contents,
    copied,
    run_postgresql,
    signature,
)
from nextwave.casework.keeping.database_roles import as_owner
from nextwave.casework.keeping.resealing import looked_at
from nextwave.casework.refusals import Refused, refused
from nextwave.version import __version__

#: Bytes that a manifest of millions of files has at the most.
MOST_MANIFEST = 1 << 30


def restore(source: Path) -> Contents:
    """Puts a backup into the data folder and the database of the settings, both empty. Raises Refused; then the
    folder is as it was."""
    _empty()
    connection.close()
    try:
        with zipfile.ZipFile(source) as packed:
            manifest = _manifest(packed, source)
            with as_owner():
                contents = _restored(packed, manifest, source)
                # What a version after it changed; the backup may be older than this one.
                call_command("migrate", verbosity=0, interactive=False)
                return contents
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _damaged(source, f"it is no whole backup: {error}") from None
    except OSError as error:
        what = f"it cannot be read: {error.strerror or error}"
        raise refused("file", what, str(source), "name a backup that can be read") from None


def keys_open() -> bool:
    """Whether the keys of the settings open what was restored; true where there is nothing yet."""
    try:
        looked, opened = looked_at()
    except (ImproperlyConfigured, ValueError):
        return False
    return opened == looked


def _empty() -> None:
    """Raises Refused where there is something that would be written over."""
    folder = Path(settings.DATA)
    # The folder of sessions may be there: the commands make it.
    found = [p for p in folder.iterdir() if p.name != "sessions"] if folder.is_dir() else []
    database = Path(settings.DATABASES["default"]["NAME"])
    if connection.vendor == "sqlite" and database.exists():
        found.append(database)
    if found:
        what = f"there is something already, such as {found[0].name}"
        raise refused("not-empty", what, str(folder), "name an empty folder: NEXTWAVE_DATA=…")
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise refused("not-empty", "the database has tables already", "database", "name an empty one")


def _damaged(source: Path, what: str) -> Refused:
    return refused("damaged", what, str(source), "nothing was restored: take another backup")


def _manifest(packed: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    try:
        if max(packed.getinfo(name).file_size for name in (MANIFEST, SIGNATURE)) > MOST_MANIFEST:
            raise _damaged(source, "its manifest is larger than any")
        written = packed.read(MANIFEST)
        if not hmac.compare_digest(packed.read(SIGNATURE), signature(written).encode()):
            what = "it is not signed with this service's key: it was made elsewhere, or changed"
            remedy = "set the NEXTWAVE_MATCH_KEY that it was made with, or take another backup; nothing was restored"
            raise refused("forged", what, str(source), remedy)
        manifest = json.loads(written)
        if manifest["format"] != FORMAT:
            raise ValueError
        files = manifest["files"]
        names = set(files)
    except (KeyError, ValueError, TypeError, RecursionError):
        raise _damaged(source, "it has no manifest that can be read") from None
    there = sorted(n for n in packed.namelist() if n not in (MANIFEST, SIGNATURE))
    if sorted(names) != there:
        lost = sorted(names ^ set(there))
        raise _damaged(
            source, f"its files are not those of its manifest, first {lost[0][:80] if lost else 'one twice'}"
        )
    strange = [n for n in names if n not in DATABASES.values() and not EVIDENCE.fullmatch(n)]
    if strange:
        raise _damaged(source, f"it holds a file that no backup has: {strange[0][:80]}")
    for name in names:
        if packed.getinfo(name).file_size != files[name]["bytes"]:
            raise _damaged(source, f"{name} is not what was backed up: its size is another")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest["migrations"]) - known):
        what = (
            f"it was made by version {manifest['nextwave']}, which made changes to the database that version "
            f"{__version__} does not know, first {newer[0]}"
        )
        raise refused("version", what, str(source), f"restore it with version {manifest['nextwave']} or a later one")
    database = DATABASES[connection.vendor]
    if database not in names:
        what = f"it holds no database of {connection.vendor}"
        raise refused("database", what, str(source), "set NEXTWAVE_DATABASE to the kind of database it was made from")
    return dict(manifest)


def _restored(packed: zipfile.ZipFile, manifest: dict[str, Any], source: Path) -> Contents:
    folder = Path(settings.DATA)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".restoring-") as passing:
        for name, listed in manifest["files"].items():
            target = Path(passing) / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with packed.open(name) as came, target.open("xb") as out:
                if copied(came, out) != {k: listed.get(k) for k in ("bytes", "sha256")}:
                    raise _damaged(source, f"{name} is not what was backed up: its hash is another")
                out.flush()
                os.fsync(out.fileno())
        _put(Path(passing))
    files = manifest["files"].values()
    return Contents(
        str(manifest.get("made_at", "")), len(files), sum(f["bytes"] for f in files), tuple(manifest["missing"])
    )


def _put(passing: Path) -> None:
    """Moves what was checked to its place, the database last: until it is there, nothing is restored."""
    evidence = Path(settings.EVIDENCE)
    if (passing / "evidence").is_dir():
        evidence.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(passing / "evidence", evidence)
    database = passing / DATABASES[connection.vendor]
    try:
        if connection.vendor == "sqlite":
            target = Path(settings.DATABASES["default"]["NAME"])
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(database, target)
        else:
            run_postgresql("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--dbname",
                           str(settings.DATABASES["default"]["NAME"]), str(database))  # fmt: skip
    except (OSError, Refused):
        shutil.rmtree(evidence, ignore_errors=True)
        raise
    os.sync()
