"""Deciding, correcting and counting: what is outstanding, what a change came to, and what a few cases show."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.outside.households import filed, issued, settled, statements
from tests.outside.service import Service, demonstration
from tests.outside.visitor import Visitor


@pytest.fixture(scope="module")
def demo() -> Iterator[Service]:
    """One of its own: its applications and decisions are counted."""
    with demonstration() as made:
        yield made


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]))


def alone(demo: Service, name: str, **more: Any) -> dict[str, Any]:
    situation = settled(demo, [{"id": "p1", "birth_date": "1986-02-03"}], {})
    return filed(demo, {"p1": name}, statements(situation), name.replace(" ", "-").lower(), **more)


def at_work(demo: Service, reference: str) -> Visitor:
    worker = demo.staff("worker")
    worker.send(f"/cases/{reference}/open/", {"reason": "application"})
    return worker


def test_granting_says_what_is_outstanding_and_asks_why(demo: Service) -> None:
    reference = alone(demo, "Ana Outstanding")["reference"]
    worker = at_work(demo, reference)
    worker.send(f"/cases/{reference}/evidence/ask/", {"wanted": "p1.birth_date"})
    page = f"/cases/{reference}/decide/snap/0/"
    text = plain(worker.get(page))
    assert "interview" in text
    assert "asked for and did not come" in text
    worker.send(page, {"how": "assessed", "action": "propose"})
    assert worker.status == 400
    assert "Say why it is granted" in worker.text
    worker.send(page, {"how": "assessed", "despite": "Her landlord called us.", "action": "propose"})
    assert "/proposals/" in worker.location
    assert "Her landlord called us." in worker.get(f"/cases/{reference}/")


def test_granting_over_the_api_says_what_is_outstanding_and_asks_why(demo: Service) -> None:
    reference, token = alone(demo, "Bo Outstanding")["reference"], demo.printed["token"]

    def propose(key: str, **more: str) -> tuple[int, Any]:
        given = {"programme": "snap", "people": ["p1"], **more}
        return demo.api("POST", f"/cases/{reference}/proposals", given, token, **{"Idempotency-Key": key})

    status, told = propose("outstanding-1")
    assert status == 422, told
    assert "interview" in told["problems"][0]["what"]
    said = {"text": "By phone, with Bo."}
    status, told = demo.api(
        "POST", f"/cases/{reference}/interview", said, token, **{"Idempotency-Key": "outstanding-2"}
    )
    assert status == 201, told
    assert propose("outstanding-3")[0] == 201


def test_after_a_correction_it_says_what_it_was_and_what_it_is(demo: Service) -> None:
    made = alone(demo, "Cy Corrected")
    resident = demo.visitor()
    resident.send("/code/", {"code": made["code"]})
    resident.send("/case/jobs/p1/add/", {"answer": "1000", "per": "month"})
    resident.follow()
    text = plain(resident.text)
    assert re.search(r"Before: \$306 a month\. Now: \$131 a month\.", text), text[:1500]
    worker = at_work(demo, made["reference"])
    assert re.search(r"Before: \$306 a month\. Now: \$131 a month\.", plain(worker.get(f"/cases/{made['reference']}/")))


def board(demo: Service, table: str) -> list[dict[str, str]]:
    text = demo.staff("policymaker").get(f"/policy/board/{table}.csv")
    return list(csv.DictReader(io.StringIO(text)))


def test_what_is_not_settled_is_not_counted_as_expedited(demo: Service) -> None:
    before = board(demo, "applications")[0]
    filed(demo, {"p1": "Di Unsettled"}, [], "unsettled")
    after = board(demo, "applications")[0]
    assert int(after["applications"]) == int(before["applications"]) + 1
    assert after["expedited"] == before["expedited"]


def test_the_running_month_is_marked_and_few_cases_have_no_share(demo: Service) -> None:
    reference, token = alone(demo, "Ed Decided")["reference"], demo.printed["token"]
    for n, (path, given) in enumerate(
        [("interview", {"text": "By phone."}), ("proposals", {"programme": "snap", "people": ["p1"]})]
    ):
        status, told = demo.api(
            "POST", f"/cases/{reference}/{path}", given, token, **{"Idempotency-Key": f"decided-{n}"}
        )
    if status == 201:
        number = told["proposal"]["number"]
        issued(demo, reference, number)
    text = plain(demo.staff("policymaker").get("/policy/board/"))
    assert "November 2026, so far" in text
    assert "100%" not in text
    assert "1 of 1" in text


def test_what_would_settle_most_is_told_with_amounts_that_people_have(demo: Service) -> None:
    situation = settled(demo, [{"id": "p1", "birth_date": "1986-02-03"}], {})
    facts = [s for s in statements(situation) if s["fact"] != "social_security"]
    made = filed(demo, {"p1": "Fay Open"}, facts, "fay-open")
    text = plain(at_work(demo, made["reference"]).get(f"/cases/{made['reference']}/"))
    said = re.findall(r"With “([^”]*)” it comes to .{1,40}?, with “([^”]*)” to", text)
    assert said, text[:3000]
    amounts = [float(a.replace(",", "")) for pair in said for one in pair for a in re.findall(r"\$([\d,.]+)", one)]
    assert amounts and max(amounts) <= 10_000
    assert "a week" not in " ".join(one for pair in said for one in pair)
    assert "a year" not in " ".join(one for pair in said for one in pair)
