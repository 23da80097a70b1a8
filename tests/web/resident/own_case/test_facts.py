"""Facts of a resident's own case: with where they come from, corrected, and who and what is new."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.models import (
    Contact,
    Event,
    EvidenceFile,
    Statement,
)
from tests.casework.conftest import Filing
from tests.web.resident.conftest import ADDRESS, HELPER, PNG, REACH, Visitor

pytestmark = pytest.mark.django_db


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


def test_facts_stand_below_the_name_of_the_one_whose_they_are(filed: Filing, visitor_of: Any) -> None:
    text = visitor_of(filed()).get("/case/facts/")
    parts = dict(
        zip(("p1", "p2", "p3", "household"), re.split(r'<h2 class="govuk-heading-m">', text)[-5:-1], strict=True)
    )
    for of, part in parts.items():
        assert set(re.findall(r"/case/(?:facts|jobs)/(\w+)/", part)) == {of}


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
    ana.send(f"/case/jobs/p2/{number}/pay/", {"answer": "120", "per": "week"})
    assert [(j["id"], j["pay"]["amount"]) for j in jobs("p2")] == [(number, "120")]
    ana.send("/case/jobs/p2/", {"ended": number})
    assert jobs("p2") == []
    assert "Recorded: there is none." in ana.get("/case/jobs/p2/")


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
