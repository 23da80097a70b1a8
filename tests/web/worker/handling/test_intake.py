"""Taking in an application by phone or on paper."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from nextwave.casework.access.codes import case_of
from nextwave.casework.models import Access, Case
from tests.casework.conftest import TODAY
from tests.web.worker.conftest import Officer


def on(day: date) -> dict[str, str]:
    return {"filed-month": str(day.month), "filed-day": str(day.day), "filed-year": str(day.year)}


FORM: dict[str, Any] = {
    "channel": "phone",
    **on(TODAY),
    "people": "Ana Ruiz\r\n\r\n  Ben   Ruiz \r\n",
    "fixed": "yes",
    "street": "12 Oak St",
    "city": "Olympia",
    "postcode": "",
    "letters_safe": "no",
    "way": "phone",
    "phone": "360 555 0100",
    "message_safe": "yes",
    "language": "es",
    "interpreter": "",
    "helped": "yes",
    "name": "Dee Helper",
    "contact": "dee@example.com",
    "may": ["act"],
    "signed_by": "Ana Ruiz",
}


def code_on(text: str) -> str:
    found = re.search(r'class="nw-code">([A-Z0-9-]+)<', text)
    return found[1] if found else ""


def test_it_is_filed_under_the_account_and_the_code_is_shown_once(worker: Officer, db: None) -> None:
    worker.send("/intake/", FORM)
    case = Case.objects.get()
    assert worker.location == f"/cases/{case.reference}/taken-in/"
    event = case.events.get()
    assert (event.action, event.account) == ("file", worker.actor.account)
    assert (case.channel, case.language, case.filed_on) == ("phone", "es", TODAY)
    assert [m.name for m in case.memberships.order_by("pk")] == ["Ana Ruiz", "Ben Ruiz"]
    code = code_on(worker.get(worker.location))
    assert case_of(code) == case
    worker.on(case, "taken-in/")
    text = worker.get(f"/cases/{case.reference}/taken-in/")
    assert code_on(text) == ""
    text = worker.get(f"/cases/{case.reference}/")
    for said in ("Ana Ruiz", "12 Oak St, Olympia", "Dee Helper", "by phone"):
        assert said in text, said
    assert Access.objects.filter(case=case, reason="application").exists()


def test_sent_twice_it_is_filed_once_with_the_same_code(worker: Officer, db: None) -> None:
    form = {**worker.hidden("/intake/"), **FORM}
    worker.post("/intake/", form)
    code = code_on(worker.get(worker.location))
    worker.post("/intake/", form)
    assert code_on(worker.get(worker.location)) == code
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": ""}, "channel"),
        ({"channel": "online"}, "channel"),
        (on(TODAY + timedelta(days=1)), "filed-month"),
        (on(TODAY - timedelta(days=61)), "filed-month"),
        ({"filed-month": "13"}, "filed-month"),
        ({"filed-year": ""}, "filed-month"),
        ({"people": " \n "}, "people"),
        ({"people": "x" * 101}, "people"),
        ({"people": "\n".join(f"P {n}" for n in range(21))}, "people"),
        ({"fixed": ""}, "fixed"),
        ({"street": ""}, "street"),
        ({"postcode": "9"}, "postcode"),
        ({"letters_safe": ""}, "letters_safe"),
        ({"way": ""}, "way"),
        ({"phone": "x"}, "phone"),
        ({"message_safe": ""}, "message_safe"),
        ({"language": "xx"}, "language"),
        ({"helped": ""}, "helped"),
        ({"name": ""}, "name"),
        ({"signed_by": ""}, "signed_by"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_with_everything_else_kept(
    worker: Officer, db: None, changes: dict[str, str], field: str
) -> None:
    text = worker.send("/intake/", {**FORM, **changes})
    assert worker.status == 400
    assert worker.mistakes() == [field]
    assert f'id="{field}' in text
    if field != "city":
        assert 'value="Olympia"' in text
    assert not Case.objects.exists()


@pytest.mark.parametrize("days", [0, 60])
def test_the_first_and_the_last_possible_day_are_taken(worker: Officer, db: None, days: int) -> None:
    worker.send("/intake/", {**FORM, **on(TODAY - timedelta(days=days))})
    assert Case.objects.get().filed_on == TODAY - timedelta(days=days)


def test_an_auditor_takes_nothing_in(officers: dict[str, Officer]) -> None:
    officers["auditor"].get("/intake/")
    assert officers["auditor"].status == 403


def test_the_code_of_someone_elses_intake_is_not_shown(worker: Officer, officers: dict[str, Officer], db: None) -> None:
    worker.send("/intake/", FORM)
    other = officers["other worker"]
    case = Case.objects.get()
    other.open(case)
    assert code_on(other.get(f"/cases/{case.reference}/taken-in/")) == ""
