"""Answers on the disk are encrypted, and gone when they are deleted or too old."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nextwave.web.sessions import SessionStore


def test_a_name_is_kept_but_cannot_be_read_from_the_disk(folder: Path) -> None:
    client = Client()
    client.post("/screener/people/", {"name": "Ana Maria", "action": "add"})
    assert b"Ana Maria" in client.get("/screener/people/").content
    files = list(folder.iterdir())
    assert len(files) == 1
    assert b"Ana" not in files[0].read_bytes()


def test_deleting_takes_the_file_away(folder: Path) -> None:
    client = Client()
    client.post("/screener/people/", {"name": "Ana", "action": "add"})
    client.post("/screener/delete/")
    assert list(folder.iterdir()) == []
    assert b"Ana" not in client.get("/screener/people/").content


def test_a_session_that_ends_while_another_request_writes_it_stays_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = SessionStore()
    session.create()
    other = SessionStore(session.session_key)
    other["name"] = "Ana"
    ending = threading.Thread(target=session.flush)
    encode = SessionStore.encode

    def while_it_ends(store: SessionStore, content: dict[str, Any]) -> str:
        ending.start()
        ending.join(0.5)
        return encode(store, content)

    monkeypatch.setattr(SessionStore, "encode", while_it_ends)
    other.save()
    ending.join()
    assert list(folder.iterdir()) == []


def test_a_session_that_was_tampered_with_is_empty(folder: Path) -> None:
    client = Client()
    client.post("/screener/people/", {"name": "Ana", "action": "add"})
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-4] + b"AAAA")
    assert b"<strong>Ana" not in client.get("/screener/people/").content


@pytest.mark.parametrize("path", ["/", "/screener/people/", "/screener/delete/", "/nowhere/"])
def test_no_page_may_be_stored_or_run_foreign_code(path: str) -> None:
    response = Client().get(path)
    assert response["Cache-Control"] == "no-store"
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_what_people_type_is_shown_as_text() -> None:
    client = Client()
    client.post("/screener/people/", {"name": "<script>alert(1)</script>", "action": "add"})
    page = client.get("/screener/people/").content
    assert b"<script>alert" not in page
    assert b"&lt;script&gt;" in page


@pytest.mark.parametrize(
    "path",
    [
        "/screener/ask/p1/nothing/", "/screener/ask/p9/birth_date/", "/screener/jobs/p9/", "/screener/jobs/p1/j9/pay/",
        "/screener/income/household/", "/screener/ask/household/birth_date/",
    ],
)  # fmt: skip
def test_an_address_of_nobody_is_not_found(path: str) -> None:
    client = Client()
    client.post("/screener/people/", {"name": "Ana", "action": "add"})
    assert client.get(path).status_code == 404
