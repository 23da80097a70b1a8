"""What programs send is read by the same gate as what people type: taken to the same value, or refused in words."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest

from tests.outside.service import Service

DAY = "2026-11-01"


def assessed(demo: Service, **facts: Any) -> tuple[int, Any]:
    return demo.api("POST", "/assessments", {"on": DAY, "situation": {"people": [{"id": "ana", **facts}]}})


def filed(demo: Service, **changes: Any) -> tuple[int, Any]:
    body = {"people": {"p1": "Ana Ruiz"}, "contact": {}, **changes}
    key = secrets.token_hex(16)
    return demo.api("POST", "/applications", body, demo.printed["token"], **{"Idempotency-Key": key})


@pytest.mark.parametrize("name", ["   ", "\n", "\u200b", "\u3164", "\u202e\u200f", "\t\u00a0", "...", "a\u0007b", "\ufffd"])  # fmt: skip
def test_an_application_has_a_name_that_can_be_read(demo: Service, name: str) -> None:
    status, said = filed(demo, people={"p1": name})
    assert status == 422, said
    assert said["problems"][0]["what"] and said["problems"][0]["remedy"]


def test_a_name_is_kept_as_it_is_read(demo: Service) -> None:
    status, said = filed(demo, people={"p1": " Ana\u200b\n Ruiz\u2011Lee "})
    assert status == 201, said
    case = demo.api("GET", f"/cases/{said['reference']}?reason=application", token=demo.printed["token"])[1]
    assert "Ana Ruiz-Lee" in json.dumps(case)


@pytest.mark.parametrize("contact", [{"phone": "call me"}, {"email": "ana"}, {"postcode": "9850"}])
def test_how_to_reach_someone_is_refused_as_on_the_pages(demo: Service, contact: dict[str, str]) -> None:
    status, said = filed(demo, contact=contact)
    assert status == 422, said
    assert next(iter(contact)) in said["problems"][0]["file"]


def test_how_to_reach_someone_is_taken_as_on_the_pages(demo: Service) -> None:
    contact = {"phone": "\u202a360\u2011555\u20110100\u202c", "postcode": "985011234"}
    status, said = filed(demo, contact=contact)
    assert status == 201, said
    case = demo.api("GET", f"/cases/{said['reference']}?reason=application", token=demo.printed["token"])[1]
    assert "360-555-0100" in json.dumps(case) and "98501-1234" in json.dumps(case)


@pytest.mark.parametrize(
    "facts",
    [
        [{"of": "p9", "fact": "savings", "value": "5"}],
        [{"of": "p1", "fact": "savings", "value": "5"}, {"of": "p1", "fact": "savings", "value": "6"}],
        [{"of": "p1", "fact": "savngs", "known": False}],
        [{"of": "p1", "fact": "parents", "value": ["p1"]}],
        [{"of": "p1", "fact": "spouse", "value": "p1"}],
        [{"of": "p1", "fact": "jobs", "value": [{"id": "j"}, {"id": "j"}]}],
    ],
    ids=["of nobody", "stated twice", "no such fact", "own parent", "own spouse", "one id for two jobs"],
)
def test_no_fact_is_dropped_or_replaced_in_silence(demo: Service, facts: list[dict[str, Any]]) -> None:
    status, said = filed(demo, facts=facts)
    assert status == 422 and said["problems"][0]["remedy"], said
    reference = filed(demo)[1]["reference"]
    key = secrets.token_hex(16)
    status, said = demo.api("POST", f"/cases/{reference}/facts", {"facts": facts}, demo.printed["token"], **{"Idempotency-Key": key})  # fmt: skip
    assert status == 422 and said["problems"][0]["remedy"], said


def test_nobody_has_the_name_of_the_household_itself(demo: Service) -> None:
    status, said = filed(demo, people={"household": "Ana Ruiz"})
    assert status == 422 and said["problems"][0]["code"] == "id", said


@pytest.mark.parametrize("contact", [{"phne": "360 555 0100"}, {"way": "pigeon"}, {"fixed": "perhaps"}, {"helper": {"nme": "Bo"}}])  # fmt: skip
def test_how_to_reach_someone_is_said_in_entries_that_are_read(demo: Service, contact: dict[str, Any]) -> None:
    status, said = filed(demo, contact=contact)
    assert status == 422, said


def test_a_contact_in_part_is_shown_to_worker_and_resident(demo: Service) -> None:
    contact = {"fixed": False, "way": "phone", "phone": "360 555 0100", "letters_safe": False, "helper": {"name": "Bo Li"}}  # fmt: skip
    status, said = filed(demo, contact=contact)
    assert status == 201, said
    resident = demo.visitor()
    resident.send("/code/", {"code": said["code"]})
    page = resident.get("/case/facts/")
    assert resident.status == 200 and "No fixed address" in page and "Bo Li" in page, page[:2000]
    worker = demo.staff("worker")
    worker.send(f"/cases/{said['reference']}/open/", {"reason": "application"})
    page = worker.get(f"/cases/{said['reference']}/")
    assert worker.status == 200 and "Bo Li" in page


def test_a_day_of_which_nobody_knows_the_law_is_refused(demo: Service) -> None:
    for day in ("9999-12-31", "9999-01-01", "9900-01-01"):
        status, said = demo.api("POST", "/assessments", {"on": day, "situation": {"people": [{"id": "ana"}]}})
        assert status == 422 and said["problems"][0]["remedy"], said


def test_a_note_in_which_nothing_can_be_seen_is_none(demo: Service) -> None:
    reference = filed(demo)[1]["reference"]
    token, key = demo.printed["token"], secrets.token_hex(16)
    status, said = demo.api("POST", f"/cases/{reference}/notes", {"text": "\u200b\n"}, token, **{"Idempotency-Key": key})  # fmt: skip
    assert status == 422, said


def test_json_with_a_byte_order_mark_is_taken(demo: Service) -> None:
    body = json.dumps({"on": DAY, "situation": {"people": [{"id": "ana"}]}}).encode()
    status, said = demo.api("POST", "/assessments", b"\xef\xbb\xbf" + body)
    assert status == 200, said
    body = json.dumps({"people": {"p1": "Ana Ruiz"}}).encode()
    key = secrets.token_hex(16)
    status, said = demo.api("POST", "/applications", b"\xef\xbb\xbf" + body, demo.printed["token"], **{"Idempotency-Key": key})  # fmt: skip
    assert status == 201, said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"on": "2026-11-01", "on": "2025-11-01", "situation": {"people": [{"id": "ana"}]}}', "stands twice"),
        (b'{"on": "2026-11-01",\n"situation": {"people": [{"id": "ana", "rent": NaN}]}}', "NaN"),
        (b'{"on": "2026-11-01", "situation": {"people": [{"id": "\\ud83d"}]}}', "half"),
        (b"[" + b"1" * 5_000 + b"]", "5,000 digits"),
    ],
)
def test_what_would_be_read_otherwise_is_refused_at_its_place(demo: Service, body: bytes, said: str) -> None:
    status, answer = demo.api("POST", "/assessments", body)
    assert status == 400, answer
    problem = answer["problems"][0]
    assert said in problem["what"] and problem["line"] and problem["column"]


@pytest.mark.parametrize("amount", ["$1,200.00", "1 200", " 1200\u200b", "\uff11\uff12\uff10\uff10", "1200.0"])
def test_an_amount_that_a_page_takes_comes_to_the_same(demo: Service, amount: str) -> None:
    plain = assessed(demo, rent={"amount": "1200.00", "per": "month"})
    assert assessed(demo, rent={"amount": amount, "per": "month"}) == plain
    assert plain[0] == 200


@pytest.mark.parametrize("amount", ["350,25", "1.200", "35 0", "1.000,00", "3\u00b2", "1_000", "1e3", "-5", "50%", "\u20ac350", "+5", "1e999", "NaN"])  # fmt: skip
def test_an_amount_that_a_page_refuses_is_refused(demo: Service, amount: str) -> None:
    status, said = assessed(demo, rent={"amount": amount, "per": "month"})
    assert status == 422, said
    assert said["problems"][0]["file"] == "people[0].rent" and said["problems"][0]["remedy"]


@pytest.mark.parametrize("day", ["1986\u201102\u201103", " 1986-02-03 ", "\u0661\u0669\u0668\u0666-\u0660\u0662-\u0660\u0663"])  # fmt: skip
def test_a_day_is_taken_as_it_was_pasted(demo: Service, day: str) -> None:
    assert assessed(demo, birth_date=day) == assessed(demo, birth_date="1986-02-03")


@pytest.mark.parametrize("day", ["02/03/1986", "1986-2-3", "86-02-03", "1986-02-03T00:00:00Z", "1_86-02-03", 31446])
def test_a_day_in_another_form_is_refused(demo: Service, day: Any) -> None:
    status, said = assessed(demo, birth_date=day)
    assert status == 422 and said["problems"][0]["file"] == "people[0].birth_date", said


@pytest.mark.parametrize("name", ["", "a\u200b", " ana", "a\u0000", "a" * 101])
def test_an_id_is_one_that_can_be_told_from_others(demo: Service, name: str) -> None:
    status, said = demo.api("POST", "/assessments", {"on": DAY, "situation": {"people": [{"id": name}]}})
    assert status == 422 and said["problems"][0]["file"] == "people[0].id", said


def test_what_a_case_holds_can_be_shown_whatever_form_it_came_in(demo: Service) -> None:
    facts = [
        {"of": "p1", "fact": "birth_date", "value": " 1986-02-03"},
        {"of": "p1", "fact": "rent", "value": {"amount": "$1,200", "per": "month"}},
        {"of": "p1", "fact": "jobs", "value": [{"id": "j1", "pay": {"amount": "1 350.5", "per": "month"}}]},
    ]
    status, said = filed(demo, facts=facts)
    assert status == 201, said
    worker = demo.staff("worker")
    worker.send(f"/cases/{said['reference']}/open/", {"reason": "application"})
    page = worker.get(f"/cases/{said['reference']}/")
    assert worker.status == 200 and "$1,200" in page and "$1,350.50" in page, worker.status
