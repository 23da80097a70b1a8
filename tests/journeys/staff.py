"""Accounts of a journey, and facts that would take a browser too long, by casework's own functions in the database
of the server: python -m tests.journeys.staff accounts <password> | facts <reference>"""

from __future__ import annotations

import sys

import django

django.setup()

from nextwave.casework.access.accounts import add  # noqa: E402
from nextwave.casework.acts.act import Actor, Attempted, do  # noqa: E402
from nextwave.casework.acts.state_facts import StateFacts  # noqa: E402
from nextwave.casework.models import Account, Case  # noqa: E402
from nextwave.casework.models.account import Role  # noqa: E402
from tests.casework.conftest import family  # noqa: E402


def main(what: str, given: str) -> None:
    if what == "accounts":
        for role in Role.values:
            if not Account.objects.filter(username=f"pat-{role}").exists():
                add(f"pat-{role}", role, given, f"Pat {role.title()}")
    else:
        worker = Actor(Account.objects.get(username="pat-worker"))
        known = [s for s in family(p1__rent=...) if (s.of, s.fact) != ("p1", "birth_date")]
        do(StateFacts(known), worker, Case.objects.get(reference=given), Attempted(f"facts {given}"))


if __name__ == "__main__":
    main(*sys.argv[1:])
