"""The worker's pages with 100,000 cases: the queue and a case with its assessment, through the whole of Django.

A shortcut: of the 100,000 cases that fill the queue only what the queue is read from is made, case and docket, in
bulk and without the facts, events and assessments that each would have. All of them are to be decided, which is the
hardest for the queue. The cases whose pages are opened are 40 more, filed as any other, half of their facts unknown.
Reading a case includes the record of the reading, on the disk.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

CASES = 100_000


def measured() -> dict[str, float]:
    """95th percentiles in milliseconds, measured in a process and a database of its own."""
    from cryptography.fernet import Fernet

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sessions").mkdir()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nextwave.web.settings",
            "NEXTWAVE_DATABASE": "",
            "NEXTWAVE_DATA": folder,
            "NEXTWAVE_DATA_KEYS": Fernet.generate_key().decode(),
        }
        command = [sys.executable, "-m", "benchmarks.service"]
        answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout
        found: dict[str, float] = json.loads(answer)
        return found


def _fill() -> None:
    """The cases of the queue, in bulk."""
    from nextwave.casework.clock import today
    from nextwave.casework.law.in_force import assessor
    from nextwave.casework.models import Account, Case, Docket

    chance = random.Random(1)
    counties = assessor().rulebook.choices["County"].members
    accounts = list(Account.objects.filter(role="worker"))
    open_statuses = ("filed", "in_progress", "waiting", "proposed", "approved")
    for start in range(0, CASES, 10_000):
        cases, dockets = [], []
        for number in range(start, start + 10_000):
            filed = today() - timedelta(days=chance.randrange(45))
            language = chance.choice(("en", "en", "en", "es"))
            cases.append(
                Case(
                    pk=number + 1,
                    reference=f"B{number:07d}"[:4] + "-" + f"B{number:07d}"[4:],
                    code_hash=f"{number:064d}",
                    rulebook="washington",
                    channel="online",
                    language=language,
                    filed_on=filed,
                )
            )
            status = chance.choice(open_statuses)
            dockets.append(
                Docket(
                    case_id=number + 1,
                    version=1,
                    status=status,
                    expedited=chance.choice(("yes", "no", "open")),
                    due_on=filed + timedelta(days=chance.choice((7, 30))),
                    filed_on=filed,
                    area=chance.choice(counties),
                    language=language,
                    people=chance.randrange(1, 7),
                    second_person=status == "proposed" and chance.random() < 0.2,
                    assigned=chance.choice(accounts) if chance.random() < 0.3 else None,
                )
            )
        Case.objects.bulk_create(cases, batch_size=2000)
        Docket.objects.bulk_create(dockets, batch_size=2000)


def _file() -> list[str]:
    """References of cases with facts, half of them unknown."""
    from benchmarks.household import half_unknown
    from nextwave.casework.access.actor import RESIDENT
    from nextwave.casework.acts.act import Attempted
    from nextwave.casework.acts.file_application import Application, file
    from nextwave.casework.household.facts import Stated

    found = []
    for number, situation in enumerate(half_unknown(40)):
        people = {p["id"]: f"Person {p['id'].title()}" for p in situation["people"]}
        stated = [Stated(p["id"], f, v) for p in situation["people"] for f, v in p.items() if f != "id"]
        stated += [Stated("household", f, v) for f, v in situation["household"].items()]
        application = Application(people, stated, {"phone": "555 0100"}, "en", "online")
        found.append(file(RESIDENT, application, Attempted(f"benchmark-{number}"))[0].reference)
    return found


def _percentile(ask: Callable[[], object], times: int) -> float:
    """The 95th percentile of so many requests, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from nextwave.casework.models import Account
    from nextwave.casework.queue.queueing import Wanted, page

    settings.TODAY = "2026-11-24"
    call_command("migrate", verbosity=0)
    for number in range(20):
        Account.objects.create(username=f"worker-{number}", role="worker")
    _fill()
    references = _file()
    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(username="worker-0"))

    def get(path: str) -> None:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)

    due, number = page(Wanted(), most=50_000).following or (None, 0)
    assert due is not None
    after = f"after={due.isoformat()}_{number}"
    narrow = ("area=ferry&language=es", "status=waiting&overdue=1", "mine=1", f"second=1&{after}")
    addresses = ("", f"?{after}", *(f"?{n}" for n in narrow))
    chance = random.Random(2)
    for path in addresses:
        get(f"/cases/{path}")
    each = [_percentile(partial(get, f"/cases/{path}"), 40) for path in addresses]
    print(dict(zip(addresses, each, strict=True)), file=sys.stderr)
    for reference in references:
        client.post(f"/cases/{reference}/open/", {"reason": "application"})
    get(f"/cases/{references[0]}/")
    case = _percentile(lambda: get(f"/cases/{chance.choice(references)}/"), 200)
    print(json.dumps({"queue": max(each), "case": case}))


if __name__ == "__main__":
    main()
