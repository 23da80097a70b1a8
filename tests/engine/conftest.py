"""Plans that several tests share."""

from __future__ import annotations

from datetime import date

import pytest

from nextwave.engine.answers.assessment import Assessor, Compiled, compiled
from nextwave.rulebook.model import Rulebook
from tests.washington import washington as read_once


@pytest.fixture(scope="session")
def washington() -> Rulebook:
    return read_once()


@pytest.fixture(scope="session")
def assessor(washington: Rulebook) -> Assessor:
    return Assessor(washington)


@pytest.fixture(scope="session")
def november(washington: Rulebook) -> Compiled:
    """The plan of a day in November 2026."""
    return compiled(washington, date(2026, 11, 24))
