"""Python runs this at the start of every process that has this folder on its path: see `tests.clock`."""

from __future__ import annotations

import os
from datetime import date, datetime

if os.environ.get("TESTS_DAY"):
    from django.utils import timezone

    real = timezone.now

    def now() -> datetime:
        """The same time of the day, on the day of the tests."""
        day = date.fromisoformat(os.environ["TESTS_DAY"])
        local = timezone.localtime(real())
        return local.replace(year=day.year, month=day.month, day=day.day)

    timezone.now = now
