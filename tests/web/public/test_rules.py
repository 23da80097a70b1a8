"""The rules in force can be read by everyone: each has its page, and every link of a page leads somewhere."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from nextwave.rulebook.finding import find
from nextwave.web.public.law import SHARED, figure_page, law, rule_page
from nextwave.web.public.sources import shelf

INDEXES = [
    "/rules/",
    "/rules/figures/",
    "/rules/facts/",
    "/rules/sources/",
    *(f"/rules/{name}/" for name in ("snap", "fap", SHARED)),
]
RULES = [rule_page(name) for name in law().names()]
FIGURES = [figure_page(name) for name in law().book.figures]
SOURCES = [shelf().page(source) for source in law().book.sources]


class Links(HTMLParser):
    """Where a page leads to, what it shows, and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("href", "src", "srcset"):
            value = given.get(name) or ""
            if value.startswith(("/rules/", "#")):
                self.links.add(value)
        if given.get("id"):
            self.anchors.append(given["id"] or "")


def page(client: Client, path: str, language: str = "en") -> str:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200, path
    return unescape(answer.content.decode())


def read(text: str) -> Links:
    found = Links()
    found.feed(text)
    return found


@lru_cache(maxsize=1)
def anchors_of_facts() -> frozenset[str]:
    """Made by the page itself, once."""
    return frozenset(read(Client().get("/rules/facts/").content.decode()).anchors)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_answers_and_every_link_of_it_leads_somewhere(language: str) -> None:
    client = Client(headers={"accept-language": language})
    everything = {*INDEXES, *RULES, *FIGURES, *SOURCES}
    for path in sorted(everything):
        answer = client.get(path)
        assert answer.status_code == 200, path
        found = read(answer.content.decode())
        assert len(found.anchors) == len(set(found.anchors)), f"{path} has an anchor twice"
        for link in found.links:
            there = urlsplit(link)
            if not there.path:
                assert there.fragment in found.anchors, f"{path} leads to {link}"
            elif there.path == "/rules/facts/" and there.fragment:
                assert there.fragment in anchors_of_facts(), f"{path} leads to {link}"
            elif unquote(there.path) not in everything:
                assert there.path.endswith((".csv", ".svg")), f"{path} leads to {link}"
                assert client.get(link).status_code == 200, f"{path} leads to {link}"


def test_every_rule_is_listed_with_its_program_and_every_figure_with_the_figures() -> None:
    client = Client()
    listed = {link for path in INDEXES for link in read(page(client, path)).links}
    assert set(RULES) - listed == set()
    assert set(FIGURES) - listed == set()


def test_a_rule_shows_its_text_its_citation_and_where_it_stands() -> None:
    text = page(Client(), "/rules/snap/net_income/")
    file = (find("washington") / "snap" / "benefit.py").read_text()
    code = file[file.index("@rule", file.index("import")) :].split("\n\n\n")[0]
    assert "def net_income" in code
    assert code in text
    assert "7 CFR 273.10(e)(1)(ii)(A); WAC 388-450-0162(4)(b)" in text
    assert re.search(r"In the file snap/benefit\.py, lines \d+ to \d+\.", text)


def test_a_rule_links_what_it_reads_and_what_depends_on_it() -> None:
    links = read(page(Client(), "/rules/snap/gross_income_limit/")).links
    assert {
        "/rules/snap/is_barred_from_categorical_eligibility/",
        "/rules/snap/state_limit/",
        "/rules/figures/poverty_guideline/",
        "/rules/snap/gross_income_test/",
    } <= links
    assert "/rules/facts/#Person.disqualification" in read(page(Client(), "/rules/snap/counts_in_full/")).links


def test_a_rule_lists_the_cases_that_say_what_it_must_come_to_with_day_value_and_source() -> None:
    text = page(Client(), "/rules/fap/state_benefit/")
    assert "A citizen and a refugee: the state pays the difference" in text
    assert "November 1, 2026" in text
    assert "this rule comes to <strong>$256</strong>" in text
    assert "WAC 388-400-0050(4): for two 562, federal for one 306; 256" in text
    assert "5 cases say what this rule must come to." in text, "the two others say how many people count"


def test_cases_in_which_a_fact_it_reads_is_unusual_are_listed_too() -> None:
    text = page(Client(), "/rules/snap/counts_in_full/")
    assert re.search(r"In \d+ cases someone differs from most people in a fact that this rule reads\.", text)


def test_a_rule_without_cases_of_its_own_says_through_which_it_is_tested() -> None:
    text = page(Client(), "/rules/snap/gross_income_test/")
    assert "No case says what this rule alone must come to." in text
    assert "/rules/snap/eligible/" in read(text).links


