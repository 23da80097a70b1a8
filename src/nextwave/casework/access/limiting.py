"""How often a code or a password may be tried wrongly, from one address and in all."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import transaction

from nextwave.casework.clock import now
from nextwave.casework.models import Attempt

#: So many wrong tries within the time, then none more until the oldest is over.
MOST = 10
WITHIN = timedelta(minutes=15)


def _bucket(kind: str, of: str) -> str:
    return hashlib.sha256(f"{kind}|{of}".encode()).hexdigest()


def limited(kind: str, of: str, most: int = MOST) -> bool:
    """Whether too many tries went wrong of late: `most`, or more."""
    since = now() - WITHIN
    return Attempt.objects.filter(bucket=_bucket(kind, of), at__gt=since).count() >= most


def failed(kind: str, of: str) -> None:
    """Counts a try that went wrong; forgets those that no longer count."""
    moment = now()
    with transaction.atomic():
        Attempt.objects.filter(at__lte=moment - WITHIN).delete()
        Attempt.objects.create(bucket=_bucket(kind, of), at=moment)
