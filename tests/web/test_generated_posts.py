"""No form breaks the service, whatever is sent to it: every address, as everyone who could come.

NEXTWAVE_POSTS says how many forms are sent; `make soak` sends 5,000.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.codes import in_force
from nextwave.web.access.guard import CASE
from tests.casework.conftest import Filing, filed, keys, people
from tests.web.posts import Posts
from tests.web.test_routes import ADDRESSES

__all__ = ["filed", "keys", "people"]

COUNT = int(os.environ.get("NEXTWAVE_POSTS", "120"))
#: These end what the others need: the session, or the answers in it.
#: Left out: what ends a visit, and the probe, which says of the machine what is missing.
_LEFT_OUT = ("sign-out", "close", "delete", "language", "ready")


@pytest.fixture
def visitors(filed: Filing, people: dict[str, Actor], settings: Any, tmp_path: Path) -> tuple[dict[str, Client], str]:
    """Someone in the screener, a household with its case, and everyone who works here with that case open."""
    settings.SESSION_FILE_PATH = str(tmp_path / "sessions")
    Path(settings.SESSION_FILE_PATH).mkdir()
    case = filed()
    clients = {name: Client() for name in ("nobody", "someone", "resident")}
    for name in ("Ana", "Bo"):
        clients["someone"].post("/screener/people/", {"name": name, "action": "add"})
    session = clients["resident"].session
    session[CASE] = in_force(case)
    session.save()
    for name, actor in people.items():
        clients[name] = Client()
        clients[name].force_login(actor.account)
        clients[name].post(f"/cases/{case.reference}/open/", {"reason": "application"})
    return clients, case.reference


def test_strange_fields_break_no_form(visitors: tuple[dict[str, Client], str]) -> None:
    clients, reference = visitors
    addresses = [a.replace("AAAA-AAAA", reference) for name, a in ADDRESSES.items() if name not in _LEFT_OUT]
    posts = Posts(seed=COUNT)
    posts.run(clients, addresses, COUNT)
    assert posts.errors == []
    assert sum(posts.sent.values()) == COUNT
    assert posts.sent["2xx"] + posts.sent["3xx"] and posts.sent["4xx"]
