"""Code that was compiled once is kept for the next start, in a folder of the user's own that may be deleted at any time.

The folder is `NEXTWAVE_CACHE` (empty: nothing is kept), else the one that systemd gives a service, else the user's own
for such things (XDG Base Directory Specification). Nothing is read from a folder that others may write. What is kept
is found by its whole source and the version of Python; where it cannot be read or written, it is compiled anew.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

#: To compile so little takes no longer than to look for it (characters).
SHORT = 10_000

#: How many pieces of code are kept; where there are more, the half that was made first goes.
MOST = 1_000


def folder(kind: str, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder for one kind of code, its owner's alone; None where there is none, or others may write to it."""
    named = environment.get("NEXTWAVE_CACHE", environment.get("CACHE_DIRECTORY"))
    if named == "" or sys.platform == "win32":
        return None
    base = Path(named) if named else Path(environment.get("XDG_CACHE_HOME") or "~/.cache") / "nextwave"
    try:
        made = base.expanduser() / kind
        if not made.is_absolute():
            return None
        made.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made.mkdir(mode=0o700, exist_ok=True)
        alone = all(_own(place) for place in (made.parent, made))
    except (OSError, RuntimeError):  # no home, a disk that is full or only read
        return None
    return made if alone else None


def _own(place: Path) -> bool:
    about = place.lstat()
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.geteuid() and not about.st_mode & 0o022


def code(source: str, name: str) -> CodeType:
    """The code of a module, compiled now or by an earlier process. `name` is its file in tracebacks."""
    kept = folder("code") if len(source) >= SHORT else None
    if kept is None:
        return compile(source, name, "exec")
    file = kept / sha256(b"\0".join([MAGIC_NUMBER, name.encode(), source.encode()])).hexdigest()
    with suppress(OSError, EOFError, ValueError, TypeError):
        found = marshal.loads(file.read_bytes())  # noqa: S302 – nobody else may write there
        if isinstance(found, CodeType):
            return found
    made = compile(source, name, "exec")
    with suppress(OSError):
        write(file, marshal.dumps(made))
    return made


def write(file: Path, content: bytes, most: int | None = None) -> None:
    """Puts a whole file in its place at once, and takes away the oldest where there are more than so many. Raises
    OSError."""
    descriptor, path = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as written:
            written.write(content)
        Path(path).replace(file)
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise
    others = list(file.parent.iterdir())
    if len(others) > (MOST if most is None else most):
        ages = sorted((one.stat().st_mtime, one) for one in others)
        for _, old in ages[: len(ages) // 2]:
            old.unlink(missing_ok=True)
