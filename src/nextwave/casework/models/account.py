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
    """Someone who signs in; without a role for nothing. `match` is the fingerprint of their own name and birth date
    (see `sealing`), so that nobody handles their own case, and `likenesses` those of forms that the name may take
    (see `likeness`). While `password_given`, someone else knows the password, and it opens nothing but its change."""

    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    match = models.CharField(max_length=32, blank=True)
    likenesses = models.JSONField(default=list, blank=True)
    password_given = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class AccountEvent(Record):
    """An act on an account. `by` is empty where it was done on the command line; `what` is the role or the name of
    the token. An act that two people do is asked for by one event and answered by another, once."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="history")
    action = models.CharField(max_length=20)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="acts_on_accounts")
    what = models.CharField(max_length=100, blank=True)
    answers = models.OneToOneField("self", models.PROTECT, null=True, related_name="answer")
    at = models.DateTimeField(default=now)


class Conflict(Record):
    """A case that someone must not handle, since they know the people in it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="conflicts")
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="conflicts")
    at = models.DateTimeField(default=now)


class Acquaintance(Record):
    """What someone said when they were asked whether they are, or know, people of a case who seem to be themselves.
    Where they do, a conflict says so too; otherwise they are not asked again about these people."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="acquaintances")
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="acquaintances")
    people = models.JSONField()
    known = models.BooleanField()
    at = models.DateTimeField(default=now)


class Token(models.Model):
    """A program's key to the API, acting for an account until it ends or is revoked. Only its hash is kept."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
