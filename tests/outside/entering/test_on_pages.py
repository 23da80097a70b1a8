"""What people type on pages is read as they meant it, or they are told what to do; nothing is dropped in silence."""

from __future__ import annotations

import re
import threading

import pytest

from tests.outside.service import Service
from tests.outside.visitor import Visitor


def someone(demo: Service, *others: str) -> Visitor:
    """A visitor who has entered who lives in the home: p1, p2 and so on."""
    visitor = demo.visitor()
    for name in ("Ana", *others):
        visitor.send("/screener/people/", {"name": name, "action": "add"})
    return visitor


def jobs(visitor: Visitor) -> list[str]:
    """What the page of jobs says of each of them."""
    page = visitor.get("/screener/jobs/p1/")
    return re.findall(r'summary-list__value">\s*([^<]+?)\s*<', page)


def test_back_and_another_amount_is_the_same_job(demo: Service) -> None:
    visitor = someone(demo)
    page = visitor.form("/screener/jobs/p1/add/")
    visitor.post("/screener/jobs/p1/add/", {**page, "answer": "350", "per": "week", "action": "continue"})
    visitor.post("/screener/jobs/p1/add/", {**page, "answer": "380", "per": "week", "action": "continue"})
    assert jobs(visitor) == ["$380 a week"]


def test_the_same_form_twice_is_one_job_and_a_new_form_another(demo: Service) -> None:
    visitor = someone(demo)
    page = {**visitor.form("/screener/jobs/p1/add/"), "answer": "350", "per": "week", "action": "continue"}
    for _ in range(2):
        visitor.post("/screener/jobs/p1/add/", page)
    assert jobs(visitor) == ["$350 a week"]
    visitor.send("/screener/jobs/p1/add/", {"answer": "350", "per": "week", "action": "continue"})
    assert len(jobs(visitor)) == 2


def test_back_and_another_name_is_the_same_person(demo: Service) -> None:
    visitor = someone(demo)
    page = visitor.form("/screener/people/")
    visitor.post("/screener/people/", {**page, "name": "Bo", "action": "add"})
    visitor.post("/screener/people/", {**page, "name": "Bob", "action": "add"})
    assert re.findall(r"<strong>([^<]+)</strong>", visitor.get("/screener/people/")) == ["Ana", "Bob"]


