"""What was published of the service, as it was published."""

from __future__ import annotations

from django.db import models

from nextwave.casework.clock import now
from nextwave.casework.models.record import Record


class Release(Record):
    """The statistics of a month, frozen. `content` is the JSON that is published, byte for byte, and `sha256` its
    fingerprint; `number` counts the releases of a month: each after the first corrects the one before, for a
    `reason`, and all are kept."""

    month = models.DateField()
    number = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    rules = models.CharField(max_length=80)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "number"], name="one_release_a_number")]
