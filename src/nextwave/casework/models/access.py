"""Who looked at a case and why; and attempts that are limited."""

from __future__ import annotations

from django.db import models

from nextwave.casework.clock import now
from nextwave.casework.keeping.sealing import SealedField
from nextwave.casework.models.account import Account
from nextwave.casework.models.record import Record


class Access(Record):
    """One reading of a case. The person concerned can see it."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="accesses")
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    role = models.CharField(max_length=20)
    reason = models.CharField(max_length=200)
    what = models.CharField(max_length=100)
    #: In their own words, where the reason is none of those that can be chosen.
    words = SealedField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["case", "-at"])]


class LogReading(Record):
    """One reading of the log of readings: what was asked for (a case, an account, days) and how many were shown."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="log_readings")
    how = models.CharField(max_length=10)
    case = models.CharField(max_length=20, blank=True)
    of = models.CharField(max_length=150, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)


class Attempt(models.Model):
    """How often one client tried one target of late, and when last (see `limiting`); forgotten after a day."""

    bucket = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(db_index=True)
