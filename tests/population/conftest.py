"""The rulebook whose facts populations have."""

from __future__ import annotations

import pytest

from nextwave.rulebook.model import Rulebook
from tests.washington import washington as read_once


@pytest.fixture(scope="session")
def washington() -> Rulebook:
    return read_once()
