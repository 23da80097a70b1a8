"""Sensitive values are encrypted before they reach the database: a copy of the disk says nothing about anyone."""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


@lru_cache(maxsize=4)
def _keys(given: str) -> tuple[Fernet, ...]:
    found = [k.strip() for k in given.split(",") if k.strip()]
    if not found:
        raise ImproperlyConfigured("NEXTWAVE_DATA_KEYS is not set: set it to a Fernet key (docs/settings.md)")
    return tuple(Fernet(k) for k in found)


def cipher() -> MultiFernet:
    """The keys of the settings: the first one writes, all of them read (so that keys can be changed, see
    `resealing`)."""
    return MultiFernet(_keys(settings.DATA_KEYS))


def place_of_key(token: bytes) -> int:
    """Which key of the settings opens what was sealed, counted from 1; 0 where none does."""
    for place, key in enumerate(_keys(settings.DATA_KEYS), 1):
        try:
            key.decrypt(token)
        except InvalidToken:
            continue
        return place
    return 0


def sealed(value: Any) -> bytes:
    """A JSON value, encrypted."""
    return cipher().encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def opened(token: bytes) -> Any:
    """The value again. Raises ValueError where no key of the settings opens it."""
    try:
        return json.loads(cipher().decrypt(bytes(token)))
    except InvalidToken:
        raise ValueError("no key of NEXTWAVE_DATA_KEYS opens this value; add the key it was written with") from None


class SealedField(models.BinaryField):
    """A JSON value that stands encrypted in the database."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(None if value is None else sealed(value), connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else opened(value)

    def value_to_string(self, obj: Any) -> str:
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)

    def to_python(self, value: Any) -> Any:
        return value


def matching(name: str, birth_date: str) -> str:
    """A keyed fingerprint of a person: the same for the same name and birth date, whatever capitals, accents
    and spaces; without the key it tells nothing. Empty without a birth date."""
    if not birth_date:
        return ""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in plain if c.isalnum())
    key = settings.MATCH_KEY.encode()
    return hmac.new(key, f"{letters}|{birth_date}".encode(), hashlib.sha256).hexdigest()[:32]
