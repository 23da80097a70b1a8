"""Only what can be is offered and asked, and the three-month limit is said where it bites."""

from __future__ import annotations

import re

from tests.outside.households import filed, issued, settled, statements
from tests.outside.service import Service
from tests.outside.visitor import Visitor

#: Eight and three years old.
OLDER, YOUNGER = ("2018", "3", "1"), ("2023", "5", "1")


def family(demo: Service) -> Visitor:
    visitor = demo.visitor()
    for name in ("Ana", "Max", "Zoe"):
        visitor.send("/screener/people/", {"name": name, "action": "add"})
    for of, (year, month, day) in (("p1", ("1986", "2", "3")), ("p2", OLDER), ("p3", YOUNGER)):
        answer = {"answer-year": year, "answer-month": month, "answer-day": day}
        visitor.send(f"/screener/ask/{of}/birth_date/", answer)
    return visitor


def offered(page: str) -> list[str]:
    return [v for v in re.findall(r'name="answer"[^>]*value="([^"]*)"', page) if v]


def test_only_who_can_be_a_parent_is_offered_as_one(demo: Service) -> None:
    visitor = family(demo)
    assert offered(visitor.get("/screener/ask/p2/parents/")) == ["p1", "nobody"]
    assert offered(visitor.get("/screener/ask/p3/parents/")) == ["p1", "nobody"]


def test_nobody_is_asked_for_a_husband_whom_nobody_here_can_be_until_an_answer_changes(demo: Service) -> None:
    visitor = family(demo)
    visitor.get("/screener/next/")
    assert visitor.location.endswith("/screener/ask/p2/parents/")
    grown = {"answer-year": "1960", "answer-month": "2", "answer-day": "3"}
    visitor.send("/screener/ask/p2/birth_date/", grown)
    asked = set()
    for _ in range(6):
        visitor.get("/screener/next/")
        asked.add(visitor.location.partition("/screener/")[2])
        visitor.send(visitor.location, {"answer": "nobody"})
    assert "ask/p1/spouse/" in asked


def test_a_child_is_not_asked_about_breaking_work_rules(demo: Service) -> None:
    visitor = family(demo)
    assert "work_rules" not in offered(visitor.get("/screener/ask/p2/disqualification/"))
    assert "work_rules" in offered(visitor.get("/screener/ask/p1/disqualification/"))


def test_a_small_child_is_not_asked_about_fleeing_from_justice(demo: Service) -> None:
    visitor = family(demo)
    page = visitor.get("/screener/ask/p3/disqualification/")
    assert "fleeing" not in page.partition("<main")[2]
    assert "no_number" in offered(page)
    assert "fleeing" in visitor.get("/screener/ask/p1/disqualification/").partition("<main")[2]


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]))


def test_the_three_month_limit_is_said_on_the_case_the_notice_and_to_the_resident(demo: Service) -> None:
    situation = settled(demo, [{"id": "p1", "birth_date": "1986-02-03"}], {})
    made = filed(demo, {"p1": "Ina Limit"}, statements(situation), "limit")
    reference, token = made["reference"], demo.printed["token"]
    worker = demo.staff("worker")
    worker.send(f"/cases/{reference}/open/", {"reason": "application"})
    assert "only three months in three years" in plain(worker.get(f"/cases/{reference}/"))

    def act(path: str, given: dict[str, object], key: str) -> dict[str, object]:
        status, told = demo.api("POST", f"/cases/{reference}/{path}", given, token, **{"Idempotency-Key": key})
        assert status == 201, told
        return dict(told)

    act("interview", {"text": "By phone."}, "limit-interview")
    number = act("proposals", {"programme": "snap", "people": ["p1"]}, "limit-propose")["proposal"]["number"]  # type: ignore[index]
    issued(demo, reference, number)
    resident = demo.visitor()
    resident.send("/code/", {"code": made["code"]})
    notice = re.findall(r'href="(/case/notices/\d+/)"', resident.get("/case/notices/"))[0]
    assert "only three months in three years" in plain(resident.get(notice))


def test_who_is_excused_is_not_told_of_the_limit(demo: Service) -> None:
    situation = settled(demo, [{"id": "p1", "birth_date": "1950-02-03"}], {})
    made = filed(demo, {"p1": "Jo Older"}, statements(situation), "older")
    worker = demo.staff("worker")
    worker.send(f"/cases/{made['reference']}/open/", {"reason": "application"})
    assert "only three months" not in plain(worker.get(f"/cases/{made['reference']}/"))


def test_the_result_of_the_screener_says_the_limit(demo: Service) -> None:
    visitor = demo.visitor()
    visitor.send("/screener/people/", {"name": "Kim", "action": "add"})
    visitor.get("/screener/next/")
    for _ in range(60):
        path = visitor.location.removeprefix(visitor.address)
        if not path or path == "/screener/result/":
            break
        page = visitor.get(path)
        if path == "/screener/next/":
            continue
        values = offered(page)
        answer: dict[str, str] = {"answer": "0", "per": "month"}
        if "answer-month" in page:
            answer = {"answer-year": "1986", "answer-month": "2", "answer-day": "3"}
        elif "/income/" in path:
            answer = {"kinds": "none"}
        elif "/jobs/" in path:
            answer = {"answer": "no"}
        elif values:
            wanted = ("no", "citizen", "part_of_home", "king", "nobody")
            answer = {"answer": next((v for v in wanted if v in values), values[0])}
        visitor.send(path, answer)
        assert visitor.status < 400, (path, visitor.text[:2000])
    text = plain(visitor.get("/screener/result/"))
    assert "$306" in text
    assert "only three months in three years" in text


def test_answers_that_cannot_be_so_name_what_they_break_and_nothing_else(demo: Service) -> None:
    visitor = family(demo)
    page = visitor.send("/screener/ask/p2/parents/", {"answer": "p3"})
    assert visitor.status == 400
    assert "A parent is born before their child." in page
    assert "married" not in page.partition("error-summary")[2].partition("</div>")[0]
    assert "broken no rule" not in page
