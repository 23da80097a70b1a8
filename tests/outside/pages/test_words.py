"""What pages, the API and the command line say: to people who know nothing of rulebooks, and to programs."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pytest

from tests.outside.service import Service, run

#: Fields of the HTML standard, 4.10.18.7.1, that stand on one line (a whole address has several lines).
ONE_LINE = {
    "off",
    "on",
    "name",
    "given-name",
    "family-name",
    "username",
    "new-password",
    "current-password",
    "one-time-code",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level1",
    "address-level2",
    "postal-code",
    "country",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "tel",
    "tel-national",
    "email",
}


def rows(page: str) -> list[str]:
    """The names of what a search found, in its order."""
    found = page.partition('id="found"')[2].partition("<main")[0]
    return re.findall(r'<a class="govuk-link" href="(/rules/[^"?]+)"', found)


def asked(service: Service, method: str, path: str) -> tuple[int, str, str]:
    """The status of an answer, its kind and its text."""
    request = urllib.request.Request(service.address + path, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode()


#: Words by which a question would lean on another page: "this status" of which list, "there" where.
LEANING = re.compile(
    r"\b(which of these|one of these|in this list|this status|this school|there\?|"
    r"cuál de estas|una de estas|esta lista|este estatus|esta escuela|allí)",
    re.I,
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_stands_by_itself(demo: Service, language: str) -> None:
    visitor = demo.visitor()
    visitor.get(f"/language/{language}/")
    text = re.sub(r"<[^>]+>", " ", visitor.get("/rules/facts/"))
    assert len(re.findall(r"\?", text)) > 60
    questions = [" ".join(q.split()) for q in re.findall(r"[^.?!]*\?", text)]
    assert [q for q in questions if LEANING.search(q)] == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/v2/assessments", 404),
        ("POST", "/api/v1/cases/none/nothing", 404),
        ("GET", "/api/v1/assessments", 405),
        ("DELETE", "/api/v1/rulebooks", 405),
        ("PUT", "/api/v1/applications", 405),
    ],
)
def test_a_program_gets_what_is_wrong_as_json(demo: Service, method: str, path: str, status: int) -> None:
    got, kind, text = asked(demo, method, path)
    assert got == status
    assert kind.startswith("application/json")
    problem = json.loads(text)["problems"][0]
    assert problem["what"] and problem["remedy"]


def test_a_day_before_the_rulebook_is_told_in_one_sentence_over_the_api(demo: Service) -> None:
    given = {"on": "2024-09-30", "situation": {"people": [{"id": "ana"}]}}
    status, told = demo.api("POST", "/assessments", given)
    assert status == 422
    assert [p["what"] for p in told["problems"]] == [
        "Washington State covers days from 2024-10-01 on, and 2024-09-30 is before"
    ]
    assert told["problems"][0]["file"] == "on"


@pytest.mark.parametrize("command", [("assess", "washington", "-"), ("explain", "washington", "-")])
def test_a_day_before_the_rulebook_is_told_in_one_sentence_on_the_command_line(command: tuple[str, ...]) -> None:
    given = json.dumps({"on": "2020-02-03", "situation": {"people": [{"id": "ana"}]}})
    _status, _told, said = run(*command, given=given)
    assert "covers days from 2024-10-01 on" in said
    assert "date-gap" not in said
    assert "add the value in force" not in said


def test_a_run_for_a_day_before_the_rulebook_is_refused_in_the_readers_words(demo: Service) -> None:
    policymaker = demo.staff("policymaker")
    reform = "title: T\nfigures:\n  snap.shelter.cap:\n    2020-01-01: 900\n"
    day = {"on-month": "2", "on-day": "3", "on-year": "2020"}
    page = policymaker.send(
        "/policy/runs/upload/", {"text": reform, "name": "Early", "action": "run", "programme": "snap", **day}
    )
    assert policymaker.status == 400
    assert "cover days from October 1, 2024" in page


def test_a_search_finds_whole_words_first(demo: Service) -> None:
    visitor = demo.visitor()
    page = visitor.get("/rules/", q="rent")
    found = rows(page)
    assert found
    titles = re.findall(r'<a class="govuk-link" href="/rules/[^"?]+">([^<]+)', page.partition('id="found"')[2])
    assert [t for t in titles if "parent" in t and not re.search(r"\brent\b", t, re.I)] == []
    assert not [r for r in found if "parent" in r]
    assert "shelter" in " ".join(found[:5])


@pytest.mark.parametrize("words", ["food stamps", "Food  Stamps", "EBT"])
def test_a_search_knows_what_people_call_the_program(demo: Service, words: str) -> None:
    assert rows(demo.visitor().get("/rules/", q=words))[:1] == ["/rules/snap/"]


def test_a_search_knows_what_people_call_things_in_spanish(demo: Service) -> None:
    visitor = demo.visitor()
    visitor.get("/language/es/")
    assert "/rules/snap/" in rows(visitor.get("/rules/", q="estampillas"))[:1]
    assert rows(visitor.get("/rules/", q="guarderia"))


def test_a_part_of_a_citation_or_name_is_still_found(demo: Service) -> None:
    visitor = demo.visitor()
    assert rows(visitor.get("/rules/", q="273.9(d)"))
    assert "/rules/snap/net_income/" in rows(visitor.get("/rules/", q="net_inc"))


def test_what_a_browser_fills_in_is_in_the_html_standard_and_fits_a_line(demo: Service) -> None:
    visitor = demo.visitor()
    visitor.send("/screener/people/", {"name": "Ana", "action": "add"})
    found: dict[str, str] = {}
    pages = ["/screener/people/", "/apply/names/", "/apply/address/", "/apply/contact/", "/apply/language/"]
    for path in [*pages, "/apply/helper/", "/code/", "/staff/sign-in/", "/rules/"]:
        for tag in re.findall(r"<input[^>]*autocomplete=[^>]*>", visitor.get(path)):
            given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            found[f"{path} {given['name']}"] = given["autocomplete"]
    assert {where: token for where, token in found.items() if token not in ONE_LINE} == {}
    assert found["/apply/address/ street"] == "address-line1"


def test_the_first_page_says_what_it_is_how_long_it_takes_and_where_staff_sign_in(demo: Service) -> None:
    page = re.sub(r"\s+", " ", demo.visitor().get("/"))
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "SNAP" in main
    assert "food stamps" in main
    assert re.search(r"\d+ minutes", main)
    assert re.search(r"within 30 days.*within 7 days", main)
    assert '"/staff/sign-in/"' in main
