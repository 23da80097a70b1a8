"""Keys, a folder for files, people who work here, and a household whose facts are all known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import LazySettings

from benchmarks.household import FAMILY
from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.household.facts import Stated
from nextwave.casework.models import Account, Case
from tests.casework.untransacted import untransacted

__all__ = ["untransacted"]

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def keys(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_KEYS = Fernet.generate_key().decode()
    settings.MATCH_KEY = "a key of the tests"
    settings.EVIDENCE = tmp_path / "evidence"
    settings.TODAY = TODAY.isoformat()


@pytest.fixture
def people(db: None) -> dict[str, Actor]:
    """One of each role, and a second worker and supervisor."""
    names = {
        "worker": "worker",
        "other worker": "worker",
        "supervisor": "supervisor",
        "other supervisor": "supervisor",
        "policymaker": "policymaker",
        "auditor": "auditor",
        "administrator": "administrator",
    }
    return {n: Actor(Account.objects.create(username=n.replace(" ", "-"), role=r)) for n, r in names.items()}


def family(**changes: object) -> list[Stated]:
    """The facts of a household of three, as statements; `p1__rent=…` changes one."""
    ids = {"ana": "p1", "ben": "p2", "cy": "p3"}
    stated = []
    for record in FAMILY["people"]:
        for fact, value in record.items():
            if fact == "id":
                continue
            if isinstance(value, list):
                value = [ids.get(v, v) if isinstance(v, str) else v for v in value]
            elif isinstance(value, str):
                value = ids.get(value, value)
            stated.append(Stated(ids[record["id"]], fact, value))
    stated += [Stated("household", fact, value) for fact, value in FAMILY["household"].items()]
    for name, value in changes.items():
        of, fact = name.split("__")
        stated = [s for s in stated if (s.of, s.fact) != (of, fact)]
        if value is not ...:
            stated.append(Stated(of, fact, value))
    return stated


NAMES = {"p1": "Ana Ruiz", "p2": "Ben Ruiz", "p3": "Cy Ruiz"}

Filing = Callable[..., Case]


def filed_as(key: str = "file-1", language: str = "en", filed_on: date = TODAY, **changes: object) -> Case:
    """Files the household's application."""
    application = Application(NAMES, family(**changes), {"phone": "555 0100"}, language, "online", filed_on)
    return file(RESIDENT, application, Attempted(key))[0]


@pytest.fixture
def filed(db: None) -> Filing:
    """Files the household's application."""
    return filed_as
