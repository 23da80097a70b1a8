"""Who can sign in, in which role; tokens of programs; and the cases that someone must not touch."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from nextwave.casework.clock import now
from nextwave.casework.models.record import Record


class Role(models.TextChoices):
    """What someone is here to do. Residents have no account: they hold a code."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    POLICYMAKER = "policymaker"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Account(AbstractUser):
    """Someone who signs in. `match` is the fingerprint of their own name and birth date (see `sealing`), so that
    nobody handles their own case."""

    role = models.CharField(max_length=20, choices=Role.choices)
    match = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Conflict(Record):
    """A case that someone must not handle, since they know the people in it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="conflicts")
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="conflicts")
    at = models.DateTimeField(default=now)


class Token(models.Model):
    """A program's key to the API, acting for an account. Only its hash is kept."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    revoked_at = models.DateTimeField(null=True)
