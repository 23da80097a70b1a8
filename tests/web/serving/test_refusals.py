"""What is put off or refused says so in words, as a page in the browser's language or as JSON."""

from __future__ import annotations

import json

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from nextwave.web.serving.lanes import ClientLeft, PutOff, TookTooLong
from nextwave.web.serving.refusals import EndedMiddleware, refusal


@pytest.mark.parametrize("status", [400, 408, 413, 499, 500, 503])
def test_a_program_gets_a_problem_with_what_to_do(status: int) -> None:
    headers, content = refusal(status, "/api/v1/assessments", "es")
    (problem,) = json.loads(content)["problems"]
    assert problem["what"] and problem["remedy"]
    assert ("Retry-After" in dict(headers)) is (status == 503)


@pytest.mark.parametrize(
    ("wanted", "words"), [("", "Many people"), ("es-MX,en;q=0.5", "Muchas personas"), ("fr;q=1,x-y", "Many people")]
)
def test_a_person_gets_a_page_in_their_language(wanted: str, words: str) -> None:
    headers, content = refusal(503, "/screener/next/", wanted)
    assert words in content.decode()
    assert b"<form" not in content, "the same page goes to everyone: it holds no mark of a form"
    assert dict(headers)["Retry-After"]


def test_work_that_ended_is_answered_and_other_errors_are_not() -> None:
    middleware = EndedMiddleware(lambda request: pytest.fail())
    request: HttpRequest = RequestFactory().get("/screener/next/")
    for error, status in ((PutOff(), 503), (TookTooLong(), 503), (ClientLeft(), 499)):
        response = middleware.process_exception(request, error)
        assert response is not None and response.status_code == status
    assert middleware.process_exception(request, ValueError()) is None
