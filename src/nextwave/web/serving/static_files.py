"""Style sheets and scripts: kept in memory, compressed once, under names that change with their content.

All have one mark, so that one that names another beside it finds it.

`static('vendor/nextwave.css')` in a template is /static/3f9c0a1b2d4e/vendor/nextwave.css, which a browser keeps for a
year; the plain name is answered too, to be asked for again. `vendor/nextwave.rtl.css` is the same sheet for languages
that are written from right to left, made when it is first asked for.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from nextwave.web.serving.mirrored import mirrored

FOLDER = Path(settings.STATIC_ROOT)
#: What is smaller than this is not worth compressing.
LEAST = 500
FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=0, must-revalidate"
#: How the name of a style sheet for pages from right to left ends.
MIRRORED = ".rtl.css"


@lru_cache(maxsize=4)
def mark(folder: Path) -> str:
    """The first digits of the hash of all files."""
    found = hashlib.sha256()
    for path in files(folder):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def files(folder: Path) -> list[Path]:
    """Everything that is sent."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix)


def address(name: str) -> str:
    """The address of a file in pages."""
    return f"{settings.STATIC_URL}{mark(FOLDER)}/{name}"


class StaticFiles:
    """Every file of the folder as it is sent."""

    def __init__(self, folder: Path = FOLDER, prefix: str = settings.STATIC_URL) -> None:
        self.prefix, self.mark = prefix, mark(folder)
        self.answers: dict[str, tuple[str, str, bytes, bytes]] = {}
        for path in files(folder):
            self._keep(path.relative_to(folder).as_posix(), path.read_bytes())

    def _keep(self, name: str, content: bytes) -> None:
        packed = gzip.compress(content, 9, mtime=0) if len(content) >= LEAST else content
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/") or kind.endswith("javascript"):
            kind += "; charset=utf-8"
        known = (
            kind,
            f'"{hashlib.sha256(content).hexdigest()[:12]}"',
            content,
            packed if len(packed) < len(content) else content,
        )
        self.answers[f"{self.prefix}{name}"] = self.answers[f"{self.prefix}{self.mark}/{name}"] = known

    def _found(self, path: str) -> tuple[str, str, bytes, bytes] | None:
        """What is sent for a path; a sheet that is turned is made of its other one."""
        if path not in self.answers and path.endswith(MIRRORED):
            plain = self.answers.get(path.removesuffix(MIRRORED) + ".css")
            if plain is not None:
                name = path.removeprefix(self.prefix).removeprefix(f"{self.mark}/")
                self._keep(name, mirrored(plain[2].decode()).encode())
        return self.answers.get(path)

    def serve(self, scope: Any, protocol: Any) -> bool:
        """Answers a request for a file; False where it is for none."""
        if not scope.path.startswith(self.prefix) or (found := self._found(scope.path)) is None:
            return False
        if scope.method not in ("GET", "HEAD"):
            return False
        kind, tag, content, packed = found
        marked = scope.path.startswith(f"{self.prefix}{self.mark}/")
        headers = [
            ("Content-Type", kind),
            ("Cache-Control", FOREVER if marked else SHORTLY),
            ("ETag", tag),
            ("Vary", "Accept-Encoding"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        if scope.headers.get("if-none-match") == tag:
            protocol.response_empty(304, headers)
            return True
        if packed is not content and "gzip" in (scope.headers.get("accept-encoding") or ""):
            headers.append(("Content-Encoding", "gzip"))
            content = packed
        protocol.response_bytes(200, [*headers, ("Content-Length", str(len(content)))], content)
        return True
