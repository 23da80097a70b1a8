"""The one process that works runs out. It holds a lock on a file for as long as it lives, however it ends, so that
a run whose process is gone can be told from one that is being worked on."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
import time

from django.conf import settings

from nextwave import lifeline

LOCK = "runs.lock"
#: Whoever only looks whether the lock is held has it for a moment: others try again for so long.
TRIES, PAUSE = 5, 0.02


def lock() -> int | None:
    """Takes the lock and gives its open file, or None where a process works. The lock goes with its last copy."""
    handle = os.open(settings.DATA / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def locked() -> int | None:
    """As `lock`, but not put off by someone who only looks."""
    for _ in range(TRIES):
        handle = lock()
        if handle is not None:
            return handle
        time.sleep(PAUSE)
    return None


def at_work() -> bool:
    """Whether a process is there that works runs out."""
    handle = lock()
    if handle is None:
        return True
    os.close(handle)
    return False


def start() -> None:
    """Starts the process, unless there is one: that one looks for runs that wait after it has given the lock
    back, so that none is left behind."""
    handle = locked()
    if handle is None:
        return
    pipe = lifeline.held()
    try:
        process = subprocess.Popen(  # noqa: S603 - the command is ours
            [sys.executable, "-m", "nextwave.reforms.working", str(handle)],
            pass_fds=[handle] if pipe is None else [handle, pipe],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    finally:
        os.close(handle)
    threading.Thread(target=process.wait, daemon=True).start()
