"""Requests for a hearing."""

from __future__ import annotations

from django.db import models

from nextwave.casework.keeping.sealing import SealedField
from nextwave.casework.models.case import Case, Event
from nextwave.casework.models.decision import Decision
from nextwave.casework.models.record import Record


class HearingRequest(Record):
    """The household asks for a hearing on a decision. One asked after the time limit is kept too: whether it
    is heard is for the hearing officer to say, not for a form."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="hearing_requests")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="hearing_request")
    event = models.ForeignKey(Event, models.PROTECT)
    asked_on = models.DateField()
    in_time = models.BooleanField()
    why = SealedField(null=True)
