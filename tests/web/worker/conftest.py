"""Browsers of those who work here, and a household's case."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client

from nextwave.casework.access.actor import Actor
from nextwave.casework.models import Case
from tests.casework.conftest import filed, keys, people
from tests.web.resident.conftest import PNG, Visitor

__all__ = ["PNG", "filed", "keys", "people"]


class Officer(Visitor):
    """Someone at a browser who is signed in."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.actor = actor
        self.client = Client()
        assert actor.account is not None
        self.client.force_login(actor.account)

    def says_why(self, case: Case, reason: str = "application") -> None:
        """Says why they open a case, as is asked before its pages are shown."""
        self.post(f"/cases/{case.reference}/open/", {"reason": reason})

    def open(self, case: Case, reason: str = "application") -> str:
        """Says why, and reads the case."""
        self.says_why(case, reason)
        return self.get(f"/cases/{case.reference}/")

    def on(self, case: Case, path: str, data: dict[str, Any] | None = None) -> str:
        """Fills in the form of a page of a case; where the page offers none, it is sent all the same."""
        there = f"/cases/{case.reference}/{path}"
        return self.post(there, {"key": secrets.token_urlsafe(24), **self.hidden(there), **(data or {})})

    def mistakes(self) -> list[str]:
        """What stands in the summary of errors, as (field, text)."""
        summary = re.search(r"govuk-error-summary__list.*?</ul>", self.text, re.S)
        return re.findall(r'<a href="#([^"]+)">', summary[0]) if summary else []


class Officers(Mapping[str, Officer]):
    """Everyone who works here, by their role; who is asked for signs in."""

    def __init__(self, people: dict[str, Actor]) -> None:
        self.people = people
        self.signed_in: dict[str, Officer] = {}

    def __getitem__(self, role: str) -> Officer:
        if role not in self.signed_in:
            self.signed_in[role] = Officer(self.people[role])
        return self.signed_in[role]

    def __iter__(self) -> Iterator[str]:
        return iter(self.people)

    def __len__(self) -> int:
        return len(self.people)


@pytest.fixture
def officers(people: dict[str, Actor]) -> Mapping[str, Officer]:
    return Officers(people)


@pytest.fixture
def worker(officers: dict[str, Officer]) -> Officer:
    return officers["worker"]
