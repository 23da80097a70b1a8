"""Browsers of those who work here, and a household's case."""

from __future__ import annotations

import re
import secrets
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

    def open(self, case: Case, reason: str = "application") -> str:
        """Says why, and reads the case."""
        self.post(f"/cases/{case.reference}/open/", {"reason": reason})
        return self.get(f"/cases/{case.reference}/")

    def on(self, case: Case, path: str, data: dict[str, Any] | None = None) -> str:
        """Fills in the form of a page of a case; where the page offers none, it is sent all the same."""
        there = f"/cases/{case.reference}/{path}"
        return self.post(there, {"key": secrets.token_urlsafe(24), **self.hidden(there), **(data or {})})

    def mistakes(self) -> list[str]:
        """What stands in the summary of errors, as (field, text)."""
        summary = re.search(r"govuk-error-summary__list.*?</ul>", self.text, re.S)
        return re.findall(r'<a href="#([^"]+)">', summary[0]) if summary else []


@pytest.fixture
def officers(people: dict[str, Actor]) -> dict[str, Officer]:
    return {name: Officer(actor) for name, actor in people.items()}


@pytest.fixture
def worker(officers: dict[str, Officer]) -> Officer:
    return officers["worker"]
