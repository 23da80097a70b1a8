"""Grants: the law's own ceiling, and nobody who makes a household alone and grants it something."""

from __future__ import annotations

import json
import secrets
import urllib.error
import urllib.request
from datetime import date
from typing import Any

import pytest

from tests.outside.households import settled, statements
from tests.outside.service import Service

PDF = b"%PDF-1.7\n%%EOF\n"
REASON = {"reason": "rulebook_error", "explanation": "The computed result does not follow the law."}
NAME = "Gil Host"


class Office:
    """What people do over the API, each with a token of their own."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.tokens = {who: service.token(who, "grants") for who in ("wim", "wanda", "sue", "sid")}
        today = date.today().isoformat()
        alone = settled(service, [{"id": "p1", "birth_date": "1986-02-03"}], {"applied_on": today}, today)
        self.facts = statements(alone)
        nothing_known = {"on": today, "situation": {"people": [{"id": "p1"}]}}
        answer = service.api("POST", "/assessments", nothing_known)[1]
        #: What the law has for one person at the most.
        self.most = answer["programmes"]["snap"]["results"][0]["amount"]["high"]

    def send(self, who: str, path: str, body: Any) -> tuple[int, Any]:
        key = {"Idempotency-Key": f"grants-{secrets.token_hex(8)}"}
        return self.service.api("POST", path, body, self.tokens[who], **key)

    def filed(self, who: str, whole: bool = True) -> str:
        """The reference of an application of one person who can get Basic Food."""
        facts = self.facts if whole else []
        given = {"people": {"p1": NAME}, "facts": facts, "contact": {"phone": "555 0100"}, "language": "en"}
        status, answer = self.send(who, "/applications", given)
        assert status == 201, answer
        return str(answer["reference"])

    def proposed(self, who: str, reference: str, amount: str = "") -> tuple[int, Any]:
        otherwise = {"outcome": "granted", "amount": amount, **REASON} if amount else {}
        self.send(who, f"/cases/{reference}/interview", {"text": "By phone."})
        return self.send(who, f"/cases/{reference}/proposals", {"programme": "snap", "people": ["p1"], **otherwise})

    def decided(self, proposer: str, issuer: str, reference: str, approver: str = "") -> int:
        """Proposes as assessed, lets someone agree, and issues: the status of the last."""
        status, answer = self.proposed(proposer, reference)
        assert status == 201, answer
        there = f"/cases/{reference}/proposals/{answer['proposal']['number']}"
        if approver:
            self.send(approver, f"{there}/approve", {})
        return self.send(issuer, f"{there}/issue", {})[0]

    def evidence(self, who: str, reference: str) -> None:
        mark = secrets.token_hex(8)
        head = 'Content-Disposition: form-data; name="document"; filename="id.pdf"'
        sent = f"--{mark}\r\n{head}\r\nContent-Type: application/pdf\r\n\r\n".encode() + PDF
        request = urllib.request.Request(
            f"{self.service.address}/api/v1/cases/{reference}/evidence",
            data=sent + f"\r\n--{mark}--\r\n".encode(),
            headers={
                "Content-Type": f"multipart/form-data; boundary={mark}",
                "Authorization": f"Bearer {self.tokens[who]}",
                "Idempotency-Key": f"grants-{mark}",
            },
        )
        try:
            assert json.loads(urllib.request.urlopen(request, timeout=60).read())["evidence"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read()) from error


@pytest.fixture(scope="module")
def office(service: Service) -> Office:
    return Office(service)


def test_nobody_is_granted_more_than_the_law_has_for_so_many_people(office: Office) -> None:
    reference = office.filed("wim", whole=False)
    status, answer = office.proposed("wim", reference, "999999.99")
    assert status == 422, answer
    assert f"no more than {office.most}" in str(answer)
    assert office.proposed("wim", reference, f"{int(float(office.most))}.01")[0] == 422
    assert office.proposed("wim", reference, office.most)[0] == 201


def test_the_page_says_the_ceiling_beside_the_amount(office: Office) -> None:
    reference = office.filed("wim", whole=False)
    wim = office.service.staff("wim")
    wim.send(f"/cases/{reference}/open/", {"reason": "application"})
    given = {"how": "otherwise", "outcome": "granted", "amount": "50,000", "action": "check", **REASON}
    wim.send(f"/cases/{reference}/decide/snap/0/", given)
    assert f"more than ${int(float(office.most))} a month" in wim.text


def test_one_worker_does_not_file_state_propose_and_issue(office: Office) -> None:
    assert office.decided("wim", "wim", office.filed("wim")) == 403


def test_nor_with_a_document_of_their_own(office: Office) -> None:
    reference = office.filed("wim")
    office.evidence("wim", reference)
    assert office.decided("wim", "wim", reference) == 403


def test_nor_where_they_only_added_the_people_the_facts_or_the_code(office: Office) -> None:
    stated = office.filed("wanda", whole=False)
    assert office.send("wim", f"/cases/{stated}/facts", {"facts": office.facts})[0] == 201
    replaced = office.filed("wanda")
    wim = office.service.staff("wim")
    wim.send(f"/cases/{replaced}/open/", {"reason": "application"})
    wim.send(f"/cases/{replaced}/code/", {"sure": "yes"})
    assert [office.decided("wim", "wim", reference) for reference in (stated, replaced)] == [403, 403]


def test_the_page_says_before_that_a_second_person_is_needed_and_why(office: Office) -> None:
    reference = office.filed("wim")
    wim = office.service.staff("wim")
    wim.send(f"/cases/{reference}/open/", {"reason": "application"})
    wim.send(f"/cases/{reference}/decide/snap/0/", {"how": "assessed", "action": "check"})
    assert "A second person must agree before this can be issued" in wim.text
    assert "You filed this application" in wim.text


def test_a_second_person_or_a_document_that_someone_else_took_in_is_enough(office: Office) -> None:
    assert office.decided("wim", "wim", office.filed("wim"), approver="sue") == 201
    assert office.decided("wim", "wanda", office.filed("wim")) == 201
    shown = office.filed("wim")
    office.evidence("wanda", shown)
    assert office.decided("wim", "wim", shown) == 201


def test_whoever_filed_it_is_no_second_person(office: Office) -> None:
    reference = office.filed("sid")
    assert office.decided("wim", "sid", reference, approver="sid") == 403
