"""What a journey begins with, and facts that would take a browser too long, by casework's own functions in the database
of the server: python -m tests.journeys.staff accounts <password> | namesakes | facts <reference>"""

from __future__ import annotations

import sys

import django

django.setup()

from nextwave.casework.access.accounts import add  # noqa: E402
from nextwave.casework.access.actor import RESIDENT, Actor  # noqa: E402
from nextwave.casework.acts.act import Attempted, do  # noqa: E402
from nextwave.casework.acts.file_application import Application, file  # noqa: E402
from nextwave.casework.acts.state_facts import StateFacts  # noqa: E402
from nextwave.casework.models import Account, Case  # noqa: E402
from nextwave.casework.models.account import Role  # noqa: E402
from tests.casework.conftest import NAMES, family  # noqa: E402


def accounts(password: str) -> None:
    """An account of each role."""
    for role in Role.values:
        add(f"pat-{role}", role, password, f"Pat {role.title()}")


def namesakes() -> None:
    """A case of people of the same names and birth dates."""
    file(RESIDENT, Application(NAMES, family(), {"phone": "555 0100"}, "en", "online"), Attempted("namesakes"))


def facts(reference: str) -> None:
    """What the household of a case says of itself, but for what is stated in the browser."""
    worker = Actor(Account.objects.get(username="pat-worker"))
    known = [s for s in family(p1__rent=...) if (s.of, s.fact) != ("p1", "birth_date")]
    do(StateFacts(known), worker, Case.objects.get(reference=reference), Attempted(f"facts {reference}"))


if __name__ == "__main__":
    {made.__name__: made for made in (accounts, namesakes, facts)}[sys.argv[1]](*sys.argv[2:])
