"""Proposals, what became of them, decisions and the notices that were sent."""

from __future__ import annotations

from django.db import models

from nextwave.casework.keeping.sealing import SealedField
from nextwave.casework.models.assessment import AssessmentRecord, Law
from nextwave.casework.models.case import Case, Event
from nextwave.casework.models.record import Record


class Outcome(models.TextChoices):
    GRANTED = "granted"
    DENIED = "denied"


class Proposal(Record):
    """What someone proposes to decide on one result of an assessment: as assessed, or (with a coded reason)
    otherwise. Amounts are in cents a month; of a tier `level` is the one that is granted, by its name in the rulebook.
    `people` are those whom the result is for."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="proposals")
    event = models.ForeignKey(Event, models.PROTECT)
    assessment = models.ForeignKey(AssessmentRecord, models.PROTECT)
    programme = models.CharField(max_length=40)
    people = models.JSONField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    amount = models.PositiveIntegerField()
    level = models.CharField(max_length=200, null=True)
    assessed_status = models.CharField(max_length=12)
    assessed_low = models.PositiveIntegerField()
    assessed_high = models.PositiveIntegerField()
    deviates = models.BooleanField()
    difference = models.PositiveIntegerField()
    reason = models.CharField(max_length=40, blank=True)
    explanation = SealedField(null=True)
    #: What is granted is given from the first of a month through the last of one; nothing where nothing is granted,
    #: and of what was proposed before periods were recorded. A period other than usual has its reason.
    certified_from = models.DateField(null=True)
    certified_through = models.DateField(null=True)
    certified_reason = SealedField(null=True)


class Approval(Record):
    """A second person agreed to a proposal."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="approval")
    event = models.ForeignKey(Event, models.PROTECT)


class Withdrawal(Record):
    """A proposal was taken back before it was issued."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="withdrawal")
    event = models.ForeignKey(Event, models.PROTECT)
    reason = SealedField()


class Decision(Record):
    """A proposal was issued: the official act. `delegations` is the version of the authority it rests on."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="decision")
    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    event = models.ForeignKey(Event, models.PROTECT)
    issued_on = models.DateField(db_index=True)
    delegations = models.ForeignKey(Law, models.PROTECT)


class Notice(Record):
    """What was sent to the household, kept as sent."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="notice")
    event = models.ForeignKey(Event, models.PROTECT)
    language = models.CharField(max_length=5)
    content = SealedField()
    sha256 = models.CharField(max_length=64)
