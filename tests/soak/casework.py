"""The proofs of casework, in full: sequences of acts, and kills of a server that serves them."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path


@cache
def _prepared() -> None:
    """Django over a database in the memory of this process."""
    from cryptography.fernet import Fernet

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "nextwave.web.settings",
        "NEXTWAVE_DATABASE": "sqlite://:memory:",
        "NEXTWAVE_DATA": tempfile.mkdtemp(prefix="nextwave-soak-"),
        "NEXTWAVE_DATA_KEYS": Fernet.generate_key().decode(),
    }
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.TODAY = "2026-11-24"
    call_command("migrate", verbosity=0)


def sequences(job: tuple[int, int]) -> tuple[Counter[str], list[str]]:
    """So many sequences from a seed: what happened in them, and the first violation if there is one."""
    seed, count = job
    _prepared()
    from django.db import transaction

    from tests.casework.sequences.attempts import HAPPENED
    from tests.casework.sequences.casework import run
    from tests.casework.sequences.world import world

    around = transaction.atomic()
    around._from_testcase = True  # every job begins with an empty database
    with tempfile.TemporaryDirectory() as folder, around:
        problems = []
        try:
            with world(Path(folder)) as there:
                run(there, count, steps=15, of=seed)
        except Exception as error:
            problems.append("\n".join([f"sequence of seed {seed}: {error!r}", *getattr(error, "__notes__", [])]))
        transaction.set_rollback(True)
    return Counter(HAPPENED), problems


def kills(job: tuple[int, int]) -> tuple[Counter[str], list[str]]:
    """A server killed so many times: what its clients were told, and every fault."""
    seed, count = job
    _prepared()
    from tests.casework.killing import killed

    with tempfile.TemporaryDirectory() as folder:
        told = killed(Path(folder), count, seed)
    return told.counts + Counter(acknowledged=len(told.applied), refused=len(told.refused)), told.problems
