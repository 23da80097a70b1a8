"""The page of a result says what follows and why."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from nextwave.web.resident.screener.interview import Interview
from tests.usual import home, person
from tests.web.resident.conftest import Visitor

pytestmark = pytest.mark.django_db


def result(ana: Visitor, **facts: Any) -> str:
    """The page for someone alone, with these facts beside the usual ones; a fact that is None is not answered."""
    ana.get("/screener/people/")
    record = {"id": "p1", **{k: v for k, v in {**person("p1"), **facts}.items() if v is not None and k != "id"}}
    interview = Interview({"people": [record], "household": home()}, {"p1": "Ana"}, last=1)
    session = ana.client.session
    session["interview"] = vars(interview)
    session.save()
    return re.sub(r"\s+", " ", unescape(ana.get("/screener/result/"))).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("savings", ["0.00", None])
def test_a_refusal_says_what_there_is_beside_what_there_may_be_also_where_something_is_open(
    ana: Visitor, savings: str | None
) -> None:
    text = result(ana, pension={"amount": "3595.00", "per": "month"}, savings=savings)
    assert "cannot get" in text
    assert (
        "All money the group has coming in each month that counts, before tax: $3,595. "
        "The most money a group of this size may have coming in each month: $2,660." in text
    )


def test_nothing_is_compared_where_something_can_be_got(ana: Visitor) -> None:
    assert "may have coming in each month: $" not in result(ana, pension={"amount": "900.00", "per": "month"})
