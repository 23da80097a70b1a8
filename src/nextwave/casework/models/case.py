"""A case, the events that made it what it is, and its place in the queue."""

from __future__ import annotations

from django.db import models

from nextwave.casework.clock import now
from nextwave.casework.keeping.sealing import SealedField
from nextwave.casework.models.account import Account
from nextwave.casework.models.record import Record


class Channel(models.TextChoices):
    """How an application came."""

    ONLINE = "online"
    PHONE = "phone"
    PAPER = "paper"
    API = "api"


class Case(Record):
    """One household's application for the programmes of a rulebook. `code_hash` is of the code with which the
    resident comes back, until another takes its place; `filed_on` the day on which time limits begin."""

    reference = models.CharField(max_length=20, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    rulebook = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=5)
    filed_on = models.DateField()
    at = models.DateTimeField(default=now)


class Event(Record):
    """One action on a case, in its order. `key` names the attempt, so that a repeated one is applied once;
    `digest` is of what was sent with it. `account` is empty where the resident acted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=30)
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    role = models.CharField(max_length=20)
    key = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_event_a_number")]


class ReplacedCode(Record):
    """The hash of a code that took the place of a case's earlier one."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="replaced_codes")
    event = models.OneToOneField(Event, models.PROTECT)
    code_hash = models.CharField(max_length=64, unique=True)


class Status(models.TextChoices):
    """Where a case stands."""

    FILED = "filed"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    PROPOSED = "proposed"
    APPROVED = "approved"
    DECIDED = "decided"
    APPEALED = "appealed"


#: What is decided and waits for nobody here.
CLOSED = (Status.DECIDED, Status.APPEALED)


class Docket(models.Model):
    """Where a case stands, worked out from its records: what the queue is ordered and filtered by. `version` is
    the number of its last event; `expedited` whether the law's short limit holds ("yes", "no" or "open"); `open`
    whether a decision is to be made; `second_person` whether a proposal waits for someone else to agree; `area` where the home
    is, by the fact that the rulebook names for it."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="docket")
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.FILED)
    expedited = models.CharField(max_length=4, default="open")
    open = models.BooleanField(default=True)
    second_person = models.BooleanField(default=False)
    due_on = models.DateField()
    filed_on = models.DateField()
    decided_on = models.DateField(null=True)
    area = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5)
    people = models.PositiveSmallIntegerField(default=0)
    open_facts = models.PositiveSmallIntegerField(default=0)
    assigned = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="dockets")

    class Meta:
        indexes = [
            models.Index(fields=["status", "due_on", "case"]),
            models.Index(fields=["due_on", "case"]),
            models.Index(fields=["assigned", "due_on", "case"]),
            models.Index(fields=["filed_on"]),
            models.Index(fields=["open", "due_on", "case"], name="queue_open"),
            models.Index(fields=["open", "area", "due_on", "case"], name="queue_area"),
            models.Index(fields=["open", "language", "due_on", "case"], name="queue_language"),
            models.Index(fields=["second_person", "due_on", "case"], name="queue_second_person"),
        ]


class Draft(models.Model):
    """Answers that a resident saved before applying; deleted when they apply, or when it expires."""

    code_hash = models.CharField(max_length=64, unique=True)
    content = SealedField()
    expires_at = models.DateTimeField(db_index=True)
