"""What was asked of a run, written once, and how the run stands."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from nextwave.casework.clock import now
from nextwave.casework.models import Account, Law
from nextwave.casework.models.record import Record


class Run(Record):
    """A reform to be worked out over a population: all that is needed to do it again. `reform` is the text of a
    file of docs/reforms.md; `key` is the form's, so that one that is sent twice makes one run."""

    key = models.CharField(max_length=64, unique=True)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="runs")
    asked_at = models.DateTimeField(default=now)
    law = models.ForeignKey(Law, models.PROTECT, related_name="runs")
    population = models.CharField(max_length=100)
    population_version = models.CharField(max_length=64)
    programme = models.CharField(max_length=60)
    on = models.DateField()
    reform = models.TextField()


class State(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Standing(models.Model):
    """How a run stands. `since` is when it came into its state; `doing` what is being done; `problem` why it
    failed: died, changed, refused or error, with what is known in `details`; `result` is the JSON of its tables."""

    run = models.OneToOneField(Run, models.PROTECT, primary_key=True)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    since = models.DateTimeField(default=timezone.now)
    doing = models.CharField(max_length=20, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=10, blank=True)
    details = models.TextField(blank=True)
    result = models.TextField(blank=True)
