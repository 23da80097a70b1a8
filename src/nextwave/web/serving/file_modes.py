"""What the service keeps is for the account it runs under, and for nobody else on the machine: folders 0700, files
0600, whatever the umask says. What is wider is narrowed at start, and refused where it belongs to someone else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from nextwave.rulebook.problems import Place, Problem

#: Takes every right from group and others.
UMASK = 0o077
FOLDER, FILE = 0o700, 0o600
REMEDY = "give it to the account that the service runs under: chown, then chmod 700 for folders and 600 for files"


def private(folder: Path, database: Path | None = None) -> list[Problem]:
    """Narrows a folder of data with all that is in it, and SQLite's files if they are elsewhere; tells what could not
    be. From here on all that this process and its children make is private too."""
    os.umask(UMASK)
    real = folder.resolve()
    if real.stat().st_mode & stat.S_ISVTX:
        what = "everyone may write to this folder: it is no place for data of one's own"
        return [Problem("mode", what, Place(str(folder)), "set NEXTWAVE_DATA to a folder of its own")]
    paths = [real, *_inside(real), *(_files_of(database) if database else ())]
    return [problem for path in paths if (problem := _narrowed(path))]


def _inside(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        if entry.is_symlink():
            continue
        yield Path(entry.path)
        if entry.is_dir():
            yield from _inside(Path(entry.path))


def _files_of(database: Path) -> list[Path]:
    """A database of SQLite with its journal and shared memory."""
    return [p for p in (database.with_name(database.name + end) for end in ("", "-wal", "-shm")) if p.is_file()]


def _narrowed(path: Path) -> Problem | None:
    try:
        found = path.lstat()
        if not found.st_mode & UMASK:
            return None
        path.chmod(FOLDER if stat.S_ISDIR(found.st_mode) else FILE)
    except FileNotFoundError:
        return None  # another process took it away meanwhile, as sessions go
    except OSError as error:
        what = f"others on this machine may read it, and that cannot be changed: {error.strerror}"
        return Problem("mode", what, Place(str(path)), REMEDY)
    return None
