"""Papers that a resident sends: for a request, by themselves, and those that are not taken."""

from __future__ import annotations

import re
from typing import Any

import pytest

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.models import (
    EvidenceFile,
    EvidenceRequest,
)
from tests.casework.conftest import Filing
from tests.web.resident.conftest import PNG
from tests.web.resident.own_case.conftest import upload

pytestmark = pytest.mark.django_db


def test_a_paper_is_sent_for_a_request_and_downloaded(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    case = filed()
    do(AskForEvidence([("p1", "rent")]), people["worker"], case, Attempted("a"))
    number = EvidenceRequest.objects.get().pk
    ana = visitor_of(case)
    path = f"/case/papers/send/{number}/"
    assert "lease or mortgage statement" in ana.get(path)
    ana.send(path, {"file": upload(name="réçu <b>.png")})
    assert ana.location == "/case/papers/?sent=1"
    file = EvidenceFile.objects.get()
    assert (file.request_id, file.of, file.fact, file.media_type) == (number, "p1", "rent", "image/png")
    assert "Your file came in." in ana.get(ana.location)
    assert "One file came in." in ana.text
    assert "<b>" not in ana.text
    response = ana.client.get(f"/case/papers/{file.pk}/")
    assert response.content == PNG
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "no-store"


def test_a_paper_that_is_sent_twice_comes_in_once(filed: Filing, visitor_of: Any) -> None:
    ana = visitor_of(filed())
    hidden = ana.hidden("/case/papers/send/p1/rent/")
    for _ in range(2):
        ana.post("/case/papers/send/p1/rent/", {**hidden, "file": upload()})
        assert ana.location == "/case/papers/?sent=1"
    assert EvidenceFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."), (b"<script>alert(1)</script>", "Choose a PDF file"),
        (PNG + b"x" * 8_000_000, "larger than 8 MB"), (PNG + b"x" * 9_500_000, "larger than 8 MB"),
        (None, "Choose a file"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_taken_is_refused_beside_its_field(
    filed: Filing, visitor_of: Any, content: bytes | None, message: str
) -> None:
    ana = visitor_of(filed())
    text = ana.send("/case/papers/send/", {} if content is None else {"file": upload(content)})
    assert ana.status == 400
    assert re.search(rf'<a href="#file">[^<]*{message}', text)
    assert 'id="file-error"' in text
    assert not EvidenceFile.objects.exists()


def test_the_name_of_a_file_decides_nothing(filed: Filing, visitor_of: Any) -> None:
    ana = visitor_of(filed())
    ana.send("/case/papers/send/", {"file": upload(b"<html></html>", "photo.png")})
    assert ana.status == 400
    ana.send("/case/papers/send/", {"file": upload(PNG, "../../x.html")})
    assert EvidenceFile.objects.get().media_type == "image/png"
