"""Sessions in files that are encrypted and expire: what is on the disk says nothing about anyone."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.sessions.backends.file import SessionStore as FileStore


@lru_cache(maxsize=1)
def cipher() -> MultiFernet:
    """The keys of the settings; without any, one for this process only."""
    keys = [k.strip() for k in settings.SESSION_KEYS.split(",") if k.strip()]
    return MultiFernet([Fernet(k) for k in keys] or [Fernet(Fernet.generate_key())])


class SessionStore(FileStore):
    """Django's file sessions with the content encrypted."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        return cipher().encrypt(json.dumps(session_dict).encode()).decode()

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        data = session_data.encode() if isinstance(session_data, str) else session_data
        try:
            found: dict[str, Any] = json.loads(cipher().decrypt(data, ttl=settings.SESSION_COOKIE_AGE))
        except (InvalidToken, ValueError):
            return {}
        return found
