"""What is granted has an end: the notice, the case, the household's own page and the API say which."""

from __future__ import annotations

import calendar
import secrets
from datetime import date
from typing import Any

import pytest

from tests.outside.households import ON, filed, issued, settled, statements
from tests.outside.service import Service

SHORTER = "The lease ends."


def ends(months: int) -> str:
    """The last day of so many months, the first being that of the demonstration's day."""
    today = date.fromisoformat(ON)
    year, month = divmod(today.year * 12 + today.month - 2 + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1]).isoformat()


def alone(demo: Service, name: str, born: str = "1986-02-03") -> dict[str, Any]:
    situation = settled(demo, [{"id": "p1", "birth_date": born}], {})
    made = filed(demo, {"p1": name}, statements(situation), "certified-" + name.replace(" ", "-").lower())
    send(demo, f"/cases/{made['reference']}/interview", {"text": "By phone."})
    return made


def send(demo: Service, path: str, given: Any) -> tuple[int, Any]:
    key = {"Idempotency-Key": f"certified-{secrets.token_hex(8)}"}
    return demo.api("POST", path, given, demo.printed["token"], **key)


def propose(demo: Service, reference: str, **more: str) -> tuple[int, Any]:
    return send(demo, f"/cases/{reference}/proposals", {"programme": "snap", "people": ["p1"], **more})


def case(demo: Service, reference: str) -> dict[str, Any]:
    found: dict[str, Any] = demo.api("GET", f"/cases/{reference}?reason=application", token=demo.printed["token"])[1]
    return found


@pytest.fixture(scope="module")
def granted(demo: Service) -> dict[str, Any]:
    """An application that was granted with nothing said of its end."""
    made = alone(demo, "Ada Certified")
    status, told = propose(demo, made["reference"])
    assert status == 201, told
    issued(demo, made["reference"], told["proposal"]["number"])
    return made


def test_a_grant_lasts_twelve_months_and_the_api_says_so(demo: Service, granted: dict[str, Any]) -> None:
    proposal = case(demo, granted["reference"])["proposals"][0]
    assert proposal.get("certified_from") == ON[:8] + "01"
    assert proposal["certified_through"] == ends(12)


def test_the_notice_says_until_when_and_that_a_letter_comes_before(demo: Service, granted: dict[str, Any]) -> None:
    path = f"/cases/{granted['reference']}/notices?reason=application"
    notice = demo.api("GET", path, token=demo.printed["token"])[1]["notices"][0]
    text = " ".join(notice["content"]["paragraphs"])
    assert "You get this until October 31, 2027." in text
    assert "We will write to you before it ends." in text


def test_the_household_sees_it_on_its_own_page_in_both_languages(demo: Service, granted: dict[str, Any]) -> None:
    resident = demo.visitor()
    resident.send("/code/", {"code": granted["code"]})
    text = resident.get("/case/")
    assert "You get it until October 31, 2027." in text
    resident.get("/language/es/?next=/case/")
    assert "Lo recibe hasta el 31 de octubre de 2027." in resident.get("/case/")


def test_the_case_page_says_until_when(demo: Service, granted: dict[str, Any]) -> None:
    worker = demo.staff("worker")
    worker.send(f"/cases/{granted['reference']}/open/", {"reason": "application"})
    proposals = worker.get(f"/cases/{granted['reference']}/").partition('id="proposals"')[2]
    assert "until October 31, 2027" in proposals


def test_another_end_is_refused_outside_the_limit_and_needs_a_reason_within_it(demo: Service) -> None:
    reference = alone(demo, "Bea Certified")["reference"]
    for through in (ends(13), ends(0), ends(6)[:8] + "15"):
        status, told = propose(demo, reference, certified_through=through, certified_reason=SHORTER)
        assert status == 422, told
        assert "the last day of a month" in str(told), told
    assert "the reason is missing" in str(propose(demo, reference, certified_through=ends(6)))
    status, told = propose(demo, reference, certified_through=ends(6), certified_reason=SHORTER)
    assert status == 201, told
    assert told["proposal"]["certified_through"] == ends(6)
    assert told["proposal"]["certified_reason"] == SHORTER


def test_where_every_adult_is_elderly_it_can_last_24_months(demo: Service) -> None:
    reference = alone(demo, "Cal Certified", born="1950-02-03")["reference"]
    status, told = propose(demo, reference, certified_through=ends(24), certified_reason="Nothing will change.")
    assert status == 201, told
    assert told["proposal"]["certified_through"] == ends(24)


def test_whoever_decides_on_the_page_sees_the_end_and_may_choose_another(demo: Service) -> None:
    reference = alone(demo, "Dee Certified")["reference"]
    worker = demo.staff("worker")
    worker.send(f"/cases/{reference}/open/", {"reason": "application"})
    page = f"/cases/{reference}/decide/snap/0/"
    assert "If granted: until when?" in worker.get(page)
    given = {"how": "assessed", "action": "propose", "certified_through": ends(6)}
    worker.send(page, given)
    assert worker.status == 400
    assert "Say why it is given for longer or not so long" in worker.text
    worker.send(page, {**given, "certified_reason": SHORTER})
    worker.follow()
    assert SHORTER in worker.text
