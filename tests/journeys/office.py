"""What those who work here do to a case during a journey, by casework's own functions in the database of the
server: python -m tests.journeys.office <reference> ask|decide"""

from __future__ import annotations

import sys

import django

django.setup()

from nextwave.casework.access.looking import look  # noqa: E402
from nextwave.casework.acts.act import Actor, Attempted  # noqa: E402
from nextwave.casework.acts.deciding import Proposed, issue, latest, propose  # noqa: E402
from nextwave.casework.acts.evidencing import ask  # noqa: E402
from nextwave.casework.models import Account, Case, Proposal  # noqa: E402


def main(reference: str, what: str) -> None:
    case = Case.objects.get(reference=reference)
    worker = Actor(Account.objects.get_or_create(username="journey", defaults={"role": "worker"})[0])
    look(worker, case, "application")
    if what == "ask":
        ask(worker, case, Attempted(f"ask {reference}"), [("p1", "rent")])
    else:
        (result,) = latest(case).result["programmes"]["snap"]["results"]
        event = propose(worker, case, Attempted(f"propose {reference}"), Proposed("snap", tuple(result["for"])))
        issue(worker, case, Attempted(f"issue {reference}"), Proposal.objects.get(event=event).pk)


if __name__ == "__main__":
    main(*sys.argv[1:])
