"""What is kept no longer than it is needed: `nextwave purge`, which `serve` runs by itself once an hour.

Nothing here is a record of casework: drafts past their days, sessions that ended, counts of tries that hold no more,
uploads and restores that were broken off, and demonstrations whose server is gone.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from nextwave.casework.clock import now
from nextwave.casework.models import Attempt, Draft
from nextwave.web.serving.starting import DEMONSTRATIONS, LOCK

#: Longer than anything takes that is still going on, in seconds.
DAY = 24 * 60 * 60
#: The longest time within which a try counts (see `limiting`).
TRIES = timedelta(days=1)
#: Rows that are deleted in one transaction: who writes meanwhile waits for no more.
BATCH = 500


def purge(dry_run: bool = False) -> dict[str, int]:
    """Takes away what is no longer needed, or only counts it; gives how many of each kind."""
    return {
        "drafts": _rows(Draft.objects.filter(expires_at__lte=now()), dry_run),
        "sessions": _paths(_ended_sessions(), dry_run),
        "tries": _rows(Attempt.objects.filter(at__lte=now() - TRIES), dry_run),
        "broken_off": _paths(_broken_off(), dry_run),
        "demonstrations": _paths(_dead_demonstrations(), dry_run),
    }


def _rows(found: QuerySet, dry_run: bool) -> int:
    if dry_run:
        return found.count()
    count = 0
    while keys := list(found.values_list("pk", flat=True)[:BATCH]):
        count += found.filter(pk__in=keys).delete()[0]
    return count


def _paths(found: Iterable[Path], dry_run: bool) -> int:
    count = 0
    for path in found:
        if not dry_run:
            try:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            except OSError:
                continue  # gone meanwhile, or someone else's: it is told by not being counted
        count += 1
    return count


def _older(path: Path, seconds: float) -> bool:
    try:
        return path.lstat().st_mtime < time.time() - seconds
    except FileNotFoundError:
        return False


def _ended_sessions() -> Iterator[Path]:
    folder = Path(settings.SESSION_FILE_PATH)
    for path in list(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and _older(path, settings.SESSION_COOKIE_AGE):
            yield path


def _broken_off() -> Iterator[Path]:
    """Uploads that never got their name, and restores that ended halfway."""
    evidence, data = Path(settings.EVIDENCE), Path(settings.DATA)
    for path in [*evidence.glob("??/.*"), *data.glob(".restoring-*")]:
        if _older(path, DAY):
            yield path


def _dead_demonstrations() -> Iterator[Path]:
    """Folders of demonstrations that no server holds any more; one without a lock is of an earlier version."""
    for folder in Path(tempfile.gettempdir()).glob(f"{DEMONSTRATIONS}*"):
        if folder.is_symlink() or not folder.is_dir() or folder.stat().st_uid != os.getuid():
            continue
        if (folder / LOCK).is_file():
            if not _held(folder / LOCK):
                yield folder
        elif all(_older(path, DAY) for path in (folder, *folder.iterdir())):
            yield folder


def _held(lock: Path) -> bool:
    with lock.open("rb") as there:
        try:
            fcntl.flock(there, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
