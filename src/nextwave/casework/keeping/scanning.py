"""A scanner for viruses, where one is set: each file is shown to it before it is kept, and what it does not call clean
is not taken. One that does not answer lets nothing through.

NEXTWAVE_SCANNER is `clamd:/run/clamav/clamd.ctl` or `clamd:HOST:PORT` (ClamAV's daemon), or else a command that reads
the file from its standard input and ends with 0 where it is clean and 1 where it is not (`clamdscan --no-summary -`).
"""

from __future__ import annotations

import shlex
import socket
import struct
import subprocess

from django.conf import settings

from nextwave.casework.refusals import refused

#: Seconds within which a scanner answers.
LONGEST = 30
PIECE = 1 << 16
CLEAN, FOUND = 0, 1


def scan(content: bytes) -> None:
    """Raises Refused for a file that is not clean, and where the scanner that is set does not say that it is."""
    if not settings.SCANNER:
        return
    try:
        found = _clamd(content) if settings.SCANNER.startswith("clamd:") else _command(content)
    except (OSError, ValueError, subprocess.SubprocessError):
        found = -1
    if found == FOUND:
        what = "the scanner found something harmful in this file"
        raise refused("harmful", what, "file", "scan the device it comes from, or bring it on paper")
    if found != CLEAN:
        what = "files cannot be looked at for viruses just now, so none are taken"
        raise refused("scanner", what, "file", "try again later, or bring it on paper")


def _command(content: bytes) -> int:
    words = shlex.split(settings.SCANNER)
    nothing = subprocess.DEVNULL
    return subprocess.run(  # noqa: S603 (the operator's own command)
        words, input=content, stdout=nothing, stderr=nothing, timeout=LONGEST, check=False
    ).returncode


def _clamd(content: bytes) -> int:
    """ClamAV's INSTREAM: pieces with their length before them, an empty one at the end."""
    place = settings.SCANNER.removeprefix("clamd:")
    if place.startswith("/"):
        there = socket.socket(socket.AF_UNIX)
        there.settimeout(LONGEST)
        there.connect(place)
    else:
        host, _, port = place.rpartition(":")
        there = socket.create_connection((host, int(port)), timeout=LONGEST)
    with there:
        there.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            there.sendall(struct.pack("!I", len(piece)) + piece)
        there.sendall(struct.pack("!I", 0))
        answer = there.recv(4096).rstrip(b"\0\n")
    if answer.endswith(b" OK"):
        return CLEAN
    return FOUND if answer.endswith(b" FOUND") else -1
