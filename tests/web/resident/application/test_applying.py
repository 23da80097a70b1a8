"""Applying: page by page, with bad entries, and filed once."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from nextwave.casework.models import Case, Contact, Draft, Event, Membership, Statement
from tests.casework.conftest import TODAY
from tests.web.resident.conftest import ADDRESS, NO_ADDRESS, SIGNED, Visitor, code_on

pytestmark = pytest.mark.django_db


def test_a_name_an_address_and_a_signature_are_enough(ana: Visitor) -> None:
    assert "only your name, your address and your signature" in ana.get("/apply/")
    assert "7 CFR 273.2(c)(1)" in ana.text
    ana.post("/apply/names/", {"name-": "  Ana   Ruiz "})
    ana.post("/apply/address/", NO_ADDRESS)
    assert "questions are still open" in ana.get("/apply/review/") or "question is still open" in ana.text
    ana.get("/apply/declaration/")
    ana.post("/apply/declaration/", SIGNED)
    case = Case.objects.get()
    assert case.docket.due_on == TODAY + timedelta(days=7), "nobody knows yet that it may take longer"
    assert Membership.objects.get().name == "Ana Ruiz"
    assert [s.fact for s in Statement.objects.all()] == ["applied_on"], "the day is told by filing"
    assert Contact.objects.get().content == {
        "fixed": False, "street": "", "city": "", "postcode": "", "place": "Harbor shelter", "letters_safe": False,
        "signed_by": "Ana Ruiz",
    }  # fmt: skip


def test_the_answers_of_the_screener_become_stated_facts_without_names(ana: Visitor) -> None:
    ana.post("/screener/people/", {"name": "Nani", "action": "add"})
    ana.post("/screener/people/", {"name": "Bo", "action": "add"})
    ana.post("/screener/ask/p1/birth_date/", {"answer-month": "2", "answer-day": "3", "answer-year": "1986"})
    ana.post("/screener/ask/p1/spouse/", {"answer": "p2"})
    ana.post("/screener/jobs/p1/add/", {"answer": "350", "per": "week"})
    assert "Your full name (you entered Nani)" in ana.get("/apply/names/")
    case, _code = ana.apply(names={"name-p1": "Ana Ruiz", "name-p2": ""})
    assert dict(Membership.objects.values_list("person", "name")) == {"p1": "Ana Ruiz", "p2": "Bo"}
    found = {(s.of, s.fact): s.value for s in Statement.objects.all()}
    assert found == {
        ("p1", "birth_date"): "1986-02-03",
        ("p1", "spouse"): "p2",
        ("p2", "spouse"): "p1",
        ("p1", "jobs"): [{"id": "j3", "pay": {"amount": "350", "per": "week"}}],
        ("household", "applied_on"): TODAY.isoformat(),
        ("household", "county"): "thurston",
    }
    request = case.assessments.get().request
    assert "Ana" not in str(request)
    assert {s.source for s in Statement.objects.exclude(fact="applied_on")} == {"stated"}


def test_the_review_shows_all_that_is_sent_with_a_way_to_change_it(ana: Visitor) -> None:
    ana.post("/screener/people/", {"name": "Ana", "action": "add"})
    ana.post("/screener/ask/p1/rent/", {"answer": "900", "per": "month"})
    ana.fill_in(names={"name-p1": "Ana Ruiz"})
    text = unescape(ana.get("/apply/review/"))
    for shown in ("Ana Ruiz", "12 Oak St, Olympia 98501", "By text message · 360 555 0100", "Dee Helper · dee@example.com", "Tagalog", "$900 a month", "English"):  # fmt: skip
        assert shown in text
    for link in ("names", "address", "contact", "language", "helper"):
        assert f'href="/apply/{link}/?from=review"' in text
    ana.post("/apply/address/?from=review", {**ADDRESS, "city": "Tacoma"})
    assert ana.location == "/apply/review/"
    assert "Tacoma" in ana.get("/apply/review/")
    ana.post("/screener/ask/p1/rent/?from=review", {"answer": "950", "per": "month"})
    assert ana.location == "/apply/review/"


@pytest.mark.parametrize(
    ("path", "data", "where", "message", "kept"),
    [
        ("names", {"name-": " "}, "name-", "Enter your full name", ""),
        ("names", {"name-": "x" * 101}, "name-", "Enter up to 100 letters", "x" * 101),
        ("address", {"street": "12 Oak St"}, "fixed", "Choose whether you have an address", "12 Oak St"),
        ("address", {**ADDRESS, "street": ""}, "street", "Enter the street", "Olympia"),
        ("address", {**ADDRESS, "postcode": "9850"}, "postcode", "Enter your ZIP code, such as 12345", "9850"),
        ("address", {**ADDRESS, "letters_safe": "maybe"}, "letters_safe", "Choose yes or no", "12 Oak St"),
        ("contact", {}, "way", "Choose how we should reach you", ""),
        ("contact", {"way": "phone", "phone": "call me", "message_safe": "no"}, "phone", "Enter a phone number", "call me"),
        ("contact", {"way": "email", "email": "ana(at)example", "message_safe": "no"}, "email", "Enter an email address", "ana(at)example"),
        ("contact", {"way": "phone", "phone": "360 555 0100"}, "message_safe", "Choose yes or no", "360 555 0100"),
        ("language", {"language": "fr", "interpreter": "Wolof"}, "language", "Choose the language", "Wolof"),
        ("helper", {"name": "Dee"}, "helped", "Choose whether someone helps you", "Dee"),
        ("helper", {"helped": "yes", "contact": "x@y.zz"}, "name", "Enter the name of the person", "x@y.zz"),
        ("helper", {"helped": "yes", "name": "Dee"}, "contact", "Enter how we can reach", "Dee"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    ana: Visitor, path: str, data: dict[str, str], where: str, message: str, kept: str
) -> None:
    text = unescape(ana.post(f"/apply/{path}/", data))
    assert ana.status == 400
    assert f'<a href="#{where}">{message}' in text
    assert f'id="{where}-error"' in text
    assert f'id="{where}"' in text, "the summary leads to the field"
    assert kept in text


@pytest.mark.parametrize(
    ("data", "where"), [({"signature": "Ana Ruiz"}, "declared"), ({"declared": "yes", "signature": " "}, "signature")]
)
def test_nothing_is_filed_without_declaration_and_signature(ana: Visitor, data: dict[str, str], where: str) -> None:
    ana.fill_in()
    text = ana.post("/apply/declaration/", data)
    assert ana.status == 400
    assert f'href="#{where}"' in text
    assert ("Ana Ruiz" in text) == ("Ana" in data["signature"])
    assert not Case.objects.exists()


@pytest.mark.parametrize("path", ["/apply/review/", "/apply/declaration/"])
def test_what_is_missing_is_asked_for_first(ana: Visitor, path: str) -> None:
    ana.get(path)
    assert ana.location == "/apply/names/"
    ana.post("/apply/names/", {"name-": "Ana Ruiz"})
    ana.get(path)
    assert ana.location == "/apply/address/"


def test_an_application_that_is_sent_twice_is_filed_once(ana: Visitor) -> None:
    ana.fill_in()
    ana.get("/apply/declaration/")
    ana.post("/apply/declaration/", SIGNED)
    first = code_on(ana.get("/apply/done/"))
    ana.post("/apply/declaration/", SIGNED)
    assert ana.location == "/apply/done/"
    assert Case.objects.count() == Event.objects.count() == 1
    assert code_on(ana.get("/apply/done/")) == first


def test_when_the_reply_is_lost_the_same_attempt_leads_to_the_same_case_and_code(ana: Visitor) -> None:
    ana.fill_in()
    ana.get("/apply/declaration/")
    before = dict(ana.client.session)
    ana.post("/apply/declaration/", SIGNED)
    code = code_on(ana.get("/apply/done/"))
    # As if the server had stopped after the case was kept and before the session was.
    session = ana.client.session
    session.clear()
    session.update(before)
    session.save()
    ana.post("/apply/declaration/", {**SIGNED, "signature": "Ana R. Ruiz"})
    assert ana.location == "/apply/done/"
    assert code_on(ana.get("/apply/done/")) == code
    assert Case.objects.count() == 1


def test_the_code_is_shown_until_it_is_taken_and_opens_the_case(ana: Visitor) -> None:
    case, code = ana.apply()
    assert case.reference in ana.text
    assert "Write this code down now" in ana.text
    assert code_on(ana.get("/apply/done/")) == code, "a page that did not load can be loaded again"
    before = ana.client.session.session_key
    ana.post("/apply/done/", {"then": "papers"})
    assert ana.location == "/case/papers/"
    assert ana.client.session.session_key != before
    assert code not in ana.get("/apply/done/")
    other = Visitor()
    other.come_back(code.lower().replace("-", " "))
    assert other.location == "/case/"
    assert case.reference in other.get("/case/")


def test_the_receipt_says_the_last_day_and_whether_it_may_be_sooner(ana: Visitor) -> None:
    ana.apply()
    assert "By December 24, 2026 at the latest." in ana.text
    assert "hardly any money, by December 1, 2026." in ana.text


def test_the_case_is_in_the_language_that_was_chosen_for_letters(ana: Visitor) -> None:
    case, _code = ana.apply(language={"language": "es"})
    assert case.language == "es"


def test_the_page_shows_the_language_of_letters_that_was_chosen_or_else_its_own(ana: Visitor) -> None:
    ana.fill_in(language={"language": "es"})
    assert re.search(r'value="es"[^>]* checked', ana.get("/apply/language/"))
    ana.fill_in(language={"language": "en"})
    ana.client.get("/language/es/")
    assert re.search(r'value="en"[^>]* checked', ana.get("/apply/language/"))


def test_what_is_sent_leaves_no_draft_and_no_answers_behind(ana: Visitor) -> None:
    ana.fill_in()
    ana.post("/save/")
    code = code_on(ana.get("/save/code/"))
    _case, same = ana.apply()
    assert same == code, "one code for what was saved and for the case"
    assert not Draft.objects.exists()
    assert "There are no answers yet" in ana.get("/screener/answers/") or ana.location == "/screener/people/"


def test_papers_are_asked_only_for_what_matters(ana: Visitor) -> None:
    ana.post("/screener/people/", {"name": "Ana", "action": "add"})
    assert "no papers are needed yet" in ana.get("/apply/papers/")
    ana.post("/screener/ask/p1/rent/", {"answer": "900", "per": "month"})
    ana.post("/screener/ask/p1/social_security/", {"answer": "0", "per": "month"})
    text = ana.get("/apply/papers/")
    assert "lease or mortgage statement" in text
    assert "award letter" not in text, "nothing is shown of what there is none of"
    ana.post("/apply/papers/")
    assert ana.location == "/apply/review/"


@pytest.mark.parametrize(
    "path", ["", "names/", "address/", "contact/", "language/", "helper/", "papers/", "review/", "declaration/"]
)
def test_every_page_speaks_spanish_too(ana: Visitor, path: str) -> None:
    ana.fill_in()
    ana.client.get("/language/es/")
    assert '<html lang="es"' in ana.get(f"/apply/{path}")
    assert ana.status == 200
    assert "Guardar y volver más tarde" in ana.text


def test_forms_are_refused_without_the_token_against_forgery() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/apply/names/", {"name-": "Ana"}).status_code == 403
    assert client.post("/code/", {"code": "x"}).status_code == 403
