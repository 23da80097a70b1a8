"""What an application tells by being filed: the day, the county, and what the seven-day service hangs on."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from tests.outside.households import ON, filed, settled, statements
from tests.outside.service import Service
from tests.outside.visitor import Visitor


def applied(demo: Service, zip_code: str, county: str = "", answers: dict[str, Any] | None = None) -> Visitor:
    """Someone who has come to the end of an application on the web, with just a name and an address."""
    visitor = demo.visitor()
    visitor.send("/apply/names/", {"name-": "Ana Alvarez"})
    street = {"fixed": "yes", "street": "1 Main St", "city": "Yakima", "postcode": zip_code, "letters_safe": "yes"}
    visitor.send("/apply/address/", street)
    if county:
        visitor.follow()
        visitor.send("/apply/place/", {"answer": county})
    visitor.send("/apply/declaration/", {"declared": "yes", "signature": "Ana Alvarez"})
    assert "/apply/done/" in visitor.location, visitor.text[:3000]
    return visitor


def reference_of(visitor: Visitor) -> str:
    visitor.get("/apply/done/")
    return re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", re.sub("<[^>]+>", " ", visitor.text))[0]


def case_of(demo: Service, reference: str) -> dict[str, Any]:
    status, found = demo.api("GET", f"/cases/{reference}?reason=application", token=demo.printed["token"])
    assert status == 200, found
    return dict(found)


def test_an_application_on_the_web_states_the_day_on_which_it_was_filed(demo: Service) -> None:
    case = case_of(demo, reference_of(applied(demo, "98902")))
    assert case["situation"]["household"].get("applied_on") == case["filed_on"]


def test_an_application_over_the_api_states_its_day_and_the_first_month_is_in_thirtieths(demo: Service) -> None:
    situation = settled(demo, [{"id": "p1", "birth_date": "1986-02-03"}], {})
    facts = [s for s in statements(situation) if s["fact"] != "applied_on"]
    case = case_of(demo, filed(demo, {"p1": "Bo"}, facts, "thirtieths")["reference"])
    assert case["situation"]["household"].get("applied_on") == ON
    reasons = case["assessment"]["result"]["programmes"]["snap"]["results"][0]["reasons"]
    first = [r["value"] for r in reasons if r["rule"] == "snap.first_month_benefit"]
    assert first == ["71.00"]


def test_an_application_on_paper_states_the_day_on_which_it_came_in(demo: Service) -> None:
    worker = demo.staff("worker")
    came = date.fromisoformat(ON) - timedelta(days=3)
    fields = {
        "channel": "paper",
        "filed-month": str(came.month),
        "filed-day": str(came.day),
        "filed-year": str(came.year),
        "people": "Cy Chen",
        "fixed": "yes",
        "street": "1 Main St",
        "city": "Yakima",
        "postcode": "98902",
        "letters_safe": "yes",
        "way": "letter",
        "language": "en",
        "helped": "no",
        "signed_by": "Cy Chen",
    }
    worker.send("/intake/", fields)
    assert worker.location, worker.text[:2000]
    reference = worker.location.strip("/").split("/")[1]
    household = case_of(demo, reference)["situation"]["household"]
    assert household.get("applied_on") == came.isoformat()
    assert household.get("county") == "yakima"
    # A code that lies in several is asked about before anything is filed.
    worker.send("/intake/", {**fields, "people": "Di Diaz", "postcode": "98901"})
    assert worker.status == 400
    assert "ZIP code lies in more than one" in worker.text


def test_the_county_follows_from_a_zip_code_that_lies_in_one(demo: Service) -> None:
    case = case_of(demo, reference_of(applied(demo, "98101")))
    assert case["situation"]["household"].get("county") == "king"
    assert case["area"] == "king"


def test_the_county_is_asked_where_a_zip_code_lies_in_several(demo: Service) -> None:
    visitor = demo.visitor()
    visitor.send("/apply/names/", {"name-": "Ana Alvarez"})
    street = {"fixed": "yes", "street": "1 Main St", "city": "Yakima", "postcode": "98901-1234", "letters_safe": "yes"}
    visitor.send("/apply/address/", street)
    page = visitor.follow()
    assert "Which county do you live in?" in page
    assert re.findall(r'value="(\w+)"', page.partition("<fieldset")[2])[:2] == ["kittitas", "yakima"]
    case = case_of(demo, reference_of(applied(demo, "98901", "yakima")))
    assert case["area"] == "yakima"


def test_the_county_is_asked_where_there_is_no_zip_code(demo: Service) -> None:
    visitor = demo.visitor()
    visitor.send("/apply/names/", {"name-": "Ana Alvarez"})
    visitor.send("/apply/address/", {"fixed": "no", "place": "", "letters_safe": "yes"})
    page = visitor.follow()
    assert "Which county do you live in?" in page
    assert "Wahkiakum" in page


def test_what_settles_the_seven_day_service_is_asked_first_and_settles_it(demo: Service) -> None:
    visitor = demo.visitor()
    visitor.send("/screener/people/", {"name": "Ana", "action": "add"})
    visitor.send("/apply/names/", {"name-p1": "Ana Alvarez"})
    street = {"fixed": "yes", "street": "1 Main St", "city": "Yakima", "postcode": "98902", "letters_safe": "yes"}
    visitor.send("/apply/address/", street)
    page = visitor.follow()
    visitor.send("/apply/fast/", {"action": "answer"})
    asked = []
    for _ in range(12):
        path = last_of(visitor)
        if not path.startswith("/screener/"):
            break
        asked.append(path)
        empty = (
            {"kinds": "none"}
            if "/income/" in path
            else {"answer": "no" if "/jobs/" in path else "citizen" if "status" in path else "0"}
        )
        visitor.send(path, empty)
    assert asked[:1] == ["/screener/ask/p1/savings/"]
    assert len(asked) <= 5
    assert "7 days" in page.partition("<main")[2]
    visitor.send("/apply/declaration/", {"declared": "yes", "signature": "Ana Alvarez"})
    assert case_of(demo, reference_of(visitor))["expedited"] == "yes"


def last_of(visitor: Visitor) -> str:
    """Follows where the last answers lead, and gives the last address."""
    path = ""
    while visitor.location:
        path = visitor.location.removeprefix(visitor.address)
        visitor.get(path)
    return path


def test_a_case_names_the_fact_that_settles_the_seven_day_service(demo: Service) -> None:
    reference = reference_of(applied(demo, "98902"))
    worker = demo.staff("worker")
    worker.send(f"/cases/{reference}/open/", {"reason": "application"})
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", worker.get(f"/cases/{reference}/").partition("<main")[2]))
    assert re.search(r"short time limit holds.{0,80}How much cash and money in the bank", page)


def test_papers_are_due_before_the_seven_day_limit(demo: Service) -> None:
    situation = settled(demo, [{"id": "p1", "birth_date": "1986-02-03"}], {})
    made = filed(demo, {"p1": "Eve Ek"}, statements(situation), "papers")
    worker = demo.staff("worker")
    worker.send(f"/cases/{made['reference']}/open/", {"reason": "application"})
    worker.send(f"/cases/{made['reference']}/evidence/ask/", {"wanted": "p1.birth_date"})
    case = case_of(demo, made["reference"])
    assert case["asked_for"]
    assert [one["due_on"] for one in case["asked_for"] if one["due_on"] > case["due_on"]] == []
    assert case["expedited"] == "yes"


def test_a_new_address_of_a_case_states_its_county(demo: Service) -> None:
    visitor = applied(demo, "98902")
    reference = reference_of(visitor)
    assert case_of(demo, reference)["situation"]["household"].get("county") == "yakima"
    moved = {"fixed": "yes", "street": "2 Pine St", "city": "Seattle", "postcode": "98101", "letters_safe": "yes"}
    visitor.send("/case/contact/address/", moved)
    assert visitor.status == 302, visitor.text[:3000]
    assert case_of(demo, reference)["situation"]["household"].get("county") == "king"
    visitor.send("/case/contact/address/", {**moved, "street": "3 Pine St"})
    assert case_of(demo, reference)["situation"]["household"].get("county") == "king"
