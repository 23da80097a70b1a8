"""A folder of its own for the sessions of each test, and no language of the one before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import translation

from nextwave.web.sessions import SessionStore
from tests.casework.untransacted import untransacted

__all__ = ["untransacted"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """Where sessions are kept; Django remembers the folder on the class, so it is forgotten around a test."""
    settings.SESSION_FILE_PATH = str(tmp_path)
    SessionStore.__dict__.get("_storage_path") and delattr(SessionStore, "_storage_path")
    yield tmp_path
    SessionStore.__dict__.get("_storage_path") and delattr(SessionStore, "_storage_path")


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """A page in Spanish leaves its language to whatever comes after it in the same thread."""
    yield
    translation.deactivate()
