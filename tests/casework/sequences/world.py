"""Who there is, and the two cases that every sequence begins from."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings

from nextwave.casework.keeping.sealing import matching
from nextwave.casework.models import Account, Case
from tests.casework import riverton

#: Who there is, by name; "ana" is the worker who applied herself in the second case.
ROLES = {
    "wim": "worker", "wanda": "worker", "ana": "worker", "sam": "supervisor", "sue": "supervisor",
    "paul": "policymaker", "art": "auditor", "ada": "administrator",
}  # fmt: skip


DECIDE = ("worker", "supervisor")


@dataclass
class World:
    """Accounts by name and two cases, filed once; every sequence begins from here."""

    accounts: dict[str, Account]
    cases: list[Case]


@contextmanager
def world(folder: Path) -> Any:
    """The world, with the small rulebook in force."""
    with riverton.in_force(riverton.rulebook(folder), django_settings):
        accounts = {n: Account.objects.create(username=n, role=r) for n, r in ROLES.items()}
        accounts["ana"].match = matching("Ana", "1990-01-01")
        accounts["ana"].save()
        cases = [riverton.case(name) for name in ("Bo", "Ana")]
        yield World(accounts, cases)
