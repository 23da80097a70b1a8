"""Evidence that was asked for, and files that were given."""

from __future__ import annotations

from django.db import models

from nextwave.casework.keeping.sealing import SealedField
from nextwave.casework.models.case import Case, Event
from nextwave.casework.models.record import Record


class EvidenceRequest(Record):
    """The household is asked to show a fact, by a day."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence_requests")
    event = models.ForeignKey(Event, models.PROTECT)
    of = models.CharField(max_length=40)
    fact = models.CharField(max_length=80)
    due_on = models.DateField()


class EvidenceFile(Record):
    """A file, kept by the hash of its content outside the web root (see `storing`)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence_files")
    event = models.ForeignKey(Event, models.PROTECT)
    request = models.ForeignKey(EvidenceRequest, models.PROTECT, null=True, related_name="files")
    of = models.CharField(max_length=40, blank=True)
    fact = models.CharField(max_length=80, blank=True)
    name = SealedField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=60)
