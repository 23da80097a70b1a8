"""A rulebook that was read once is kept for the next start: to read a large one takes ten times as long as to find it.

What is kept is found by every letter of the rulebook's files, the code that reads them and Python's version. It lies
where compiled code does (`nextwave.compiling`): in a folder that nobody else may write to, and that may be deleted.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from nextwave import compiling
from nextwave.rulebook.model import Rulebook
from nextwave.version import __version__

#: A rulebook that has less to read is read as fast as it is found (bytes).
SMALL = 50_000

#: How many are kept: some megabytes each.
MOST = 24


def as_read(folder: Path, paths: Sequence[Path], with_cases: bool, read: Callable[[], Rulebook]) -> Rulebook:
    """The rulebook in a folder of which these are the files: as an earlier process read it, else as `read` does, whose
    errors are raised."""
    there = compiling.folder("rulebooks")
    written = _written(folder, paths) if there else b""
    if not there or not written:
        return read()
    file = there / sha256(b"\0".join([_reader(), b"whole" if with_cases else b"law", written])).hexdigest()
    # Whatever is wrong with what is kept, the files are there to be read.
    with suppress(Exception):
        found = pickle.loads(file.read_bytes())  # noqa: S301 – nobody else may write there
        if isinstance(found, Rulebook):
            return found
    made = read()
    if _written(folder, paths) == written:  # nobody changed it meanwhile
        with suppress(OSError, RecursionError):
            compiling.write(file, pickle.dumps(made, pickle.HIGHEST_PROTOCOL), MOST)
    return made


def _written(folder: Path, paths: Sequence[Path]) -> bytes:
    """A hash of everything that a rulebook says; nothing where it is small, or its files cannot be read."""
    digest, size = sha256(folder.name.encode()), 0
    try:
        for path in paths:
            content = path.read_bytes()
            size += len(content)
            digest.update(f"\0{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    except OSError:
        return b""
    return digest.digest() if size >= SMALL else b""


@lru_cache(maxsize=1)
def _reader() -> bytes:
    """What reads rulebooks, by the size and the moment of each of its files, as Python knows its own compiled code."""
    code = sorted(Path(__file__).parent.rglob("*.py"))
    about = [f"{path.name} {(stat := path.stat()).st_size} {stat.st_mtime_ns}" for path in code]
    return "\n".join([sys.version, __version__, *about]).encode()
