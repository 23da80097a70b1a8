"""What is made once in a run of the tests, by whichever of its processes comes first."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

#: Names the folder of the run; the processes of a run inherit it from the one that started them.
FOLDER = "TESTS_MADE_ONCE"


def begin() -> bool:
    """Makes the folder, unless there is one; whether this process is the one to `end` it."""
    if FOLDER in os.environ:
        return False
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="nextwave-tests-")
    return True


def end() -> None:
    shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


def once(name: str, make: Callable[[Path], dict[str, str]]) -> dict[str, str]:
    """What `make` says of the folder it is given, or said of it in another process of this run."""
    folder = Path(os.environ[FOLDER])
    said = folder / f"{name}.json"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            said.write_text(json.dumps(make(folder / name)))
    found: dict[str, str] = json.loads(said.read_text())
    return found
