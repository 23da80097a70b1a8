"""A server for proofs: acts of casework over HTTP, under Granian and the settings of the real one.

    python -m tests.casework.served prepare        makes the database, accounts and cases
    python -m tests.casework.served serve PORT     serves

NEXTWAVE_TESTS_STOP="file 3" makes it kill itself (SIGKILL) once the third evidence file is on the disk and before
any record names it; "records 3" before the third act is committed; "reply 3" after that, before the reply.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

CASES = ("Bo", "Cem", "Dora")
ROLES = {"wim": "worker", "sam": "supervisor", "sue": "supervisor"}


def prepare() -> None:
    from django.core.management import call_command

    from nextwave.casework.keeping.database_roles import as_owner
    from nextwave.casework.models import Account
    from tests.casework import riverton

    with as_owner():
        call_command("migrate", verbosity=0)
    for name, role in ROLES.items():
        Account.objects.create(username=name, role=role)
    for name in CASES:
        riverton.case(name)


def _stops() -> Callable[[str], None]:
    """What to call at each of the places, with its name."""
    where, _, after = os.environ.get("NEXTWAVE_TESTS_STOP", "never").partition(" ")
    passed = count(1)

    def at(place: str) -> None:
        if place == where and next(passed) >= int(after):
            os.killpg(os.getpgrp(), signal.SIGKILL)

    return at


def _after(function: Callable[..., Any], stop: Callable[[], None]) -> Callable[..., Any]:
    def wrapped(*args: Any, **named: Any) -> Any:
        result = function(*args, **named)
        stop()
        return result

    return wrapped


def made() -> Callable[..., Iterable[bytes]]:
    """The WSGI application."""
    import django

    django.setup()
    from nextwave.casework.acts import act as acting
    from nextwave.casework.keeping import storing
    from nextwave.casework.keeping.durability import require_durable
    from nextwave.casework.law import in_force as law

    require_durable()
    law.assessor(), law.delegations(), law.all_notice_rules()
    stop = _stops()
    storing.store = _after(storing.store, lambda: stop("file"))
    acting.place = _after(acting.place, lambda: stop("records"))

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
        try:
            checking = environ["PATH_INFO"] == "/check"
            answer = checked(body) if checking else act(body)
            status = "200 OK" if "refused" not in answer else "409 Conflict"
        except Exception as error:
            answer, status = {"error": repr(error)}, "500 Internal Server Error"
        if status == "200 OK" and not checking:
            stop("reply")
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(answer).encode()]

    return application


def act(sent: dict[str, Any]) -> dict[str, Any]:
    """Carries out what was sent: {"do", "who", "case", "key", …}."""
    from nextwave.casework.access.actor import RESIDENT, Actor
    from nextwave.casework.acts.act import Attempted, do
    from nextwave.casework.acts.deciding.approve import Approve
    from nextwave.casework.acts.deciding.issue import Issue
    from nextwave.casework.acts.deciding.propose import Propose, Proposed
    from nextwave.casework.acts.deciding.withdraw import Withdraw
    from nextwave.casework.acts.give_evidence import GiveEvidence
    from nextwave.casework.acts.state_facts import StateFacts
    from nextwave.casework.acts.write_note import WriteNote
    from nextwave.casework.models import Account, Case, Proposal
    from nextwave.casework.refusals import Refused
    from tests.casework.riverton import Person

    actor = Actor(Account.objects.get(username=sent["who"])) if sent["who"] else RESIDENT
    case, key = Case.objects.order_by("pk")[sent["case"]], Attempted(sent["key"])
    try:
        if sent["do"] == "note":
            event = do(WriteNote(sent["text"]), actor, case, key)
        elif sent["do"] == "state":
            event = do(StateFacts(Person(sent["share"]).statements()), actor, case, key)
        elif sent["do"] == "give":
            event = do(GiveEvidence("page.pdf", base64.b64decode(sent["content"])), actor, case, key)
        elif sent["do"] == "propose":
            proposed = Proposed(
                "grant", ("p1",), "granted", sent["amount"], "rulebook_error", "The rent.", "It makes no difference."
            )
            event = do(Propose(proposed), actor, case, key)
        elif sent["do"] == "withdraw":
            event = do(Withdraw(sent["proposal"], "A mistake."), actor, case, key)
        else:
            event = do({"approve": Approve, "issue": Issue}[sent["do"]](sent["proposal"]), actor, case, key)
    except Refused as error:
        return {"refused": str(error)}
    proposal = Proposal.objects.filter(event=event).first()
    return {"event": event.pk, "proposal": proposal.pk if proposal else None}


def checked(told: dict[str, Any]) -> dict[str, Any]:
    """What is wrong, given what clients were told: {"applied": {key: event}, "refused": [key]}, and how many acts
    are recorded that nobody was told of."""
    from nextwave.casework.models import Event
    from tests.casework.faults import faults

    there = dict(Event.objects.exclude(action="file").values_list("key", "pk"))
    found = faults()
    found += [f"{key} was acknowledged, and is lost" for key, pk in told["applied"].items() if there.get(key) != pk]
    found += [f"{key} was refused, and is applied" for key in told["refused"] if key in there]
    return {"faults": found, "untold": len(there.keys() - told["applied"].keys())}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nextwave.web.settings")
    if sys.argv[1] == "prepare":
        import django

        django.setup()
        prepare()
        return
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "tests.casework.served:made",
        factory=True,
        address="127.0.0.1",
        port=int(sys.argv[2]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=2,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
