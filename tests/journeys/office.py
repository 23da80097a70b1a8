"""What those who work here do to a case during a journey, by casework's own functions in the database of the
server: python -m tests.journeys.office <reference> ask|decide"""

from __future__ import annotations

import sys

import django

django.setup()

from nextwave.casework.access.looking import look  # noqa: E402
from nextwave.casework.acts.act import Actor, Attempted, do  # noqa: E402
from nextwave.casework.acts.ask_for_evidence import AskForEvidence  # noqa: E402
from nextwave.casework.acts.deciding.issue import Issue  # noqa: E402
from nextwave.casework.acts.deciding.propose import Propose, Proposed  # noqa: E402
from nextwave.casework.household.assessing import latest  # noqa: E402
from nextwave.casework.models import Account, Case, Proposal  # noqa: E402


def main(reference: str, what: str) -> None:
    case = Case.objects.get(reference=reference)
    worker = Actor(Account.objects.get_or_create(username="journey", defaults={"role": "worker"})[0])
    look(worker, case, "application")
    if what == "ask":
        do(AskForEvidence([("p1", "rent")]), worker, case, Attempted(f"ask {reference}"))
    else:
        (result,) = latest(case).result["programmes"]["snap"]["results"]
        event = do(
            Propose(Proposed("snap", tuple(result["for"]), despite="Talked on the phone; it is not recorded yet.")),
            worker,
            case,
            Attempted(f"propose {reference}"),
        )
        do(Issue(Proposal.objects.get(event=event).pk), worker, case, Attempted(f"issue {reference}"))


if __name__ == "__main__":
    main(*sys.argv[1:])
