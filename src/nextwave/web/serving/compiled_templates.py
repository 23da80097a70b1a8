"""Templates compiled once are kept for the next start, beside the compiled plans."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from nextwave import compiling


class Compiled(BytecodeCache):
    """Keeps code by the name and the whole text of a template, and by what else it is made from."""

    def __init__(self, folder: Path, made_from: bytes) -> None:
        self.folder = folder
        self.made_from = made_from + jinja2.__version__.encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, ValueError, TypeError):
            bucket.bytecode_from_string(self._file(bucket).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            compiling.write(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return (
            self.folder / sha256(b"\0".join([self.made_from, f"{bucket.key} {bucket.checksum}".encode()])).hexdigest()
        )


def compiled(made_from: Path) -> Compiled | None:
    """What is kept where the environment is as this file makes it; None where nothing can be kept."""
    folder = compiling.folder("templates")
    return Compiled(folder, made_from.read_bytes()) if folder else None
