"""Assessments as they were made, and the law that they were made by."""

from __future__ import annotations

from django.db import models

from nextwave.casework.clock import now
from nextwave.casework.keeping.sealing import SealedField
from nextwave.casework.models.case import Case, Event
from nextwave.casework.models.record import Record


class Law(Record):
    """A rulebook (or its delegations) as it was used, whole: a ZIP of its files, by its version."""

    version = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=60)
    archive = models.BinaryField()
    at = models.DateTimeField(default=now)


class AssessmentRecord(Record):
    """What the engine concluded from the facts of a case on a day, with all that is needed to conclude it
    again. `request` and `result` are the JSON of docs/json.md; `digest` is of the result."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments")
    event = models.ForeignKey(Event, models.PROTECT)
    on = models.DateField()
    law = models.ForeignKey(Law, models.PROTECT)
    engine = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    request = SealedField()
    result = SealedField()
    digest = models.CharField(max_length=64)
