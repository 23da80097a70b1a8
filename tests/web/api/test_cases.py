"""Casework over the API: who may do what, each act once, and whatever is sent an answer that says what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nextwave.casework.access import accounts, tokens
from nextwave.casework.keeping.storing import MOST_BYTES
from nextwave.casework.models import Access, Account, Case, Decision, Event, Note, Proposal
from nextwave.demo.documents import document
from nextwave.web.api.routes import api
from tests.casework.conftest import NAMES, family

ROLES = ("worker", "supervisor", "policymaker", "auditor", "administrator")
HANDLERS = {"worker", "supervisor"}
READERS = {"worker", "supervisor", "auditor"}
EVERYONE = {"nobody", *ROLES}
#: What is open to whom. An operation that is not here fails the tests.
OPEN_TO = {
    ("post", "/assessments"): EVERYONE,
    ("get", "/rulebooks"): EVERYONE,
    ("get", "/rulebooks/{name}/facts"): EVERYONE,
    ("post", "/applications"): HANDLERS,
    ("get", "/access-log"): {"auditor"},
    ("get", "/cases"): READERS,
    ("get", "/cases/{reference}"): READERS,
    ("get", "/cases/{reference}/decisions"): READERS,
    ("get", "/cases/{reference}/notices"): READERS,
    ("post", "/cases/{reference}/facts"): HANDLERS,
    ("post", "/cases/{reference}/evidence"): HANDLERS,
    ("post", "/cases/{reference}/notes"): HANDLERS,
    ("post", "/cases/{reference}/interview"): HANDLERS,
    ("post", "/cases/{reference}/proposals"): HANDLERS,
    ("post", "/cases/{reference}/proposals/{number}/approve"): HANDLERS,
    ("post", "/cases/{reference}/proposals/{number}/withdraw"): HANDLERS,
    ("post", "/cases/{reference}/proposals/{number}/issue"): HANDLERS,
}


def described() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix="")["paths"])


OPERATIONS = [(method, path) for path, methods in described().items() for method in methods]


@pytest.fixture(autouse=True)
def keys(settings: LazySettings, tmp_path: Any) -> None:
    settings.DATA_KEYS = Fernet.generate_key().decode()
    settings.MATCH_KEY = "a key of the tests"
    settings.EVIDENCE = tmp_path / "evidence"
    settings.TODAY = "2026-11-24"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Program:
    """A client of the API with the token of an account, or with none."""

    def __init__(self, role: str = "", name: str = "") -> None:
        self.token = ""
        if role:
            account = accounts.add(name or role, role, "a long password of tests")
            self.token = tokens.add_token(account, "tests")
        self.sent = 0

    def send(self, method: str, path: str, body: Any = None, key: str = "", **more: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if method == "post":
            self.sent += 1
            headers["Idempotency-Key"] = key or f"key-{id(self)}-{self.sent}"
        data = more.pop("data", json.dumps(body))
        content = {} if isinstance(data, dict) else {"content_type": "application/json"}
        client = Client(raise_request_exception=True)
        response = client.generic("GET", f"/api/v1{path}", headers=headers) if method == "get" else client.post(
            f"/api/v1{path}", data, headers=headers, **content)  # fmt: skip
        return response.status_code, json.loads(response.content)

    def get(self, path: str) -> tuple[int, Any]:
        return self.send("get", path)

    def post(self, path: str, body: Any, key: str = "") -> tuple[int, Any]:
        return self.send("post", path, body, key)


def application(**changes: Any) -> dict[str, Any]:
    facts = [{"of": s.of, "fact": s.fact, "value": s.value} for s in family(**changes)]
    return {"people": NAMES, "facts": facts, "contact": {"phone": "555 0100"}}


@pytest.fixture
def worker(db: None) -> Program:
    return Program("worker")


@pytest.fixture
def supervisor(db: None) -> Program:
    return Program("supervisor")


@pytest.fixture
def reference(worker: Program) -> str:
    status, said = worker.post("/applications", application())
    assert status == 201
    return str(said["reference"])


AS_ASSESSED = {"programme": "snap", "people": ["p1", "p2", "p3"], "despite": "Talked on the phone."}


def test_every_operation_of_the_api_says_to_whom_it_is_open() -> None:
    assert set(OPERATIONS) == set(OPEN_TO)
    for (method, path), roles in OPEN_TO.items():
        text = described()[path][method].get("description", "")
        assert roles == EVERYONE or all(role in text for role in roles), path


@pytest.mark.parametrize("role", ["nobody", *ROLES])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.django_db
def test_an_operation_is_open_to_its_roles_and_to_no_other(method: str, path: str, role: str) -> None:
    program = Program("" if role == "nobody" else role)
    there = path.format(reference="NONE-SUCH", number=1, name="washington")
    query = "?reason=review" if method == "get" and "{reference}" in path else ""
    before = Event.objects.count()
    status, said = program.send(method, there + query, {})
    if role in OPEN_TO[(method, path)]:
        assert status not in (401, 403), said
    else:
        assert status == (401 if role == "nobody" else 403)
        assert said["problems"][0]["remedy"]
    assert Event.objects.count() == before


@pytest.mark.parametrize("token", ["", "nextwave_guess", "Bearer", "é"])
@pytest.mark.django_db
def test_what_is_no_token_opens_nothing(token: str) -> None:
    response = Client().get("/api/v1/cases", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_and_a_closed_account_open_nothing(worker: Program, supervisor: Program) -> None:
    assert worker.get("/cases")[0] == 200
    tokens.revoke_token(Account.objects.get(username="worker"), "tests")
    assert worker.get("/cases")[0] == 401
    Account.objects.filter(username="supervisor").update(is_active=False)
    assert supervisor.get("/cases")[0] == 401


def test_an_application_goes_all_the_way_to_its_notice(worker: Program, supervisor: Program) -> None:
    # Whoever files it does not grant alone what they filed.
    reference = supervisor.post("/applications", application())[1]["reference"]
    status, said = worker.post(f"/cases/{reference}/proposals", {**AS_ASSESSED, "version": 1})
    assert (status, said["proposal"]["deviates"], said["version"]) == (201, False, 2)
    number = said["proposal"]["number"]
    status, said = worker.post(f"/cases/{reference}/proposals/{number}/issue", {"version": 2})
    assert status == 201
    _, said = worker.get(f"/cases/{reference}/decisions?reason=review")
    assert said["decisions"][0]["proposal"]["status"] == "issued"
    _, said = worker.get(f"/cases/{reference}/notices?reason=review")
    assert "Ana Ruiz" in said["notices"][0]["content"]["paragraphs"][0]
    _, said = worker.get("/cases?status=decided")
    assert [c["reference"] for c in said["cases"]] == [reference]


def test_a_grant_ends_where_a_program_says_within_the_limit_and_with_a_reason(worker: Program, reference: str) -> None:
    path, why = f"/cases/{reference}/proposals", {"certified_reason": "The job ends in April."}
    for through, says in (("2027-11-30", "to 2027-10-31"), ("2027-04-29", "last day of a month"), ("2027-13-01", "")):
        status, said = worker.post(path, {**AS_ASSESSED, **why, "certified_through": through})
        assert status == 422
        assert says in str(said)
    status, said = worker.post(path, {**AS_ASSESSED, "certified_through": "2027-04-30"})
    assert (status, said["problems"][0]["code"]) == (422, "certified-reason")
    assert not Proposal.objects.exists()
    assert worker.post(path, {**AS_ASSESSED, **why, "certified_through": "2027-04-30"})[0] == 201
    shown = worker.get(f"/cases/{reference}?reason=review")[1]["proposals"][0]
    assert (shown["certified_from"], shown["certified_through"]) == ("2026-11-01", "2027-04-30")
    assert shown["certified_reason"] == why["certified_reason"]


def test_above_the_limit_a_program_needs_a_second_person_as_everyone_does(
    worker: Program, supervisor: Program, reference: str
) -> None:
    otherwise = {"outcome": "granted", "amount": "700.00", "reason": "rulebook_error", "explanation": "Counted twice."}
    _, said = worker.post(f"/cases/{reference}/proposals", {**AS_ASSESSED, **otherwise})
    at = f"/cases/{reference}/proposals/{said['proposal']['number']}"
    assert worker.post(f"{at}/issue", {})[0] == 403
    assert worker.post(f"{at}/approve", {})[0] == 403
    assert supervisor.post(f"{at}/approve", {})[0] == 201
    assert worker.post(f"{at}/issue", {})[0] == 201
    assert Decision.objects.get().proposal.amount == 70_000


def test_a_withdrawn_proposal_cannot_be_issued(worker: Program, reference: str) -> None:
    _, said = worker.post(f"/cases/{reference}/proposals", AS_ASSESSED)
    at = f"/cases/{reference}/proposals/{said['proposal']['number']}"
    assert worker.post(f"{at}/withdraw", {"reason": "a mistake"})[0] == 201
    assert worker.post(f"{at}/issue", {})[0] == 403


def test_a_repeated_attempt_is_applied_once_and_another_under_its_key_is_refused(worker: Program) -> None:
    first = worker.post("/applications", application(), key="the-same-key")
    again = worker.post("/applications", application(), key="the-same-key")
    assert (first[0], again[0]) == (201, 200)
    assert first[1]["reference"] == again[1]["reference"]
    assert (bool(first[1]["code"]), again[1]["code"]) == (True, "")
    status, said = worker.post("/applications", application(p1__rent=...), key="the-same-key")
    assert (status, said["problems"][0]["code"]) == (422, "key")
    assert Case.objects.count() == 1
    at = f"/cases/{first[1]['reference']}/notes"
    assert [worker.post(at, {"text": "called"}, key="note-key-1")[1]["version"] for _ in range(3)] == [2, 2, 2]
    assert Note.objects.count() == 1


def test_two_accounts_may_use_the_same_key(worker: Program, supervisor: Program, reference: str) -> None:
    assert worker.post(f"/cases/{reference}/notes", {"text": "one"}, key="same-key-1")[0] == 201
    assert supervisor.post(f"/cases/{reference}/notes", {"text": "two"}, key="same-key-1")[0] == 201
    assert Note.objects.count() == 2


def test_an_act_on_what_has_changed_meanwhile_is_a_conflict(worker: Program, reference: str) -> None:
    assert worker.post(f"/cases/{reference}/notes", {"text": "one", "version": 1})[0] == 201
    status, said = worker.post(f"/cases/{reference}/notes", {"text": "two", "version": 1})
    assert (status, said["problems"][0]["code"]) == (409, "stale")


def test_a_case_is_read_with_a_reason_that_is_recorded(worker: Program, reference: str) -> None:
    assert worker.get(f"/cases/{reference}")[0] == 422
    assert worker.get(f"/cases/{reference}?reason=curiosity")[0] == 422
    assert not Access.objects.exists()
    status, said = worker.get(f"/cases/{reference}?reason=question")
    assert (status, said["people"][0]["name"]) == (200, "Ana Ruiz")
    assert [(a.reason, a.account.username) for a in Access.objects.all()] == [("question", "worker")]


def test_ones_own_case_stays_closed(worker: Program, reference: str) -> None:
    account = Account.objects.get(username="worker")
    account.match = Case.objects.get().memberships.get(person="p1").match
    account.save()
    assert worker.get(f"/cases/{reference}?reason=question")[0] == 403
    assert worker.post(f"/cases/{reference}/notes", {"text": "me"})[0] == 403


def test_a_document_is_taken_in_and_named_as_a_source(worker: Program, reference: str) -> None:
    pdf = SimpleUploadedFile("rent.pdf", document("rent"))
    status, said = worker.send(
        "post", f"/cases/{reference}/evidence", data={"document": pdf, "of": "p1", "fact": "rent"}
    )
    assert status == 201
    fact = {"of": "p1", "fact": "rent", "value": {"amount": "950.00", "per": "month"}}
    shown = {"facts": [{**fact, "source": "document", "evidence": said["evidence"]}]}
    assert worker.post(f"/cases/{reference}/facts", shown)[0] == 201
    _, case = worker.get(f"/cases/{reference}?reason=application")
    assert case["evidence"][0]["name"] == "rent.pdf"
    assert next(f for f in case["facts"] if (f["of"], f["fact"]) == ("p1", "rent"))["source"] == "document"
    text = SimpleUploadedFile("rent.pdf", b"no document")
    assert worker.send("post", f"/cases/{reference}/evidence", data={"document": text})[0] == 422
    large = SimpleUploadedFile("rent.pdf", document("rent").ljust(MOST_BYTES + 1))
    assert worker.send("post", f"/cases/{reference}/evidence", data={"document": large})[0] == 422


@pytest.mark.parametrize(
    ("body", "status", "place"),
    [
        ({}, 422, "people"),
        ({"people": {"p1": "Ana"}, "facts": [{"of": "p1", "fact": "birthdate", "value": "1990-01-01"}]}, 422, "birthdate"),
        ({"people": {"p1": "Ana"}, "color": "red"}, 422, "color"),
        ({"people": {"p1": "Ana"}, "language": "xx"}, 422, "language"),
        ({"people": {"../x": "Ana"}}, 422, "people"),
    ],
)  # fmt: skip
def test_an_application_that_cannot_be_taken_is_refused_whole(
    worker: Program, body: Any, status: int, place: str
) -> None:
    found, said = worker.post("/applications", body)
    assert found == status
    assert place in json.dumps(said["problems"])
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_the_queue_comes_in_pages_without_a_case_twice(worker: Program) -> None:
    made = [worker.post("/applications", {"people": {"p1": "Ana"}})[1]["reference"] for _ in range(5)]
    seen, cursor = [], ""
    for _ in range(3):
        _, said = worker.get(f"/cases?limit=2&cursor={cursor}")
        seen += [c["reference"] for c in said["cases"]]
        cursor = said["next"]
    assert (seen, cursor) == (made, None)
    assert worker.get("/cases?limit=2&cursor=2026-99-99_1")[0] == 422
    assert worker.get("/cases?status=decided")[1]["cases"] == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
NAMED = ["people", "facts", "contact", "language", "filed_on", "version", "text", "programme", "outcome", "amount",
         "reason", "explanation", "of", "fact", "value", "source", "evidence", "known"]  # fmt: skip
NEAR = st.dictionaries(
    st.sampled_from(NAMED),
    JSON
    | st.sampled_from([["p1", "p2", "p3"], {"p1": "Ana"}, "snap", "granted", "300.00", "rulebook_error", 1, "2026-11-24",
                       "9999-12-31", "0001-01-01", [{"of": "p1", "fact": "rent", "value": None}],
                       [{"of": "p1", "fact": "rent", "value": {"amount": "1e9", "per": "month"}}],
                       [{"of": "p1\x00", "fact": "birth_date", "value": "\x00"}]]),
)  # fmt: skip


@given(
    method_path=st.sampled_from([o for o in OPERATIONS if o[0] == "post"]), body=JSON | NEAR, key=st.text(max_size=60)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_whatever_is_sent_is_answered_with_what_is_wrong(
    worker: Program, reference: str, method_path: tuple[str, str], body: Any, key: str
) -> None:
    path = method_path[1].format(reference=reference, number=1, name="washington")
    plain = "".join(c for c in key if c.isprintable() and c.isascii())
    before = Event.objects.count()
    status, said = worker.send("post", path, data=json.dumps(body), key=plain)
    assert status in (200, 201, 400, 403, 409, 413, 422)
    if status >= 400:
        assert all(p["what"] and p["remedy"] for p in said["problems"])
        assert Event.objects.count() == before


@given(query=st.dictionaries(st.sampled_from(["reason", "status", "area", "cursor", "limit", "due_by", "assigned"]),
                             st.text(max_size=30) | st.integers().map(str)),
       path=st.sampled_from(["/cases", "/cases/{reference}", "/cases/{reference}/notices", "/cases/%00", "/cases/é"]))  # fmt: skip
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_whatever_is_asked_for_is_answered_with_what_is_wrong(
    worker: Program, reference: str, query: dict[str, str], path: str
) -> None:
    from urllib.parse import urlencode

    status, said = worker.get(f"{path.format(reference=reference)}?{urlencode(query)}")
    assert status in (200, 404, 422)
    assert status == 200 or all(p["what"] and p["remedy"] for p in said["problems"])


def test_a_proposal_of_another_case_is_not_found_in_this_one(worker: Program, reference: str) -> None:
    _, said = worker.post("/applications", application())
    worker.post(f"/cases/{said['reference']}/proposals", AS_ASSESSED)
    number = Proposal.objects.get().pk
    assert worker.post(f"/cases/{reference}/proposals/{number}/issue", {})[0] == 422
    assert not Decision.objects.exists()


def test_what_no_database_keeps_as_text_is_refused_with_its_place(worker: Program, reference: str) -> None:
    assert worker.get("/cases/%00?reason=review")[0] == 404
    assert worker.get("/cases?area=King%00")[0] == 422
    for path, body in (
        ("facts", {"facts": [{"of": "p1\0", "fact": "rent"}]}),
        ("facts", {"facts": [{"of": "p1", "fact": "rent\0"}]}),
        ("notes", {"text": "a\0b"}),
    ):
        status, said = worker.post(f"/cases/{reference}/{path}", body)
        assert status == 422 and "NUL" in said["problems"][0]["what"]
    assert Event.objects.count() == 1
