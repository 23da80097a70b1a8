"""Before an act is answered, what it says is on the disk: read from the system calls of the server."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.casework.killing import Server, environment

CALLS = "fsync,fdatasync,rename,renameat,renameat2,write,writev,pwrite64,sendto,sendmsg"


@dataclass
class Call:
    """A system call; `begun` and `done` are its lines in the trace."""

    name: str
    text: str
    begun: int
    done: int


def calls(trace: str) -> Iterator[Call]:
    """The calls of a trace, each once, also where another one came in between."""
    lines = trace.splitlines()
    for number, line in enumerate(lines):
        found = re.match(r"(\d+) +(\w+)\((.*)", line)
        if found is None:
            continue
        process, name, text = found.groups()
        done = number
        if text.endswith("<unfinished ...>"):
            again = re.compile(rf"{process} +<\.\.\. {name} resumed>(.*)")
            done, rest = next((n, m[1]) for n, x in enumerate(lines[number:], number) if (m := again.match(x)))
            text = text.removesuffix("<unfinished ...>") + rest
        yield Call(name, text, number, done)


def synced(there: list[Call], name: str, path: str) -> list[Call]:
    """The calls after which a file or folder of that name is on the disk, and which did not fail."""
    wanted = re.compile(rf"\d+<[^>]*{path}>\) += 0")
    return [c for c in there if c.name in name.split("|") and wanted.match(c.text)]


def test_an_upload_is_answered_when_file_folder_and_record_are_on_the_disk(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    server = Server(environment(tmp_path))
    server.start(under=("strace", "-f", "-y", "-qq", "-s", "80", "-o", str(trace), "-e", f"trace={CALLS}"))
    try:
        content = base64.b64encode(b"%PDF-1.7\n a page").decode()
        sent = {"do": "give", "who": "", "case": 0, "key": "k", "content": content}
        assert server.post("/act", sent)[0] == 200
    finally:
        server.kill()
    there = list(calls(trace.read_text(errors="replace")))

    (file,) = synced(there, "fsync", r"/evidence/[0-9a-f]{2}/\.[0-9a-f]{16}")
    (named,) = [c for c in there if c.name.startswith("rename") and "/evidence/" in c.text and c.text.endswith("= 0")]
    (reply,) = [c for c in there if "HTTP/1.1 200" in c.text and c.name in ("write", "writev", "sendto", "sendmsg")]
    folders = synced(there, "fsync", r"/evidence/[0-9a-f]{2}")
    above = synced(there, "fsync", r"/evidence")
    wal = r"/nextwave\.sqlite3-wal"
    records = [c for c in there if c.name == "pwrite64" and re.match(rf"\d+<[^>]*{wal}>", c.text)]
    log = synced(there, "fsync|fdatasync", wal)

    assert file.done < named.begun, "the file had its name before it was on the disk"
    folder = next(c for c in folders if c.begun > named.done)
    assert any(c.begun < reply.begun for c in above)
    written = [c for c in records if named.done < c.begun < reply.begun]
    assert written and folder.done < written[0].begun, "a record named the file before the folder was on the disk"
    last = next(c for c in log if c.begun > written[-1].done)
    assert last.done < reply.begun, "the reply was sent before the record was on the disk"
