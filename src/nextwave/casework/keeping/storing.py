"""Evidence files: limited in type and size, kept by the hash of their content outside the web root, encrypted.

A file is whole and on the disk (and so is the folder's entry for it) before any record names it. Left behind by
a crash in between, it is a file that nothing names, and harmless: the same content has the same place.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import puremagic
from cryptography.fernet import InvalidToken
from django.conf import settings

from nextwave.casework.keeping.sealing import cipher
from nextwave.casework.refusals import refused

#: What may be given: media type by what the content itself shows, whatever the file is called.
TYPES = {"application/pdf", "image/jpeg", "image/png"}
MOST_BYTES = 8_000_000


def media_type(content: bytes) -> str:
    """The type of a file by its content. Raises Refused for one that is not taken."""
    if not content:
        raise refused("empty", "the file is empty", "file", "choose the file again")
    if len(content) > MOST_BYTES:
        what = f"the file has more than {MOST_BYTES // 1_000_000} MB"
        raise refused("too-large", what, "file", "take a smaller picture, or send it in parts")
    try:
        found = puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found not in TYPES:
        raise refused("type", "this is no PDF, JPEG or PNG", "file", "choose a PDF, or a photo as JPEG or PNG")
    return found


def path_of(sha256: str) -> Path:
    return Path(settings.EVIDENCE) / sha256[:2] / sha256


def store(content: bytes) -> str:
    """Puts a file on the disk for good, and gives the hash of its content."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    _folder(target.parent)
    if target.exists():
        # Whoever put it there may have been stopped before the folder was on the disk.
        _sync(target.parent)
        return sha256
    put(target, cipher().encrypt(content))
    return sha256


def put(target: Path, sealed: bytes) -> None:
    """Writes an encrypted file whole, in the place of one that may be there."""
    passing = target.parent / f".{secrets.token_hex(8)}"
    with passing.open("xb") as written:
        written.write(sealed)
        written.flush()
        os.fsync(written.fileno())
    passing.rename(target)
    _sync(target.parent)


def files() -> Iterator[Path]:
    """Every file that is kept, folder by folder."""
    for folder in sorted(Path(settings.EVIDENCE).glob("[0-9a-f][0-9a-f]")):
        yield from sorted(folder.glob(f"{folder.name}*"))


def _folder(folder: Path) -> None:
    """Makes a folder whose own entry is on the disk too, and that of the folder around it."""
    made = [p for p in (folder, *folder.parents) if not p.exists()] or [folder, folder.parent]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for entry in made:
        _sync(entry.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def content_of(sha256: str) -> bytes:
    """A file's content. Raises FileNotFoundError; ValueError where it is not what was stored, or no key opens it."""
    try:
        content = cipher().decrypt(path_of(sha256).read_bytes())
    except InvalidToken:
        what = "no key of NEXTWAVE_DATA_KEYS opens this evidence file, or it was damaged"
        raise ValueError(f"{what}: add the key it was written with, or restore the file from the backup") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError("the evidence file is not what was stored: restore it from the backup")
    return content
