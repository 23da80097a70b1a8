"""Sessions in files that are encrypted and expire: what is on the disk says nothing about anyone, and opens nothing.

A session ends when it was not used for a while, and at the latest some hours after it began. Its id changes with
everything that it may do more (`renew`), so that an id that someone else knew before is worth nothing after.
"""

from __future__ import annotations

import hashlib
import json
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.file import SessionStore as FileStore
from django.contrib.sessions.exceptions import InvalidSessionKey
from django.http import HttpRequest

from nextwave.web.middleware.turns import turn

#: Where a session keeps when it began, in seconds since 1970.
BEGAN = "began"


@lru_cache(maxsize=1)
def cipher() -> MultiFernet:
    """The keys of the settings; without any, one for this process only."""
    keys = [k.strip() for k in settings.SESSION_KEYS.split(",") if k.strip()]
    return MultiFernet([Fernet(k) for k in keys] or [Fernet(Fernet.generate_key())])


class SessionStore(FileStore):
    """Django's file sessions with the content encrypted, under the hash of their id."""

    #: Whether this is looked at by one who has the turn to write it.
    in_turn = False

    def encode(self, session_dict: dict[str, Any]) -> str:
        session_dict.setdefault(BEGAN, time.time())
        return cipher().encrypt(json.dumps(session_dict).encode()).decode()

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        data = session_data.encode() if isinstance(session_data, str) else session_data
        try:
            found: dict[str, Any] = json.loads(cipher().decrypt(data, ttl=settings.SESSION_COOKIE_AGE))
        except (InvalidToken, ValueError):
            return {}
        return found if time.time() - found.get(BEGAN, 0) < settings.SESSION_HOURS * 3600 else {}

    def _key_to_file(self, session_key: str | None = None) -> str:
        key = self._get_or_create_session_key() if session_key is None else session_key
        if not set(key) <= set(VALID_KEY_CHARS):
            raise InvalidSessionKey("an id of a session has letters and digits only")
        hashed = hashlib.sha256(key.encode()).hexdigest()
        return str(Path(self.storage_path) / (self.file_prefix + hashed))

    def put(self, content: dict[str, Any]) -> None:
        """Begins the session of this id with a content of its own."""
        self._session_cache = content
        self.save(must_create=True)

    def load(self) -> dict[str, Any]:
        found = super().load()
        self._came = json.loads(json.dumps(found))
        return found

    def save(self, must_create: bool = False) -> None:
        """Writes what this request changed over what is there by now: a page that was only looked at meanwhile takes
        back no answer."""
        came, key = getattr(self, "_came", None), self.session_key
        if must_create or came is None or key is None:
            super().save(must_create=must_create)
            return
        with turn(f"save {key}"):
            mine = self._get_session()
            other = type(self)(key)
            other.in_turn = True
            there = other.load()
            gone = {name for name in came if name not in mine}
            changed = {name: value for name, value in mine.items() if name not in came or came[name] != value}
            kept = {name: value for name, value in there.items() if name not in gone}
            self._session_cache = kept | changed
            super().save()
            self._came = json.loads(json.dumps(self._session_cache))

    def delete(self, session_key: str | None = None) -> None:
        """Ends a session; what another request writes of it just now does not bring it back."""
        key = session_key or self.session_key
        if key is None or self.in_turn:
            super().delete(key)
            return
        with turn(f"save {key}"):
            super().delete(key)

    @classmethod
    def clear_expired(cls) -> None:
        """Takes away the files of sessions that ended."""
        oldest = time.time() - settings.SESSION_COOKIE_AGE
        for file in Path(cls._get_storage_path()).glob(settings.SESSION_COOKIE_NAME + "*"):
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)


def renew(request: HttpRequest) -> str | None:
    """Gives a session another id, since it may do more from now on, and its full time anew; gives the id that it had
    until now, which opens nothing any more."""
    before: str | None = request.session.session_key
    request.session.cycle_key()
    request.session[BEGAN] = time.time()
    return before
