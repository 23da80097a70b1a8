"""Auditors see who read what, on a page, over the API and as a file; who opens a case that is not theirs says why."""

from __future__ import annotations

import csv
import io

import pytest

from tests.outside.applicants import NAME, file, fill_in
from tests.outside.service import Service
from tests.outside.visitor import Visitor

WHY = "A neighbor rang about the address"


class Read:
    """A case that a worker opened for a reason of their own."""

    def __init__(self, demo: Service) -> None:
        self.household = demo.visitor()
        fill_in(self.household)
        self.reference = file(self.household)[0]
        worker = demo.staff("worker")
        worker.send(f"/cases/{self.reference}/open/", {"reason": "other", "words": WHY})
        worker.get(f"/cases/{self.reference}/")
        assert self.reference
        self.opened = worker.status == 200


@pytest.fixture(scope="module")
def read(demo: Service) -> Read:
    return Read(demo)


@pytest.fixture(scope="module")
def auditor(demo: Service) -> Visitor:
    return demo.staff("auditor")


def test_an_auditor_sees_who_read_a_case_and_why(read: Read, auditor: Visitor) -> None:
    text = auditor.get("/staff/access-log/", case=read.reference)
    assert auditor.status == 200
    assert read.reference in text and "worker (" in text and WHY in text
    assert NAME not in text


def test_it_is_narrowed_down_by_account_and_days(read: Read, auditor: Visitor) -> None:
    assert WHY in auditor.get("/staff/access-log/", account="worker", since="2026-11-24", until="2026-11-24")
    assert WHY not in auditor.get("/staff/access-log/", account="worker2")
    assert WHY not in auditor.get("/staff/access-log/", until="2026-11-23")
    for wrong in ("9999-99-99", "yesterday", "9999-12-31"):
        auditor.get("/staff/access-log/", since=wrong)
        assert auditor.status == 400


def test_it_comes_as_a_file(read: Read, auditor: Visitor) -> None:
    text = auditor.get("/staff/access-log/csv/", case=read.reference)
    assert auditor.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert next(r["words"] for r in rows if r["account"] == "worker") == WHY
    assert NAME not in text


def test_it_comes_over_the_api_and_to_auditors_only(demo: Service, read: Read) -> None:
    status, answer = demo.api("GET", f"/access-log?case={read.reference}", token=demo.printed["token"])
    assert status == 403, answer


@pytest.mark.parametrize("name", ["worker", "supervisor", "policymaker", "administrator"])
def test_nobody_else_reads_it(demo: Service, name: str) -> None:
    other = demo.staff(name)
    assert [p for p in ("/staff/access-log/", "/staff/access-log/csv/") if other.get(p) and other.status != 403] == []


def test_reading_it_is_recorded_too(read: Read, auditor: Visitor) -> None:
    auditor.get("/staff/access-log/", case=read.reference)
    text = auditor.get("/staff/access-log/")
    assert "Who read this list" in text
    assert f"auditor · {read.reference}" in text.split("Who read this list")[1]


def test_the_household_reads_the_reason_in_its_own_words_around_it(read: Read) -> None:
    assert f"For another reason: {WHY}" in read.household.get("/case/looked/")
    read.household.get("/language/es/?next=/case/looked/")
    assert f"Por otra razón: {WHY}" in read.household.get("/case/looked/")


def test_another_reason_needs_words(demo: Service, read: Read) -> None:
    worker = demo.staff("worker2")
    text = worker.send(f"/cases/{read.reference}/open/", {"reason": "other", "words": "  "})
    assert worker.status == 400 and "Say why" in text
    status, answer = demo.api("GET", f"/cases/{read.reference}?reason=other", token=demo.printed["token"])
    assert status == 422, answer
    assert demo.api("GET", f"/cases/{read.reference}?reason=other&words=asked", token=demo.printed["token"])[0] == 200


def test_whose_case_it_is_need_not_say_so_each_time(demo: Service, read: Read) -> None:
    worker = demo.staff("supervisor2")
    worker.get(f"/cases/{read.reference}/")
    assert worker.status == 302 and "/open/" in worker.location
    worker.send(f"/cases/{read.reference}/open/", {"reason": "review"})
    worker.send(f"/cases/{read.reference}/", {"to": "1"}, action=f"/cases/{read.reference}/assign/")
    again = demo.staff("supervisor2")
    again.get(f"/cases/{read.reference}/")
    assert again.status == 200
