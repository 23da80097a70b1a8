"""Every seat with other rulebooks: a town's permit to trade on the street, with a fee in euros and no home in it; and
England's benefits, with amounts by month, week and year, what is owed and what is given in kind. Both are served
where there is no Washington."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator

import pytest

from tests.outside.alone import without_washington
from tests.outside.applicants import file, opened
from tests.outside.service import Service, demonstration, run
from tests.outside.visitor import Visitor

SITUATION = {
    "people": [{"id": "p1", "birth_date": "1990-06-05"}],
    "household": {"days": 3, "insured_for": "2000000", "sells_food": False},
}
#: What nobody outside of one jurisdiction may read.
FOREIGN = re.compile(r"food (help|stamps)|Basic Food|Washington|SNAP|\bWAC\b|\d CFR|ZIP|county|\$", re.I)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return without_washington(tmp_path_factory.mktemp("alone"))


@pytest.fixture(scope="module")
def town(alone: dict[str, str]) -> Iterator[Service]:
    with demonstration(3, "2026-11-24", NEXTWAVE_RULEBOOK="riverside", **alone) as made:
        yield made


@pytest.mark.skipif("NEXTWAVE_COMMAND" in os.environ, reason="another installation is taken as it is")
def test_where_they_are_served_there_is_no_washington(town: Service, england: Service) -> None:
    for service in (town, england):
        status, _, said = run("check", "washington", environment=service.environment)
        assert status == 2
        assert "there is no rulebook washington" in said
        assert "England" in run("check", "england", environment=service.environment)[1]


def said(visitor: Visitor) -> str:
    """What stands on a page that came, in its own words: without addresses and scripts."""
    assert visitor.status == 200, (visitor.status, visitor.text[:2000])
    text = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]+>", " ", visitor.text, flags=re.S)
    text = " ".join(text.split())
    found = FOREIGN.search(text)
    assert found is None, text[max(0, found.start() - 100) :][:250]
    return text


ANSWERS = {
    "birth_date": {"answer-day": "5", "answer-month": "6", "answer-year": "1990"},
    "days": {"answer": "3"},
    "insured_for": {"answer": "2000000"},
    "sells_food": {"answer": "no"},
}


@pytest.fixture(scope="module")
def ana(town: Service) -> Visitor:
    """Someone who answered every question."""
    visitor = town.visitor()
    visitor.send("/screener/people/", {"name": "Ana Byrne", "action": "add"})
    visitor.get("/screener/next/")
    for _ in range(8):
        page = visitor.location
        if "/result/" in page:
            break
        visitor.get(page)
        said(visitor)
        visitor.send(page, ANSWERS[page.rstrip("/").rpartition("/")[2]])
        visitor.get(visitor.location)
    return visitor


def test_the_screener_asks_what_matters_and_says_what_the_permit_costs(ana: Visitor) -> None:
    ana.get("/screener/result/")
    text = said(ana)
    assert "you can have a permit to trade on the street" in text
    assert "€145.50 once" in text
    assert "Trade between 7 in the morning and 9 in the evening only" in text


@pytest.mark.parametrize("page", ["/", "/screener/answers/", "/rules/", "/statistics/", "/apply/", "/staff/sign-in/"])
def test_pages_speak_of_nothing_else(ana: Visitor, page: str) -> None:
    ana.get(page)
    said(ana)


def test_every_rule_and_figure_has_its_page(town: Service) -> None:
    visitor = town.visitor()
    visitor.get("/rules/")
    pages = set(re.findall(r'href="(/rules/[^"?#]+)"', visitor.text))
    assert len(pages) >= 3
    for page in sorted(pages):
        visitor.get(page)
        said(visitor)
    visitor.get("/rules/", q="licence")
    assert "permit" in said(visitor)


def test_the_api_answers_by_kind(town: Service) -> None:
    status, answer = town.api("POST", "/assessments", {"on": "2026-11-01", "situation": SITUATION})
    assert status == 200
    found = answer["programmes"]["stall"]
    assert (found["kind"], found["results"][0]["amount"]) == (
        "permit",
        {"low": "145.50", "high": "145.50", "per": "once"},
    )


@pytest.fixture(scope="module")
def filed(town: Service, ana: Visitor) -> tuple[str, str]:
    """Her application: its reference and her code."""
    for page, fields in (
        ("/apply/names/", {}),
        ("/apply/address/", {"fixed": "yes", "street": "1 Quay", "city": "Riverside", "letters_safe": "yes"}),
        ("/apply/contact/", {"ways": "letter"}),
        ("/apply/language/", {}),
        ("/apply/helper/", {"helper": "no"}),
    ):
        ana.get(page)
        said(ana)
        ana.send(page, fields)
    ana.get("/apply/papers/")
    said(ana)
    ana.get("/apply/review/")
    assert "Days a week 3 Change" in said(ana)
    ana.get("/apply/declaration/")
    said(ana)
    reference, code = file(ana)
    assert reference and code, ana.text[:3000]
    return reference, code


def test_a_permit_is_decided_its_notice_says_the_fee_and_the_case_leaves_the_queue(
    town: Service, ana: Visitor, filed: tuple[str, str]
) -> None:
    reference, _ = filed
    worker = opened(town, reference)
    worker.get("/cases/")
    said(worker)
    worker.get(f"/cases/{reference}/")
    assert "Permitted; fee: €145.50 once" in said(worker)
    page = f"/cases/{reference}/decide/stall/0/"
    worker.get(page)
    said(worker)
    worker.send(page, {"how": "assessed", "action": "propose", "despite": "Talked on the phone."})
    worker.follow()
    said(worker)
    proposal = re.search(r"/proposals/(\d+)/", worker.text)
    assert proposal, worker.text[:3000]
    issue = f"/cases/{reference}/proposals/{proposal[1]}/issue/"
    worker.get(issue)
    said(worker)
    assert "Call the market office: 01 555 0100." in said(worker)
    worker.send(issue, {})
    worker.follow()
    assert "you have a permit to trade on the street. It costs €145.50." in said(worker)
    ana.get("/case/")
    assert "you have a permit to trade on the street" in said(ana)
    ana.get("/case/notices/")
    said(ana)
    status, case = town.api("GET", f"/cases/{reference}?reason=application", token=town.printed["token"])
    assert (status, case["status"]) == (200, "decided")


@pytest.fixture(scope="module")
def england(alone: dict[str, str]) -> Iterator[Service]:
    with demonstration(2, "2026-11-24", NEXTWAVE_RULEBOOK="england", **alone) as made:
        yield made


NOBODY = {"answer": "none"}
NOTHING = {"answer": "0", "per": "month"}
#: What a parent answers who takes home £900 a month and pays £600 of rent; to all else no, nobody or nothing.
PARENTS = {
    "p1/birth_date": {"answer-day": "5", "answer-month": "6", "answer-year": "1990"},
    "p2/birth_date": {"answer-day": "1", "answer-month": "5", "answer-year": "2014"},
    "p2/responsible": {"answer": "p1"},
    "p1/lives_in_great_britain": {"answer": "yes"},
    "p1/accepts_commitment": {"answer": "yes"},
    "p1/earnings": {"answer": "900", "per": "month"},
    "p1/adjusted_net_income": {"answer": "61,000", "per": "year"},
    "p1/rent": {"answer": "600", "per": "month"},
    "p2/in_state_school": {"answer": "yes"},
    "household/landlord": {"answer": "social"},
}
MONEY = re.compile(r"earnings|pension|benefits$|allowance|income|savings|childcare|injury|bedrooms|non_dependants")


@pytest.fixture(scope="module")
def parent(england: Service) -> Visitor:
    """Someone who answered every question."""
    visitor = england.visitor()
    for name in ("Ana Lee", "Kim Lee"):
        visitor.send("/screener/people/", {"name": name, "action": "add"})
    visitor.get("/screener/next/")
    for _ in range(45):
        page = visitor.location
        if "/result/" in page:
            break
        visitor.get(page)
        said(visitor)
        asked = "/".join(page.strip("/").split("/")[-2:])
        visitor.send(page, PARENTS.get(asked) or (NOTHING if MONEY.search(asked) else {"answer": "no"}))
        assert visitor.status == 302, (page, visitor.text[:3000])
        visitor.get(visitor.location)
    return visitor


def test_a_family_in_england_is_told_of_everything_that_concerns_it(parent: Visitor) -> None:
    parent.get("/screener/result/")
    text = said(parent)
    # 424.90 + 351.88 + 600 less 55 percent of (900 - 427).
    assert "By these rules you can get £1,116.63 a month." in text
    assert "By these rules you can get £27.05 a week." in text
    # 27.05 for 53 weeks: 1,433; of it five percent.
    assert "£71 a year" in text
    assert "By these rules you can get free school meals." in text
    assert "Free school meals Kim Lee" in text


@pytest.mark.parametrize("page", ["/", "/rules/", "/rules/uc/", "/statistics/", "/apply/", "/staff/sign-in/"])
def test_in_england_pages_are_written_as_people_there_write(parent: Visitor, page: str) -> None:
    parent.get(page)
    text = said(parent)
    assert re.search(r"\bprograms?\b", text, re.I) is None
    assert "not confirmed for today" not in text


@pytest.fixture(scope="module")
def claimed(parent: Visitor) -> str:
    """Her claim: its reference."""
    for page, fields in (
        ("/apply/names/", {}),
        ("/apply/address/", {"fixed": "yes", "street": "1 Mill Lane", "city": "Reading", "postcode": "RG1 1AA", "letters_safe": "yes"}),
        ("/apply/contact/", {"way": "letter"}),
        ("/apply/language/", {}),
        ("/apply/helper/", {"helped": "no"}),
    ):  # fmt: skip
        parent.get(page)
        said(parent)
        parent.send(page, fields)
        assert parent.status == 302, (page, re.findall("govuk-error-message.*?</p>", parent.text, re.S), fields)
    for page in ("/apply/papers/", "/apply/review/", "/apply/declaration/"):
        parent.get(page)
        said(parent)
    reference, code = file(parent)
    assert reference and code, parent.text[:3000]
    return reference


@pytest.mark.parametrize(
    ("programme", "notice"),
    [
        ("uc", "you get Universal Credit, £1,116.63 a month"),
        ("child_benefit", "you get Child Benefit, £27.05 a week"),
        ("child_benefit_charge", "you must pay £71 a year (High Income Child Benefit Charge). It holds until"),
        ("school_meals", "you get free school meals"),
    ],
)
def test_each_is_decided_and_told_by_its_kind(
    england: Service, parent: Visitor, claimed: str, programme: str, notice: str
) -> None:
    worker = opened(england, claimed)
    page = f"/cases/{claimed}/decide/{programme}/0/"
    worker.get(page)
    said(worker)
    worker.send(page, {"how": "assessed", "action": "propose", "despite": "Talked on the phone."})
    worker.follow()
    proposal = re.search(r"/proposals/(\d+)/", worker.text)
    assert proposal, worker.text[:3000]
    issue = f"/cases/{claimed}/proposals/{proposal[1]}/issue/"
    worker.get(issue)
    assert "Call the benefits office: 020 7946 0100." in said(worker)
    worker.send(issue, {})
    text = worker.follow()
    assert "mandatory reconsideration" in text
    parent.get("/case/")
    assert notice in said(parent)


#: A page of each seat that signs in.
SEATS = {
    "worker": ("/staff/", "/cases/", "/intake/", "/staff/own/"),
    "supervisor": ("/cases/", "/policy/board/"),
    "policymaker": ("/policy/runs/", "/policy/runs/new/", "/policy/runs/upload/", "/policy/board/"),
    "auditor": ("/staff/access-log/", "/policy/board/", "/policy/runs/"),
    "administrator": ("/staff/accounts/", "/staff/accounts/history/", "/staff/accounts/add/"),
}
#: A figure of each rulebook's law, changed.
REFORMS = {
    "riverside": "title: More\nfigures:\n  stall.fee_a_day: {2026-12-01: 60}\n",
    "england": "title: More\nfigures:\n  child_benefit.eldest: {2026-11-02: 30}\n",
}


#: Whom a rulebook's pages speak of.
INVENTED = {"riverside": "businesses", "england": "households"}


@pytest.mark.parametrize("name", REFORMS)
def test_every_seat_has_its_pages_and_a_reform_is_worked_out(name: str, request: pytest.FixtureRequest) -> None:
    service = request.getfixturevalue("town" if name == "riverside" else "england")
    for role, pages in SEATS.items():
        staff = service.staff(role)
        for page in pages:
            staff.get(page)
            said(staff)
    maker = service.staff("policymaker")
    maker.send("/policy/runs/upload/", {"text": REFORMS[name], "name": "More"})
    assert maker.status == 302, maker.text[:2000]
    for _ in range(600):
        if "totals.csv" in maker.get("/policy/runs/1/") or "Failed" in maker.text:
            break
        time.sleep(0.2)
    assert f"These {INVENTED[name]} are invented" in said(maker)
    maker.get("/policy/runs/1/totals.csv")
    assert maker.status == 200
