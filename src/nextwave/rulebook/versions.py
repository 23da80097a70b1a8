"""The version of a law: a hash of its rules and figures, the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def version_of(sources: Mapping[str, str]) -> str:
    """The hash of files by name, whatever their order and line ends; 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in sorted(sources):
        text = sources[name].replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
        digest.update(f"{name}\n{len(text.encode())}\n{text}".encode())
    return digest.hexdigest()[:16]
