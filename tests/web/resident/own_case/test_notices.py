"""Notices as they were sent, and asking for a hearing."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from nextwave.casework.access.actor import Actor
from nextwave.casework.clock import as_of, now
from nextwave.casework.models import (
    HearingRequest,
    Notice,
)
from tests.casework.conftest import Filing
from tests.web.resident.own_case.conftest import decided

pytestmark = pytest.mark.django_db


def test_a_notice_is_shown_as_it_was_sent_in_its_language(
    filed: Filing, visitor_of: Any, people: dict[str, Actor]
) -> None:
    case = filed(language="es")
    decision = decided(case, people)
    ana = visitor_of(case)
    assert "We have decided." in ana.get("/case/")
    assert "$608 a month" in ana.text
    assert "You get it until October 31, 2027. We will write to you before it ends." in ana.text
    assert f'href="/case/notices/{decision.pk}/"' in ana.get("/case/notices/")
    text = unescape(ana.get(f"/case/notices/{decision.pk}/"))
    content = Notice.objects.get().content
    assert '<html lang="en"' in text
    assert '<article class="nw-sent" lang="es">' in text
    for said in [content["title"], *content["paragraphs"], *(r["text"] for r in content["rights"]), *(r["says"] for r in content["reasons"])]:  # fmt: skip
        assert said in text


def test_a_hearing_is_asked_for_once_with_or_without_a_reason(
    filed: Filing, visitor_of: Any, people: dict[str, Actor]
) -> None:
    case = filed()
    decision = decided(case, people)
    ana = visitor_of(case)
    path = f"/case/notices/{decision.pk}/hearing/"
    hidden = ana.hidden(path)
    assert "You can ask until February 22, 2027." in ana.text
    for _ in range(2):
        ana.post(path, {**hidden, "why": "The rent\r\nis <b>higher</b>."})
        assert ana.location == path
    asked = HearingRequest.objects.get()
    assert (asked.in_time, asked.why) == (True, "The rent\nis <b>higher</b>.")
    text = ana.get(path)
    assert "You asked in time" in text
    assert "&lt;b&gt;" in text
    assert "you asked for a hearing" in ana.get("/case/")


def test_a_hearing_that_is_asked_for_late_is_kept_and_the_page_says_so(
    filed: Filing, visitor_of: Any, people: dict[str, Actor]
) -> None:
    case = filed()
    decision = decided(case, people)
    ana = visitor_of(case)
    path = f"/case/notices/{decision.pk}/hearing/"
    with as_of(now() + timedelta(days=91)):
        assert "The last day to ask was February 22, 2027. You can still ask" in ana.get(path)
        ana.send(path, {"why": ""})
        assert "You asked late" in ana.get(path)
    assert not HearingRequest.objects.get().in_time


def test_a_reason_that_is_too_long_is_kept_on_the_page(
    filed: Filing, visitor_of: Any, people: dict[str, Actor]
) -> None:
    case = filed()
    decision = decided(case, people)
    ana = visitor_of(case)
    text = ana.send(f"/case/notices/{decision.pk}/hearing/", {"why": "x" * 4001})
    assert ana.status == 400
    assert "x" * 4001 in text
    assert not HearingRequest.objects.exists()
