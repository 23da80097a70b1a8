"""What is known of a household and from whom: people, facts with their sources, contact, notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from nextwave.casework.keeping.sealing import SealedField
from nextwave.casework.models.case import Case, Event
from nextwave.casework.models.record import Record


class Source(models.TextChoices):
    """Where a fact comes from."""

    STATED = "stated"
    DOCUMENT = "document"
    SYSTEM = "system"
    JUDGEMENT = "judgement"


class Membership(Record):
    """Someone of the household. The last record for a `person` holds; with `present` false they are gone."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="memberships")
    event = models.ForeignKey(Event, models.PROTECT)
    person = models.CharField(max_length=40)
    name = SealedField()
    match = models.CharField(max_length=32, blank=True, db_index=True)
    present = models.BooleanField(default=True)


class Statement(Record):
    """A fact, or that it is not known after all (`value` null). The last record for a fact of someone holds.
    `reason` is needed where it is a worker's judgement. `decided` tells of what another authority, a register or an
    expert says, by whom it was said and, where that is known, on which day: {"by": …, "on": "2026-02-03"}."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="statements")
    event = models.ForeignKey(Event, models.PROTECT)
    of = models.CharField(max_length=40)
    fact = models.CharField(max_length=80)
    value = SealedField(null=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    evidence = models.ForeignKey("casework.EvidenceFile", models.PROTECT, null=True)
    reason = SealedField(null=True)
    decided = SealedField(null=True)


#: What fields of a contact were called before, by what they are called now.
EARLIER = {"postcode": "zip"}


def as_now(contact: Mapping[str, Any]) -> dict[str, Any]:
    """A contact with today's names of its fields, whenever it was written."""
    was = {before: name for name, before in EARLIER.items()}
    return {was.get(name, name): value for name, value in contact.items()}


class Contact(Record):
    """How the household can be reached safely, and who helps or acts for them; the last record holds. `content` is as
    it was written; `said` has today's names."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts")
    event = models.ForeignKey(Event, models.PROTECT)
    content = SealedField()

    @property
    def said(self) -> dict[str, Any]:
        return as_now(self.content)


class Note(Record):
    """What a worker wrote down."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    event = models.ForeignKey(Event, models.PROTECT)
    text = SealedField()
