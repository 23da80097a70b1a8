"""A backup of everything that is kept, made while the service runs: one ZIP of database, evidence and a manifest
with the hash of each file. The keys are not in it: without them nobody reads it, so they are kept elsewhere.

The database is copied first. Every file that its records name was on the disk before the record was (see
`storing`), so what is copied afterwards is complete, whatever is filed meanwhile.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from nextwave.casework.clock import now
from nextwave.casework.keeping.storing import path_of
from nextwave.casework.models import EvidenceFile
from nextwave.casework.refusals import refused
from nextwave.version import __version__

MANIFEST = "manifest.json"
#: Of the manifest, and so of every file it lists by its hash; the key is in no backup.
SIGNATURE = "manifest.hmac"
FORMAT = "nextwave-backup-2"
#: What may be in a backup; nothing else is ever written to the disk from one.
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
EVIDENCE = re.compile(r"evidence/([0-9a-f]{2})/(\1[0-9a-f]{62})")
PIECE = 1 << 20
#: How a database is reached, by libpq's names of it and of its environment variables: no password is in a command.
POSTGRESQL = {
    "host": "PGHOST",
    "port": "PGPORT",
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds."""

    made_at: str
    files: int
    bytes: int
    missing: tuple[str, ...] = ()


def signature(manifest: bytes) -> str:
    """Of a manifest, by a key that is made from NEXTWAVE_MATCH_KEY, which never changes."""
    key = hmac.new(settings.MATCH_KEY.encode(), b"nextwave backup", hashlib.sha256).digest()
    return hmac.new(key, manifest, hashlib.sha256).hexdigest()


def migrations() -> list[str]:
    """The changes that were made to the database."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def backup(target: Path) -> Contents:
    """Writes a backup to a file that is not there yet. Raises Refused; then nothing is left behind."""
    where = str(target)
    if target.exists():
        raise refused("exists", "there is a file already", where, "name another: a backup is never written over")
    if not target.parent.is_dir():
        raise refused("folder", "there is no such folder", str(target.parent), "make it, or name another")
    passing = target.parent / f".{target.name}.{secrets.token_hex(4)}"
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".nextwave-") as folder:
            copied = _copied(Path(folder))
            contents = _written(passing, copied)
        passing.chmod(0o600)
        # A link and not a rename: it fails where someone else made the file meanwhile.
        os.link(passing, target)
    except OSError as error:
        raise refused("backup", f"it cannot be written: {error.strerror or error}", where, "see the disk") from None
    finally:
        passing.unlink(missing_ok=True)
    _sync(target.parent)
    return contents


def _written(passing: Path, database: Path) -> Contents:
    made_at = now().isoformat()
    listed: dict[str, dict[str, Any]] = {}
    missing: list[str] = []
    made = migrations()
    with passing.open("xb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as packed:
        listed[database.name] = _packed(packed, database.name, database, zipfile.ZIP_DEFLATED)
        for sha256 in _named(database):
            name = f"evidence/{sha256[:2]}/{sha256}"
            path = path_of(sha256)
            if not path.is_file():
                missing.append(name)
                continue
            # Encrypted files do not get smaller.
            listed[name] = _packed(packed, name, path, zipfile.ZIP_STORED)
        about = {"format": FORMAT, "made_at": made_at, "nextwave": __version__, "migrations": made}
        manifest = json.dumps({**about, "missing": missing, "files": listed}, indent=1, sort_keys=True).encode()
        packed.writestr(MANIFEST, manifest)
        packed.writestr(SIGNATURE, signature(manifest))
        packed.close()
        out.flush()
        os.fsync(out.fileno())
    return Contents(made_at, len(listed), sum(f["bytes"] for f in listed.values()), tuple(missing))


def _packed(packed: zipfile.ZipFile, name: str, path: Path, how: int) -> dict[str, Any]:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = how
    with path.open("rb") as source, packed.open(entry, "w", force_zip64=True) as out:
        return copied(source, out)


def copied(source: IO[bytes], out: IO[bytes] | None) -> dict[str, Any]:
    """Copies, and gives size and hash."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if out is not None:
            out.write(piece)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _copied(folder: Path) -> Path:
    """A copy of the database as it is at one moment, while others go on writing to it."""
    target = folder / DATABASES[connection.vendor]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        return target
    run_postgresql("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    return target


def _named(database: Path) -> Iterator[str]:
    """The hashes of all evidence that the copied database names."""
    if database.suffix != ".sqlite3":
        # What was added since the dump is copied too, and does no harm.
        yield from EvidenceFile.objects.values_list("sha256", flat=True).distinct().order_by("sha256")
        return
    with closing(sqlite3.connect(database)) as copy:
        for (sha256,) in copy.execute("SELECT DISTINCT sha256 FROM casework_evidencefile ORDER BY sha256"):
            yield sha256


def run_postgresql(program: str, *arguments: str) -> None:
    """Runs a program of PostgreSQL on the database of the settings. Raises Refused."""
    there = shutil.which(program)
    if there is None:
        what = f"{program} is not on this machine, and only it can copy this database whole"
        raise refused("postgresql", what, "PATH", "install PostgreSQL's client programs of the server's version")
    known = connection.get_connection_params()
    given = {variable: str(known[name]) for name, variable in POSTGRESQL.items() if known.get(name)}
    done = subprocess.run([there, *arguments], env={**os.environ, **given}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it gave no reason"])[0]
        raise refused("postgresql", f"{program} failed: {said}", "database", "see that server and program fit")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
