"""The law that the rules are written from is shown paragraph by paragraph, and citations lead to it."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from nextwave.rulebook.provisions.source import STATUSES, counted
from nextwave.web.public.law import law
from nextwave.web.public.sources import linked, named, shelf, status_means, status_said
from tests.web.elsewhere import pages_of


def page(path: str, language: str = "en") -> str:
    answer = Client(headers={"accept-language": language}).get(path)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode())


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", text).split())


def test_the_start_page_of_the_rules_counts_the_paragraphs() -> None:
    counts = counted(law().book.sources)
    text = words(page("/rules/"))
    assert f"{sum(counts.values())} paragraphs of {len(law().book.sources)} sources:" in text
    assert f"Encoded {counts['encoded']}" in text
    assert f"Not modeled {counts['not modelled']}" in text


def test_the_same_law_read_anew_has_its_sources_too(tmp_path: Path, settings: LazySettings, db: None) -> None:
    """Between two looks another law was read, whose sources nobody looked at."""
    page("/rules/snap/")
    with pages_of(tmp_path, settings):
        page("/rules/figures/grant.light/values.csv")
    assert "7 CFR 273.5" in page("/rules/snap/")


def test_a_programme_shows_its_sources_with_their_counts() -> None:
    text = words(page("/rules/snap/"))
    students = next(s for s in law().book.sources if s.citation == "7 CFR 273.5")
    counts = counted([students])
    assert f"7 CFR 273.5 Students Encoded {counts['encoded']}, Judged by an office 2" in text
    assert "WAC 388-400-0050" not in words(page("/rules/snap/").partition('id="law"')[2])


def test_every_row_is_shown_with_its_status_in_every_language() -> None:
    for name, source in shelf().sources.items():
        for language in ("en", "es"):
            text = page(reverse("rule-source", args=[name]), language)
            anchors = re.findall(r'<li id="([^"]+)"', text)
            assert len(anchors) == len(set(anchors)) == len(source.provisions), name
    text = page("/rules/sources/7-cfr-273-5/", "es")
    assert "Lo juzga una oficina" in text
    assert "Lo que se dice de los párrafos está escrito en inglés." in text
    assert '<span class="nw-law__line" lang="en">' in text
    assert "April 29, 2026" in page("/rules/sources/7-cfr-273-5/")


def test_every_status_has_its_words() -> None:
    assert len({status_said(s) for s in STATUSES}) == len({status_means(s) for s in STATUSES}) == len(STATUSES)


def test_the_citation_of_a_rule_leads_to_the_rows_of_its_paragraphs_and_they_lead_back() -> None:
    text = page("/rules/snap/works_beside_studies/")
    assert '<a class="govuk-link" href="/rules/sources/7-cfr-273-5/#p-b-5">7 CFR 273.5(b)(5)</a>' in text
    there = page("/rules/sources/7-cfr-273-5/")
    row = there.partition('id="p-b-5"')[2].partition("</li>\n  <li id=")[0]
    assert 'href="/rules/snap/works_beside_studies/"' in row
    assert 'href="/rules/figures/snap.students.weekly_hours/"' in row


def test_a_row_that_says_the_same_leads_to_the_other() -> None:
    text = page("/rules/sources/7-usc-2015/")
    row = text.partition('id="p-e-4"')[2].partition("</li>")[0]
    assert "Encoded" in row
    assert 'href="/rules/sources/7-cfr-273-5/#p-b-5"' in row


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("7 CFR 273.9(c)(16)", "/rules/sources/7-cfr-273-9/#p-c-16"),
        ("WAC 388-482-0005", "/rules/sources/wac-388-482-0005/#p-whole"),
        ("Another Act 2001, section 3", ""),
        ("(a remark)", ""),
    ],
)
def test_a_citation_leads_to_the_nearest_row(text: str, address: str) -> None:
    assert linked(text) == [(text, address)]


def test_names_in_a_row_lead_to_facts_rules_and_figures_and_everything_else_is_text() -> None:
    shown = named("By `in_college`, `net_income`, `shelter.cap` and `work_rules_as_head` <b>", "snap")
    for address in ("/rules/facts/#Person.in_college", "/rules/snap/net_income/", "/rules/figures/snap.shelter.cap/"):
        assert f'href="{address}"' in shown
    assert '<code translate="no">work_rules_as_head</code>' in shown
    assert "&lt;b&gt;" in shown


def test_a_source_that_there_is_not_offers_near_ones() -> None:
    answer = Client().get("/rules/sources/7-cfr-273-55/")
    assert answer.status_code == 404
    assert "/rules/sources/7-cfr-273-5/" in answer.content.decode()


def test_every_paragraph_is_in_the_file() -> None:
    answer = Client().get("/rules/sources/sources.csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == sum(len(s.provisions) for s in law().book.sources)
    one = next(r for r in rows if r["source"] == "7 CFR 273.9" and r["paragraph"] == "(c)(16)")
    assert (one["programme"], one["status"], one["read"]) == ("snap", "not modelled", "in part")
