"""A resident's case: where it stands, its papers, facts, notices, hearings, and who looked."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.looking import look
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.issue import Issue
from nextwave.casework.acts.propose import Propose, Proposed
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.clock import as_of, now
from nextwave.casework.models import (
    Access,
    Case,
    Contact,
    Decision,
    Event,
    EvidenceFile,
    EvidenceRequest,
    HearingRequest,
    Notice,
    Proposal,
    Statement,
)
from nextwave.web.resident.own_case.overview import status_in_words
from tests.casework.conftest import Filing
from tests.web.resident.conftest import ADDRESS, HELPER, PNG, REACH, Visitor

pytestmark = pytest.mark.django_db

#: Every page of a case that can be opened when it was just filed.
PAGES = [
    "", "looked/", "facts/", "facts/p1/rent/", "facts/p1/birth_date/", "facts/household/county/", "jobs/p1/",
    "jobs/p1/add/", "moved-in/", "moved-out/p3/", "contact/address/", "contact/reach/", "contact/helper/",
    "contact/language/", "papers/", "papers/send/", "papers/send/p1/rent/", "notices/",
]  # fmt: skip


def decided(case: Case, people: dict[str, Actor]) -> Decision:
    worker = people["worker"]
    event = do(
        Propose(Proposed("snap", ("p1", "p2", "p3"), despite="Talked on the phone; it is not recorded yet.")),
        worker,
        case,
        Attempted(f"propose {case.pk}"),
    )
    do(Issue(Proposal.objects.get(event=event).pk), worker, case, Attempted(f"issue {case.pk}"))
    return Decision.objects.get(case=case)


def upload(content: bytes = PNG, name: str = "rent.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_opens_and_its_reading_is_recorded(filed: Filing, visitor_of: Any, page: str, language: str) -> None:
    case = filed()
    ana = visitor_of(case)
    ana.client.get(f"/language/{language}/")
    ana.get(f"/case/{page}")
    assert ana.status == 200
    assert f'<html lang="{language}"' in ana.text
    assert list(Access.objects.values_list("case", "role", "reason")) == [(case.pk, "resident", "own")]


@pytest.mark.parametrize("page", [*PAGES, "papers/1/", "notices/1/", "notices/1/hearing/"])
def test_without_a_code_no_page_of_a_case_opens(filed: Filing, page: str) -> None:
    filed()
    visitor = Visitor()
    visitor.get(f"/case/{page}")
    assert visitor.location == "/code/"
    visitor.post(f"/case/{page}")
    assert visitor.location == "/code/"
    assert not Access.objects.exists()


@pytest.mark.parametrize("role", ["worker", "supervisor", "auditor", "administrator", "policymaker"])
def test_those_who_work_here_have_no_way_in_through_the_residents_pages(
    filed: Filing, people: dict[str, Actor], role: str
) -> None:
    filed()
    visitor = Visitor()
    account = people[role].account
    assert account
    visitor.client.force_login(account)
    visitor.get("/case/")
    assert visitor.status == 403


def test_the_page_says_where_the_case_stands(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    case = filed()
    ana = visitor_of(case)
    assert "Nobody has worked on it yet." in ana.get("/case/")
    do(AskForEvidence([("p1", "rent")]), people["worker"], case, Attempted("a"))
    text = ana.get("/case/")
    assert "We are waiting for papers from you." in text
    assert "Send it by December 4, 2026." in text
    with as_of(now() + timedelta(days=11)):
        assert "It was due by December 4, 2026." in ana.get("/case/")


@pytest.mark.parametrize(
    ("settled", "words"),
    [("no", "We must decide by December 24, 2026."), ("yes", "We must decide by December 1, 2026: yours must go fast."),
     ("open", "If it turns out that you have hardly any money, by December 1, 2026.")],
)  # fmt: skip
def test_the_time_limit_is_said(filed: Filing, visitor_of: Any, settled: str, words: str) -> None:
    case = filed()
    case.docket.expedited = settled
    case.docket.save()
    assert words in visitor_of(case).get("/case/")


def test_every_status_has_words() -> None:
    from nextwave.casework.models.case import Status

    assert len({status_in_words(s) for s in Status.values}) == len(Status.values) - 1


def test_a_paper_is_sent_for_a_request_and_downloaded(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    case = filed()
    do(AskForEvidence([("p1", "rent")]), people["worker"], case, Attempted("a"))
    number = EvidenceRequest.objects.get().pk
    ana = visitor_of(case)
    path = f"/case/papers/send/{number}/"
    assert "lease or mortgage statement" in ana.get(path)
    ana.send(path, {"file": upload(name="réçu <b>.png")})
    assert ana.location == "/case/papers/?sent=1"
    file = EvidenceFile.objects.get()
    assert (file.request_id, file.of, file.fact, file.media_type) == (number, "p1", "rent", "image/png")
    assert "Your file came in." in ana.get(ana.location)
    assert "One file came in." in ana.text
    assert "<b>" not in ana.text
    response = ana.client.get(f"/case/papers/{file.pk}/")
    assert response.content == PNG
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "no-store"


def test_a_paper_that_is_sent_twice_comes_in_once(filed: Filing, visitor_of: Any) -> None:
    ana = visitor_of(filed())
    hidden = ana.hidden("/case/papers/send/p1/rent/")
    for _ in range(2):
        ana.post("/case/papers/send/p1/rent/", {**hidden, "file": upload()})
        assert ana.location == "/case/papers/?sent=1"
    assert EvidenceFile.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."), (b"<script>alert(1)</script>", "Choose a PDF file"),
        (PNG + b"x" * 8_000_000, "larger than 8 MB"), (PNG + b"x" * 9_500_000, "larger than 8 MB"),
        (None, "Choose a file"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_taken_is_refused_beside_its_field(
    filed: Filing, visitor_of: Any, content: bytes | None, message: str
) -> None:
    ana = visitor_of(filed())
    text = ana.send("/case/papers/send/", {} if content is None else {"file": upload(content)})
    assert ana.status == 400
    assert re.search(rf'<a href="#file">[^<]*{message}', text)
    assert 'id="file-error"' in text
    assert not EvidenceFile.objects.exists()


def test_the_name_of_a_file_decides_nothing(filed: Filing, visitor_of: Any) -> None:
    ana = visitor_of(filed())
    ana.send("/case/papers/send/", {"file": upload(b"<html></html>", "photo.png")})
    assert ana.status == 400
    ana.send("/case/papers/send/", {"file": upload(PNG, "../../x.html")})
    assert EvidenceFile.objects.get().media_type == "image/png"


@pytest.mark.parametrize("page", ["papers/send/p9/rent/", "papers/send/p1/nothing/", "papers/send/999/", "facts/p9/rent/", "facts/p1/nothing/", "jobs/p9/", "jobs/household/", "jobs/p1/j9/", "moved-out/p9/", "contact/nothing/", "papers/999/", "notices/999/", "notices/999/hearing/"])  # fmt: skip
def test_an_address_of_nothing_is_not_found(filed: Filing, visitor_of: Any, page: str) -> None:
    ana = visitor_of(filed())
    ana.get(f"/case/{page}")
    assert ana.status == 404


def test_nothing_of_another_case_opens(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    mine, other = filed(), filed("file-2")
    do(AskForEvidence([("p1", "rent")]), people["worker"], other, Attempted("a"))
    do(GiveEvidence("rent.png", PNG, "p1", "rent"), people["worker"], other, Attempted("b"))
    decision = decided(other, people)
    ana = visitor_of(mine)
    for path in (
        f"papers/{EvidenceFile.objects.get().pk}/", f"papers/send/{EvidenceRequest.objects.get().pk}/",
        f"notices/{decision.pk}/", f"notices/{decision.pk}/hearing/",
    ):  # fmt: skip
        ana.get(f"/case/{path}")
        assert ana.status == 404, path
        ana.post(f"/case/{path}", {"key": "k" * 20, "file": upload(), "why": "x"})
        assert ana.status in (404, 405), path
    assert EvidenceFile.objects.count() == 1
    assert not HearingRequest.objects.exists()
    assert other.reference not in ana.get("/case/")


def test_facts_are_shown_with_where_they_come_from(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    from nextwave.casework.household.facts import Stated

    case = filed()
    worker = people["worker"]
    do(GiveEvidence("lease.png", PNG, "p1", "rent"), worker, case, Attempted("a"))
    paper = EvidenceFile.objects.get().pk
    rent = {"amount": "880", "per": "month"}
    do(StateFacts([Stated("p1", "rent", rent, source="document", evidence=paper)]), worker, case, Attempted("b"))
    judged = Stated("household", "destitute_farmworkers", False, source="judgement", reason="No one works on a farm.")
    do(StateFacts([judged]), worker, case, Attempted("c"))
    do(StateFacts([Stated("household", "pays_phone", True)]), worker, case, Attempted("d"))
    text = unescape(visitor_of(case).get("/case/facts/"))
    for words in ("You said so here", "$880 a month", "From a paper: lease.png", "Judged by a caseworker: No one works on a farm.", "Your household said so to a caseworker"):  # fmt: skip
        assert words in text


def test_a_fact_is_corrected_as_a_new_statement(filed: Filing, visitor_of: Any) -> None:
    case = filed()
    ana = visitor_of(case)
    ana.send("/case/facts/p1/rent/", {"answer": "950", "per": "month", "action": "continue"})
    assert ana.location == "/case/facts/?saved=1"
    said = Statement.objects.filter(of="p1", fact="rent").order_by("pk")
    assert [s.value["amount"] for s in said] == ["900", "950"]
    assert said.last().source == "stated"
    assert case.assessments.count() == 2
    assert "Your change is recorded." in ana.get(ana.location)


def test_a_correction_that_is_sent_twice_is_applied_once(filed: Filing, visitor_of: Any) -> None:
    ana = visitor_of(filed())
    hidden = ana.hidden("/case/facts/p1/rent/")
    for _ in range(2):
        ana.post("/case/facts/p1/rent/", {**hidden, "answer": "950", "per": "month"})
        assert ana.location == "/case/facts/?saved=1"
    assert Event.objects.count() == 2
    assert "sent before with something else" in ana.post("/case/facts/p1/rent/", {**hidden, "answer": "990", "per": "month"})  # fmt: skip
    assert 'value="990"' in ana.text
    assert Event.objects.count() == 2


def test_not_being_sure_any_more_takes_a_fact_back(filed: Filing, visitor_of: Any) -> None:
    case = filed()
    ana = visitor_of(case)
    ana.send("/case/facts/p1/rent/", {"action": "not-sure"})
    assert Statement.objects.filter(of="p1", fact="rent").latest("pk").value is None
    text = ana.get("/case/facts/")
    assert "Not known" in text


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("facts/p1/rent/", {"answer": "much", "per": "month"}, "Enter an amount, such as 350"),
        ("facts/p1/birth_date/", {"answer-month": "13", "answer-day": "1", "answer-year": "1986"}, "Enter a day of the calendar"),
        ("facts/p1/parents/", {"answer": ["p3"]}, "These answers cannot all be so."),
        ("jobs/p1/add/", {"answer": "", "per": "week"}, "Enter an amount"),
        ("moved-in/", {"name": ""}, "Enter the full name"),
        ("contact/address/", {**ADDRESS, "street": ""}, "Enter the street"),
    ],
)  # fmt: skip
def test_what_is_wrong_changes_nothing(filed: Filing, visitor_of: Any, path: str, data: dict[str, Any], message: str) -> None:  # fmt: skip
    ana = visitor_of(filed())
    text = ana.send(f"/case/{path}", data)
    assert ana.status == 400
    assert message in text
    assert "govuk-error-summary" in text
    assert Event.objects.count() == 1


def test_a_page_that_is_out_of_date_says_so_and_keeps_what_was_typed(
    filed: Filing, visitor_of: Any, people: dict[str, Actor]
) -> None:
    case = filed()
    ana = visitor_of(case)
    hidden = ana.hidden("/case/facts/p1/rent/")
    do(AskForEvidence([("p1", "rent")]), people["worker"], case, Attempted("a"))
    text = ana.post("/case/facts/p1/rent/", {**hidden, "answer": "951", "per": "month"})
    assert ana.status == 400
    assert "Your application changed since you opened this page." in text
    assert 'value="951"' in text
    again = dict(re.findall(r'name="(key|seen)" value="([^"]*)"', text))
    ana.post("/case/facts/p1/rent/", {**again, "answer": "951", "per": "month"})
    assert ana.location == "/case/facts/?saved=1"


@pytest.mark.parametrize("hidden", [{}, {"key": "short", "seen": "1"}, {"key": "k" * 90}, {"key": "k" * 20, "seen": "x"}, {"key": "k" * 20, "seen": "9" * 30}])  # fmt: skip
def test_a_form_without_its_attempt_is_refused(filed: Filing, visitor_of: Any, hidden: dict[str, str]) -> None:
    ana = visitor_of(filed())
    ana.post("/case/facts/p1/rent/", {**hidden, "answer": "950", "per": "month"})
    assert ana.status == 400
    assert Event.objects.count() == 1


def test_jobs_are_added_changed_and_ended(filed: Filing, visitor_of: Any) -> None:
    ana = visitor_of(filed())

    def jobs(of: str) -> list[Any]:
        return Statement.objects.filter(of=of, fact="jobs").latest("pk").value

    hidden = ana.hidden("/case/jobs/p2/add/")
    for _ in range(2):
        ana.post("/case/jobs/p2/add/", {**hidden, "answer": "100", "per": "week"})
    assert [j["pay"]["amount"] for j in jobs("p2")] == ["100"]
    number = jobs("p2")[0]["id"]
    ana.send(f"/case/jobs/p2/{number}/", {"answer": "120", "per": "week"})
    assert [(j["id"], j["pay"]["amount"]) for j in jobs("p2")] == [(number, "120")]
    ana.send("/case/jobs/p2/", {"ended": number})
    assert jobs("p2") == []
    assert "has no job" in ana.get("/case/jobs/p2/")


def test_someone_moves_in_and_out(filed: Filing, visitor_of: Any) -> None:
    case = filed()
    ana = visitor_of(case)
    hidden = ana.hidden("/case/moved-in/")
    for _ in range(2):
        ana.post("/case/moved-in/", {**hidden, "name": "Eva Ruiz"})
    assert "When was Eva Ruiz born?" in ana.get("/case/facts/")
    assert case.memberships.filter(person="p4").count() == 1
    ana.send("/case/moved-out/p4/")
    assert ana.location == "/case/facts/?saved=1"
    assert "Eva Ruiz" not in ana.get("/case/facts/")
    ana.get("/case/moved-out/p4/")
    assert ana.status == 404


def test_the_last_person_cannot_leave(ana: Visitor) -> None:
    case, _code = ana.apply()
    text = ana.send("/case/moved-out/p1/")
    assert ana.status == 400
    assert "Someone must live in your home." in text
    assert 'href="#send"' in text
    assert 'id="send"' in text
    assert case.memberships.count() == 1


def test_contact_is_changed_part_by_part(filed: Filing, visitor_of: Any) -> None:
    case = filed()
    ana = visitor_of(case)
    ana.send("/case/contact/address/", ADDRESS)
    ana.send("/case/contact/reach/", REACH)
    ana.send("/case/contact/helper/", HELPER)
    ana.send("/case/contact/language/", {"interpreter": "Tagalog"})
    content = Contact.objects.filter(case=case).latest("pk").content
    assert content["city"] == "Olympia"
    assert (content["way"], content["phone"], content["message_safe"]) == ("text", "360 555 0100", False)
    assert content["helper"]["may_act"]
    text = unescape(ana.get("/case/facts/"))
    for words in ("12 Oak St, Olympia 98501", "Dee Helper · dee@example.com", "Tagalog"):
        assert words in text


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


def test_the_resident_sees_who_looked_and_why(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    case = filed()
    ana = visitor_of(case)
    text = ana.get("/case/looked/")
    assert "Nobody who works here has looked at it yet." in text
    assert "No page was opened with your code before this one." in text
    look(people["worker"], case, "application")
    look(people["supervisor"], case, "review")
    look(people["auditor"], case, "review")
    text = ana.get("/case/looked/")
    for words in ("A caseworker", "A supervisor", "To work on your application", "An auditor", "To check the quality of the work", "November 24, 2026", "opened once with your code"):  # fmt: skip
        assert words in text
    account = people["worker"].account
    assert account
    account.first_name, account.last_name = "Wanda", "Worker"
    account.save()
    assert "Wanda" not in ana.get("/case/looked/"), "residents see roles, not names"


def test_pages_opened_one_after_the_other_are_one_visit(
    filed: Filing, visitor_of: Any, people: dict[str, Actor]
) -> None:
    case = filed()
    for person, reason, hour in (("worker", "application", 9), ("worker", "application", 11), ("auditor", "review", 12), ("other worker", "application", 13), ("worker", "application", 14), ("worker", "question", 15)):  # fmt: skip
        with as_of(datetime(2026, 11, 20, hour, 5, tzinfo=UTC)):
            look(people[person], case, reason)
    text = visitor_of(case).get("/case/looked/")
    times = re.findall(r"November 20, 2026,\s*([\d:–]+)", text)
    assert times == ["07:05", "06:05", "05:05", "04:05", "01:05–03:05"]


def test_every_reason_for_looking_has_words(filed: Filing, visitor_of: Any, people: dict[str, Actor]) -> None:
    from nextwave.casework.access.looking import REASONS

    case = filed()
    for reason in REASONS:
        look(people["worker"], case, reason, words="A neighbour asked." if reason == "other" else "")
    cells = re.findall(r"<br>([^<]*)</dd>", visitor_of(case).get("/case/looked/"))
    assert len(set(cells)) == len(REASONS)
    assert not set(REASONS) & set(cells)


def test_the_footer_knows_the_case(filed: Filing, visitor_of: Any) -> None:
    ana = visitor_of(filed())
    for path in ("/case/", "/", "/no-such-page/"):
        text = ana.get(path)
        assert "Leave my application" in text
        assert "Delete my answers" not in text
    assert "Delete my answers" in Visitor().get("/")
