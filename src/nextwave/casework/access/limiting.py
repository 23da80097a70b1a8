"""How often something may be tried by one client at one target, so that no stranger's tries stop anyone else.

    seconds = attempt(SIGN_IN, network, name)   # counted, unless there is still a wait
    if seconds: …
    forget(SIGN_IN, network, name)              # it was right

A try is counted before it is looked at: of many sent at once, no more are taken than of as many one by one. What is
counted stands in the database, so that every process sees it, as a fingerprint of client and target.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from nextwave.casework.clock import now
from nextwave.casework.models import Attempt
from nextwave.casework.security_log import security_event

#: So many clients and targets are remembered; beyond that those tried longest ago are forgotten.
MOST_KEPT = 100_000
#: Once in so many tries what no longer counts is forgotten.
SWEEP = 64


@dataclass(frozen=True, slots=True)
class Limit:
    """`free` tries without a wait, then one of `first` seconds, twice as long after each further try, up to `longest`.
    After `within` without a try it begins anew."""

    kind: str
    free: int
    first: int
    longest: int
    within: timedelta

    def wait(self, tries: int) -> int:
        """The wait after so many tries, in seconds."""
        doublings = min(tries - self.free, 32)
        return min(self.longest, self.first * 2**doublings) if doublings >= 0 else 0


#: Passwords of an account from one network, or from a device on which it signed in before.
SIGN_IN = Limit("sign-in", free=5, first=2, longest=15 * 60, within=timedelta(days=1))
#: The same where an account is tried from many networks: nobody is stopped, but each has one try before the waits.
SIGN_IN_TRIED = Limit("sign-in", free=1, first=2, longest=15 * 60, within=timedelta(days=1))
#: So many wrong passwords for one account, from wherever, make it one that is tried from many networks.
MANY = 100
_EVERYWHERE = Limit("sign-in everywhere", free=MANY, first=1, longest=1, within=timedelta(days=1))
#: The old password, asked for when it is changed.
OLD_PASSWORD = Limit("old password", free=5, first=2, longest=15 * 60, within=timedelta(days=1))
#: Wrong codes from one network. A right one always opens: of 78 bits nobody guesses it, and NIST SP 800-63B 5.1.2.2
#: asks for a limit below 64.
WRONG_CODE = Limit("code", free=10, first=2, longest=60, within=timedelta(hours=1))
#: Answers saved under a new code, and applications filed by residents, from one network.
DRAFT = Limit("draft", free=60, first=5, longest=60, within=timedelta(hours=1))
FILING = Limit("filing", free=60, first=5, longest=60, within=timedelta(hours=1))


def _bucket(limit: Limit, of: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join((limit.kind, *of)).encode()).hexdigest()


def _standing(limit: Limit, of: tuple[str, ...], moment: datetime) -> Attempt:
    """What is counted, in the transaction of its change; nothing where that is over."""
    found, _ = Attempt.objects.select_for_update().get_or_create(bucket=_bucket(limit, of), defaults={"at": moment})
    # A clock that was set back makes nobody wait for it.
    if not moment - limit.within < found.at <= moment:
        found.tries = 0
    return found


def waiting(limit: Limit, *of: str) -> int:
    """For how many seconds nothing is taken from a client for a target."""
    found = Attempt.objects.filter(bucket=_bucket(limit, of)).first()
    return _left(limit, found, now()) if found is not None else 0


def _left(limit: Limit, found: Attempt, moment: datetime) -> int:
    since = (moment - found.at).total_seconds()
    return max(0, math.ceil(limit.wait(found.tries) - since)) if since >= 0 else 0


def attempt(limit: Limit, *of: str) -> int:
    """Counts a try and gives 0, or the seconds to wait; then nothing was counted and nothing may be tried."""
    if seconds := waiting(limit, *of):
        security_event("limit-reached", limit=limit.kind, seconds=seconds)
        return seconds
    moment = now()
    with transaction.atomic():
        found = _standing(limit, of, moment)
        if seconds := _left(limit, found, moment):
            security_event("limit-reached", limit=limit.kind, seconds=seconds)
            return seconds
        found.tries, found.at = found.tries + 1, moment
        found.save()
        if found.pk % SWEEP == 0:
            _sweep(moment)
    return 0


def take_back(limit: Limit, *of: str) -> None:
    """The last try of a client was right: it does not count, and those before still do."""
    with transaction.atomic():
        found = _standing(limit, of, now())
        found.tries = max(0, found.tries - 1)
        found.save()


def forget(limit: Limit, *of: str) -> None:
    """The count of a client and target begins anew."""
    Attempt.objects.filter(bucket=_bucket(limit, of)).delete()


def tried_widely(account: str) -> bool:
    """Whether an account was tried wrongly so often of late, from all networks together, that it is being guessed."""
    found = Attempt.objects.filter(bucket=_bucket(_EVERYWHERE, (account,))).first()
    return found is not None and found.tries >= MANY and now() - found.at < _EVERYWHERE.within


def wrong_password(account: str) -> None:
    """Counts a wrong password for an account, wherever it came from."""
    attempt(_EVERYWHERE, account)


def _sweep(moment: datetime) -> None:
    """Forgets what no longer counts, and the oldest where there is too much of it."""
    Attempt.objects.filter(at__lte=moment - timedelta(days=1)).delete()
    oldest = Attempt.objects.order_by("-at").values_list("at", flat=True)[MOST_KEPT : MOST_KEPT + 1].first()
    if oldest is not None:
        Attempt.objects.filter(at__lte=oldest).delete()
