"""What stands in an address and means nothing is met with words, and never with an error of the server."""

from __future__ import annotations

import pytest

from tests.outside.service import Service
from tests.outside.visitor import Visitor

HUGE = "9" * 20


@pytest.fixture(scope="module")
def worker(demo: Service) -> Visitor:
    return demo.staff("worker")


@pytest.mark.parametrize("after", [f"2026-01-01_{HUGE}", "9999-99-99_1", "2026-01-01", f"2026-01-01_{'9' * 5000}", "x"])
def test_a_place_in_the_queue_that_is_none_is_told_so(worker: Visitor, after: str) -> None:
    text = worker.get("/cases/", after=after)
    assert worker.status == 400
    assert "govuk-error-summary" in text and "<h1" in text


@pytest.mark.parametrize("page", ["/statistics/", "/rules/", "/cases/", "/staff/sign-in/", "/code/"])
@pytest.mark.parametrize("value", ["a\0b", HUGE, "9999-99-99", "null", "-1"])
def test_no_parameter_breaks_a_page(worker: Visitor, page: str, value: str) -> None:
    worker.get(page, after=value, q=value, status=value, next=value, month=value, reference=value, run=value)
    assert worker.status < 500


def test_no_number_in_a_path_breaks_a_page(demo: Service) -> None:
    maker = demo.staff("policymaker")
    assert [
        p for p in (f"/policy/runs/{HUGE}/", f"/policy/runs/{'9' * 400}/") if maker.get(p) and maker.status != 404
    ] == []
    admin = demo.staff("administrator")
    admin.get(f"/staff/accounts/{HUGE}/")
    assert admin.status == 404


def test_signing_in_leads_to_pages_of_this_service_only(demo: Service) -> None:
    visitor = demo.visitor()
    visitor.send(
        "/staff/sign-in/?next=null", {"username": "worker", "password": demo.printed["password"], "next": "null"}
    )
    assert visitor.status == 302
