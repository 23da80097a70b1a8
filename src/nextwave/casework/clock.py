"""What day and time it is for casework: the jurisdiction's, or a day that a demonstration was set to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_as_of: ContextVar[datetime | None] = ContextVar("as_of", default=None)


def now() -> datetime:
    """This moment; in a demonstration with NEXTWAVE_TODAY the same time on that day."""
    set_to = _as_of.get()
    if set_to is not None:
        return set_to
    moment = timezone.now()
    if settings.TODAY:
        day = date.fromisoformat(settings.TODAY)
        local = timezone.localtime(moment)
        return local.replace(year=day.year, month=day.month, day=day.day)
    return moment


def today() -> date:
    """The day of an act: today where the jurisdiction is."""
    return timezone.localtime(now()).date()


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Acts within are done at a moment of the past, as when a demonstration is made."""
    token = _as_of.set(moment)
    try:
        yield
    finally:
        _as_of.reset(token)
