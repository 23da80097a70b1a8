"""The rulebook whose facts populations have."""

from __future__ import annotations

import pytest

from nextwave.rulebook.loading import find, load
from nextwave.rulebook.model import Rulebook


@pytest.fixture(scope="session")
def washington() -> Rulebook:
    return load(find("washington"), with_cases=False)
