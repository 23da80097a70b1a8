"""The one rulebook that a server answers from, loaded once."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from nextwave.engine.assessment import Assessor
from nextwave.rulebook.loading import find, load


@lru_cache(maxsize=1)
def assessor() -> Assessor:
    """The assessor of the rulebook in the settings."""
    return Assessor(load(find(settings.RULEBOOK), with_cases=False))


def today() -> date:
    """The day of an assessment: today where the jurisdiction is."""
    return date.fromisoformat(settings.TODAY) if settings.TODAY else timezone.localdate()
