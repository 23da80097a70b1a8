"""What one session sends at the same time is taken one after the other, across threads and processes: of two answers
sent at once neither is lost."""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from nextwave.web.localization.languages import chosen
from nextwave.web.middleware.errors import busy

#: So long a form waits for the one before it, in seconds; then it is sent back with words.
LONGEST = 20.0


class TurnsMiddleware:
    """Stands around the sessions: a form's session is read when those before it are written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if not session or request.method in ("GET", "HEAD", "OPTIONS") or request.path_info.startswith("/api/"):
            return self.get_response(request)
        with turn(f"form {session}") as mine:
            if mine:
                return self.get_response(request)
        with translation.override(chosen(request)):
            return busy(request)


@contextmanager
def turn(what: str, longest: float = LONGEST) -> Iterator[bool]:
    """Waits until nobody else has the turn for something; false where that took too long."""
    folder = Path(settings.SESSION_FILE_PATH)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f".turn-{hashlib.sha256(what.encode()).hexdigest()}"
    held = _held(path, time.monotonic() + longest)
    try:
        yield held is not None
    finally:
        if held is not None:
            path.unlink(missing_ok=True)
            os.close(held)


def _held(path: Path, until: float) -> int | None:
    """The file, open and locked; whoever had it before has taken it away, so that it may be another one by now."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.stat().st_ino == os.fstat(file).st_ino:
                return file
        except (BlockingIOError, FileNotFoundError):
            if time.monotonic() > until:
                os.close(file)
                return None
            time.sleep(0.01)
        os.close(file)
