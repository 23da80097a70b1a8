"""Asking for evidence, taking it in, and giving it out to those who may read the case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nextwave.casework.models import Access, Case, EvidenceFile, EvidenceRequest
from tests.casework.conftest import TODAY, Filing
from tests.web.worker.conftest import PNG, Officer


@pytest.fixture
def case(worker: Officer, filed: Filing) -> Case:
    made = filed(p1__rent=...)
    worker.says_why(made)
    return made


def upload(content: bytes = PNG, name: str = "lease.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_what_would_settle_most_stands_first_and_is_asked_for(worker: Officer, case: Case) -> None:
    text = worker.get(f"/cases/{case.reference}/evidence/ask/", first="p1.rent")
    first = text.split('type="checkbox"')[1]
    assert 'value="p1.rent"' in first and "checked" in first.split(">")[0] + text.split('value="p1.rent"')[1][:30]
    worker.on(case, "evidence/ask/", {"wanted": ["p1.rent", "p1.jobs"]})
    asked = EvidenceRequest.objects.order_by("pk")
    assert [(a.of, a.fact) for a in asked] == [("p1", "rent"), ("p1", "jobs")]
    text = worker.get(f"/cases/{case.reference}/")
    assert "Asked for" in text and "Due by" in text
    assert case.docket.__class__.objects.get(pk=case.pk).status == "waiting"


@pytest.mark.parametrize("wanted", [[], ["p1.nothing"], ["p9.rent"], ["p1.rent", "x"]])
def test_what_cannot_be_asked_for_is_refused(worker: Officer, case: Case, wanted: list[str]) -> None:
    worker.on(case, "evidence/ask/", {"wanted": wanted})
    assert worker.status == 400
    assert worker.mistakes() == ["wanted"]
    assert not EvidenceRequest.objects.exists()


def test_a_request_that_is_late_says_so(worker: Officer, case: Case, settings: object) -> None:
    worker.on(case, "evidence/ask/", {"wanted": ["p1.rent"]})
    settings.TODAY = (TODAY + timedelta(days=60)).isoformat()  # type: ignore[attr-defined]
    assert "Asked for and late" in worker.get(f"/cases/{case.reference}/")


def test_a_file_answers_its_request_and_is_given_out_as_a_download(worker: Officer, case: Case) -> None:
    worker.on(case, "evidence/ask/", {"wanted": ["p1.rent"]})
    worker.on(case, "evidence/add/", {"file": upload(), "about": "p1.rent"})
    file = EvidenceFile.objects.get()
    assert file.request == EvidenceRequest.objects.get()
    assert "A file came in" in worker.get(f"/cases/{case.reference}/")
    before = Access.objects.count()
    response = worker.client.get(f"/cases/{case.reference}/evidence/{file.pk}/")
    assert response.content == PNG
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert Access.objects.count() == before + 1


def test_a_file_is_found_in_its_own_case_only(worker: Officer, case: Case, filed: Filing) -> None:
    worker.on(case, "evidence/add/", {"file": upload()})
    other = filed("other")
    worker.says_why(other)
    worker.get(f"/cases/{other.reference}/evidence/{EvidenceFile.objects.get().pk}/")
    assert worker.status == 404


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "file"),
        ({"content": b""}, "file"),
        ({"content": b"<script>alert(1)</script>"}, "file"),
        ({"content": PNG, "about": "p1.nothing"}, "about"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_beside_the_field(
    worker: Officer, case: Case, form: dict[str, object], field: str
) -> None:
    data = {**form}
    if "content" in data:
        data["file"] = upload(data.pop("content"))  # type: ignore[arg-type]
    worker.on(case, "evidence/add/", data)
    assert worker.status == 400
    assert worker.mistakes() == [field]
    assert not EvidenceFile.objects.exists()