def test_answers_that_are_sent_at_once_are_all_kept(demo: Service) -> None:
    fields = {"answer": "yes", "action": "continue"}
    for _ in range(4):
        visitor = someone(demo)
        paths = [f"/screener/ask/household/{fact}/" for fact in ("pays_heating_or_cooling", "pays_phone", "homeless")]
        barrier = threading.Barrier(len(paths))

        def send(path: str, visitor: Visitor = visitor, barrier: threading.Barrier = barrier) -> None:
            other = Visitor(demo.address)
            other.opener = visitor_like(visitor)
            token = other.form(path)
            barrier.wait()
            other.post(path, {**token, **fields})

        threads = [threading.Thread(target=send, args=(path,)) for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        page = visitor.get("/screener/answers/")
        assert page.count("summary-list__row") == len(paths), page


def visitor_like(visitor: Visitor) -> object:
    """The same cookies in another window."""
    other = Visitor(visitor.address)
    for cookie in visitor.cookies:
        other.cookies.set_cookie(cookie)
    return other.opener


def test_a_father_and_a_son_may_have_one_full_name(demo: Service) -> None:
    visitor = someone(demo, "Junior")
    visitor.send("/apply/names/", {"name-p1": "Juan Ruiz", "name-p2": "Juan Ruiz"})
    assert visitor.status == 302 and "/apply/address/" in visitor.location, visitor.text


@pytest.mark.parametrize("phone", ["\u202a360\u2011555\u20110100\u202c", "360\u00a0555\u20130100", "\u200e(360)\u2007555-0100\u200b"])  # fmt: skip
def test_a_telephone_number_is_taken_as_it_was_pasted(demo: Service, phone: str) -> None:
    visitor = someone(demo)
    visitor.send("/apply/contact/", {"way": "phone", "phone": phone, "message_safe": "yes"})
    assert visitor.status == 302, visitor.text


@pytest.mark.parametrize("code", ["985011234", "98501\u20111234", "98501 1234", "\u200b98501"])
def test_a_postcode_is_taken_as_it_was_pasted(demo: Service, code: str) -> None:
    visitor = someone(demo)
    address = {"fixed": "yes", "street": "12 Oak St", "city": "Olympia", "postcode": code, "letters_safe": "yes"}
    visitor.send("/apply/address/", address)
    assert visitor.status == 302, visitor.text
    assert visitor.form("/apply/address/")["postcode"][0] in ("98501-1234", "98501")


@pytest.mark.parametrize(
    "amount", ["\u200b350", "350\u2060", "$\u00a0350.00", "\uff13\uff15\uff10", "\u0663\u0665\u0660"]
)
def test_an_amount_is_taken_as_it_was_pasted(demo: Service, amount: str) -> None:
    visitor = someone(demo)
    visitor.send("/screener/jobs/p1/add/", {"answer": amount, "per": "week", "action": "continue"})
    assert visitor.status == 302, visitor.text
    assert jobs(visitor) == ["$350 a week"]


@pytest.mark.parametrize(
    "amount", ["350,25", "1.200", "35 0", "1.000,00", "3\u00b2", "1_000", "1e3", "-5", "50%", "\u20ac350"]
)
def test_an_amount_that_could_be_another_is_refused(demo: Service, amount: str) -> None:
    visitor = someone(demo)
    page = visitor.send("/screener/jobs/p1/add/", {"answer": amount, "per": "week", "action": "continue"})
    assert visitor.status == 400 and "Enter an amount" in page, page
    assert jobs(visitor) == []


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u2800 \u00ad", "\u202e"])
def test_a_name_in_which_nothing_can_be_seen_is_none(demo: Service, name: str) -> None:
    visitor = demo.visitor()
    page = visitor.send("/screener/people/", {"name": name, "action": "add"})
    assert visitor.status == 400 and "Enter a name" in page


def test_an_amount_beside_a_range_is_not_dropped(demo: Service) -> None:
    visitor = someone(demo)
    typed = {"answer": "350", "low": "700", "high": "950", "per": "week", "action": "continue"}
    page = visitor.send("/screener/jobs/p1/add/", typed)
    assert visitor.status == 400 and "an amount and a range" in page, page
    assert 'value="350"' in page and 'value="950"' in page
    assert jobs(visitor) == []


def test_where_there_are_six_jobs_it_says_what_to_do_with_the_rest(demo: Service) -> None:
    visitor = someone(demo)
    for amount in range(100, 106):
        visitor.send("/screener/jobs/p1/add/", {"answer": str(amount), "per": "week", "action": "continue"})
    assert len(jobs(visitor)) == 6
    page = visitor.send("/screener/jobs/p1/add/", {"answer": "10", "per": "week", "action": "continue"})
    assert "Up to 6 jobs" in page and "smallest" in page and "more or less than is possible" not in page, page
    assert len(jobs(visitor)) == 6


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (("2", "3", "86"), "four digits"),
        (("2", "3", "2030"), "four digits"),
        (("1_1", "3", "1986"), "month"),
        (("2", "30", "1986"), "day of the calendar"),
        (("Ju", "3", "1986"), "month"),
    ],
)
def test_a_date_that_is_none_says_why(demo: Service, day: tuple[str, str, str], said: str) -> None:
    visitor = someone(demo)
    fields = dict(zip(("answer-month", "answer-day", "answer-year"), day, strict=True))
    page = visitor.send("/screener/ask/p1/birth_date/", {**fields, "action": "continue"})
    message = re.search(r'govuk-error-message">(.*?)</p>', page, re.S)
    assert visitor.status == 400 and message and said in message[1], message and message[1]


@pytest.mark.parametrize("month", ["Feb", "february", "FEB.", "febrero", "2", "\u0662"])
def test_a_month_is_read_by_its_name_in_the_languages_of_the_pages(demo: Service, month: str) -> None:
    visitor = someone(demo)
    fields = {"answer-month": month, "answer-day": "3", "answer-year": "1986", "action": "continue"}
    visitor.send("/screener/ask/p1/birth_date/", fields)
    assert visitor.status == 302, visitor.text
    assert "February 3, 1986" in visitor.get("/screener/answers/")


def test_messages_are_in_the_reader_s_language(demo: Service) -> None:
    visitor = someone(demo)
    visitor.get("/language/es/?next=/")
    fields = {"answer-month": "2", "answer-day": "3", "answer-year": "86", "action": "continue"}
    assert "cuatro cifras" in visitor.send("/screener/ask/p1/birth_date/", fields)
    typed = {"answer": "350", "low": "700", "high": "950", "per": "week", "action": "continue"}
    assert "una cantidad y un margen" in visitor.send("/screener/jobs/p1/add/", typed)
