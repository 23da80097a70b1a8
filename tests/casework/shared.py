"""Records that the tests of one file share: made once, and taken back after them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.db import transaction
from django.test import override_settings

TODAY = "2026-11-24"


@contextmanager
def shared(blocker: Any, folder: Path) -> Iterator[None]:
    """Settings as of tests, and a transaction around all that is made and looked at within."""
    changed = override_settings(
        DATA_KEYS=Fernet.generate_key().decode(),
        MATCH_KEY="a key of the tests",
        EVIDENCE=folder,
        TODAY=TODAY,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    around = transaction.atomic()
    # As in Django's own test cases: acts within are taken back with it, however durable they want to be.
    around._from_testcase = True  # type: ignore[attr-defined]
    with changed, blocker.unblock(), around:
        yield
        transaction.set_rollback(True)