def test_a_rule_that_holds_again_for_another_program_says_so() -> None:
    assert "This rule holds again for" in page(Client(), "/rules/fap/eligible/")
    assert "This rule holds again for" not in page(Client(), "/rules/fap/state_benefit/")


def test_the_start_says_whose_law_it_is_and_which_figures_are_not_confirmed_for_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from datetime import date

    from nextwave.web.public import law as there

    monkeypatch.setattr(there, "today", lambda: date(2026, 9, 30))
    text = page(Client(), "/rules/")
    assert "Washington State, United States" in text
    assert law().book.law_version in text
    assert "Share of the federal benefit level that the state pays" in text
    assert "Allowance with a phone only" not in text, "it is confirmed through this day"
    monkeypatch.setattr(there, "today", lambda: date(2026, 10, 1))
    assert "Allowance with a phone only" in page(Client(), "/rules/")


@pytest.mark.parametrize(
    ("question", "link"),
    [
        ("net income test", "/rules/snap/net_income_test/"),
        ("net_income_test", "/rules/snap/net_income_test/"),
        ("273.9(D)(6)", "/rules/snap/excess_shelter_deduction/"),
        ("  whole   month ", "/rules/snap/monthly_benefit/"),
        ("poverty guideline, 48", "/rules/figures/poverty_guideline/"),
    ],
)
def test_rules_and_figures_are_found_by_name_summary_and_citation(question: str, link: str) -> None:
    assert link in read(Client().get("/rules/", {"q": question}).content.decode()).links


def test_a_search_takes_words_of_the_language_of_the_page() -> None:
    answer = Client().get("/rules/", {"q": "guía federal"}, headers={"accept-language": "es"})
    assert "/rules/figures/poverty_guideline/" in read(answer.content.decode()).links


def test_a_search_that_finds_nothing_says_what_to_try_and_shows_what_was_typed_as_text() -> None:
    answer = Client().get("/rules/", {"q": "<script>nothing</script>"}).content.decode()
    assert "Try one word" in answer
    assert "<script>nothing" not in answer
    assert "&lt;script&gt;nothing&lt;/script&gt;" in answer


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/rules/snap/net_incom/", "/rules/snap/net_income/"),
        ("/rules/figures/snap.benefit.maximum_allotments/", "/rules/figures/snap.benefit.maximum_allotment/"),
        ("/rules/snapp/", "/rules/snap/"),
        ("/rules/shared/snap.net_income/", "/rules/snap/net_income/"),
    ],
)
def test_an_unknown_name_is_a_page_that_says_what_to_do(path: str, near: str) -> None:
    answer = Client().get(path)
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "There is nothing of this name" in text
    assert 'name="q"' in text
    assert near in read(text).links


@pytest.mark.parametrize(
    "path",
    [
        "/rules/figures/nothing/values.csv",
        "/rules/figures/nothing/chart-wide.svg",
        "/rules/figures/poverty_guideline/chart-huge.svg",
        "/rules/figures/snap.time_limit.waived_counties/chart-x.svg",
    ],
)
def test_a_file_that_there_is_not_is_not_found(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_a_page_of_the_law_is_whole_in_spanish() -> None:
    text = page(Client(), "/rules/snap/eligible/", "es")
    assert '<html lang="es"' in text
    assert "El grupo puede recibir Basic Food." in text
    assert "La regla tal como se ejecuta" in text
    assert "def eligible(unit: FoodUnit) -> bool:" in text, "the rule itself stays as it is"
    figure = page(Client(), "/rules/figures/snap.work.oldest/", "es")
    assert "Edad desde la cual ya no hay que inscribirse para trabajar" in figure
    assert "1 de octubre de 2024" in figure


def test_every_page_of_the_site_leads_to_the_rules() -> None:
    for path in ("/", "/screener/people/", "/rules/snap/", "/staff/sign-in/", "/no-such-page/"):
        assert f'href="{reverse("rules")}"' in Client().get(path).content.decode(), path


@pytest.mark.parametrize("path", [*INDEXES, *RULES[:1], *FIGURES[:1]])
def test_pages_of_the_law_are_read_only(path: str) -> None:
    assert Client().post(path).status_code == 405


def test_questions_are_asked_of_nobody_in_particular() -> None:
    english, spanish = (page(Client(), "/rules/facts/", language) for language in ("en", "es"))
    assert "{person}" not in english + spanish
    assert "When was the person born?" in english
    assert "¿Cuándo nació la persona?" in spanish
    assert "¿la persona" not in spanish
