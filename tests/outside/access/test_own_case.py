"""One's own case: however the name was written, whoever seems to stand in a case is asked before it is shown."""

from __future__ import annotations

import secrets

import pytest

from tests.outside.service import Service
from tests.outside.visitor import Visitor

BORN = "1990-02-03"
OTHER = "Zoe Quill"
FORMS = [
    ("Hayes, Robin", BORN),
    ("Robin J. Hayes", BORN),
    ("Robin Hayes Jr", BORN),
    ("Rob Hayes", BORN),
    ("R\u043ebin H\u0430yes", BORN),
    ("\uff32obin Hayes", BORN),
    ("Rob\u00edn H\u00e0yes", "1990-03-02"),
    ("Robin Hayes", "1990-03-02"),
    ("Robin Hayes", ""),
    ("Robin Hayes-Smith", ""),
    ("Ann B C D E F G H I J K L Robin Hayes", "1971-01-01"),
    ("\U0001f161\U0001f15e\U0001f151\U0001f158\U0001f15d \U0001f157\U0001f150\U0001f168\U0001f154\U0001f162", ""),
    ("Robin H4y3s", "1971-01-01"),
    ("Robbie Hays", BORN),
]


@pytest.fixture(scope="module")
def robin(service: Service) -> Visitor:
    service.account("robin", "worker", "--full-name", "Robin Hayes", "--birth-date", BORN)
    return service.staff("robin")


@pytest.fixture(scope="module")
def token(service: Service) -> str:
    return service.token("wim")


def filed(service: Service, token: str, name: str, birth: str) -> str:
    """The reference of a case of two people."""
    facts = [{"of": "p1", "fact": "birth_date", "value": birth}] if birth else []
    given = {"people": {"p1": name, "p2": OTHER}, "facts": facts, "contact": {"phone": "555 0100"}, "language": "en"}
    status, answer = service.api(
        "POST", "/applications", given, token, **{"Idempotency-Key": f"own-{secrets.token_hex(8)}"}
    )
    assert status == 201, answer
    return str(answer["reference"])


def opened(visitor: Visitor, reference: str) -> str:
    visitor.send(f"/cases/{reference}/open/", {"reason": "application"})
    return visitor.follow()


def test_every_form_of_a_name_asks_before_the_case_is_shown(service: Service, robin: Visitor, token: str) -> None:
    shown = [name for name, birth in FORMS if OTHER in opened(robin, filed(service, token, name, birth))]
    assert shown == []


def test_no_is_kept_and_not_asked_again_and_yes_closes_the_case(service: Service, robin: Visitor, token: str) -> None:
    first, second = (filed(service, token, "Hayes, Robin", "1971-01-01") for _ in range(2))
    opened(robin, first)
    assert "someone you know" in robin.text
    robin.send(f"/cases/{first}/known/", {"known": "no"})
    assert OTHER in robin.follow()
    assert OTHER in robin.get(f"/cases/{first}/")
    opened(robin, second)
    robin.send(f"/cases/{second}/known/", {"known": "yes"})
    robin.get(f"/cases/{second}/")
    assert robin.status == 403


def test_a_program_of_theirs_reads_nothing_before_the_answer(service: Service, robin: Visitor, token: str) -> None:
    reference = filed(service, token, "Robin James Hayes", "")
    own = service.token("robin")
    status, answer = service.api("GET", f"/cases/{reference}?reason=application", token=own)
    assert status == 403
    assert "someone you know" in str(answer)


def test_other_people_with_the_surname_are_not_asked_about(service: Service, robin: Visitor, token: str) -> None:
    assert OTHER in opened(robin, filed(service, token, "Carol Hayes", "1964-05-06"))
