"""What is typed for an amount is read, or the first field that is wrong on the page is named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.template import engines
from django.utils import translation

from nextwave.screening.questions import Question, question
from nextwave.web.entry.entries import Unclear, entered, shown
from tests.washington import washington

PEOPLE = {"people": [{"id": "ana"}], "household": {}}


@pytest.fixture(scope="module")
def rent() -> Question:
    return question(washington(), PEOPLE, "rent", "ana")


@pytest.fixture(scope="module")
def savings() -> Question:
    return question(washington(), PEOPLE, "savings", "ana")


def typed(**fields: str) -> QueryDict:
    return QueryDict(urlencode(fields))


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"answer": "$1,200.50", "per": "month"}, {"amount": "1200.50", "per": "month"}),
        ({"answer": "0"}, {"amount": "0", "per": "month"}),
        ({"answer": "0.00", "per": "week"}, {"amount": "0.00", "per": "week"}),
        ({"low": "700", "high": "950", "per": "week"}, {"between": ["700", "950"], "per": "week"}),
    ],
)
def test_an_amount_with_how_often_is_read_and_nothing_needs_no_how_often(
    rent: Question, fields: dict[str, str], value: Any
) -> None:
    assert entered(rent, typed(**fields)) == value


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, "answer"),
        ({"answer": "much"}, "answer"),
        ({"answer": "much", "per": "month"}, "answer"),
        ({"answer": "900"}, "per"),
        ({"answer": "900", "per": "now and then"}, "per"),
        ({"answer": "99999999", "per": "month"}, "answer"),
        ({"low": "950", "high": "700"}, "low"),
        ({"low": "700"}, "high"),
        ({"low": "0", "high": "0"}, "per"),
    ],
)
def test_the_first_field_that_is_wrong_on_the_page_is_named(rent: Question, fields: dict[str, str], where: str) -> None:
    with pytest.raises(Unclear) as unclear:
        entered(rent, typed(**fields))
    assert unclear.value.where == where


def test_what_does_not_flow_has_no_how_often(savings: Question) -> None:
    assert entered(savings, typed(answer="50")) == "50"
    assert entered(savings, typed(low="1", high="2")) == {"between": ["1", "2"]}


def test_people_are_chosen_or_no_one_and_choosing_nothing_is_no_answer() -> None:
    two = {"people": [{"id": "ana"}, {"id": "ben"}, {"id": "cid"}], "household": {}}
    parents = question(washington(), two, "parents", "ana")
    assert entered(parents, QueryDict("answer=ben&answer=cid")) == ["ben", "cid"]
    assert entered(parents, QueryDict("answer=nobody")) == []
    for typed_ in ("", "answer=ben&answer=nobody", "answer=ana", "answer=dan"):
        with pytest.raises(Unclear):
            entered(parents, QueryDict(typed_))


DAY = {"answer-month": "2", "answer-day": "3", "answer-year": "1986"}


def test_a_day_that_may_be_none_is_entered_as_a_day_or_as_none_and_not_as_both() -> None:
    born = question(washington(), PEOPLE, "birth_date", "ana")
    asked = replace(born, optional=True)
    assert entered(asked, typed(answer="none")) is None
    assert entered(asked, typed(**DAY)) == "1986-02-03"
    for question_, fields in ((asked, {**DAY, "answer": "none"}), (asked, {}), (born, {"answer": "none"})):
        with pytest.raises(Unclear) as unclear:
            entered(question_, typed(**fields))
        assert unclear.value.where == "answer-month"
    with translation.override("en"):
        assert shown(asked, None, {}) == "There is no such day"


@pytest.mark.parametrize(
    ("kept", "answered", "checked"), [(None, True, True), (None, False, False), ("1986-02-03", True, False)]
)
def test_the_page_of_a_day_that_may_be_none_has_a_box_for_none(kept: Any, answered: bool, checked: bool) -> None:
    asked = replace(question(washington(), PEOPLE, "birth_date", "ana"), optional=True)
    template = engines["jinja2"].env.from_string(  # type: ignore[attr-defined]
        '{% from "nextwave/entry/fields.html" import fields with context %}'
        '{{ fields(q, "When?", "", none, kept, answered, none, {}, {}, "Not sure") }}'
    )
    with translation.override("en"):
        page = template.render(q=asked, kept=kept, answered=answered)
    assert "There is no such day" in page
    assert ('value="none" checked' in page) == checked
