"""A figure's page, chart and CSV say what the rulebook's file says."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from django.utils import translation

from nextwave.rulebook.finding import find
from nextwave.web.public.law import figure_page, law
from nextwave.web.public.values import FURTHER, periods, written

FIGURES = list(law().book.figures.values())


def stated(name: str) -> dict[str, Any]:
    """A figure as its file has it, every number still a text: read apart from the rulebook's own reader."""
    figure = law().book.figures[name]
    found: dict[str, Any] = {}
    for file in dict.fromkeys(
        place.file for place in (figure.left_open and figure.left_open.place, figure.place) if place
    ):
        read = yaml.load((find("washington") / file).read_text(), Loader=yaml.BaseLoader)
        for part in figure.path.split("."):
            read = read[part]
        found |= read
    return found


def lines(name: str) -> list[dict[str, str]]:
    answer = Client().get(reverse("rule-figure-csv", args=[name]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def value_in(said: Any) -> tuple[Any, str | None]:
    return (said["value"], said.get("reference")) if isinstance(said, dict) and "value" in said else (said, None)


def same(text: str, said: Any) -> bool:
    if isinstance(said, list):
        return text.split() == said
    return text == said or (said in ("", "null", "~") and text == "") or float(text) == float(said)


@pytest.mark.parametrize("name", [f.full_name for f in FIGURES])
def test_the_csv_says_what_the_file_says(name: str) -> None:
    file = stated(name)
    found = lines(name)
    for day, said in file["values"].items():
        value, reference = value_in(said)
        there = [line for line in found if line["from"] == day]
        assert {line["reference"] for line in there} == {reference or file["reference"]}
        assert {line["unit"] for line in there} == {file["unit"]}
        if "table" not in file:
            assert len(there) == 1
            assert same(there[0]["value"], value)
        else:
            assert [line["row"] for line in there if line["row"] != FURTHER] == list(value)
            assert all(same(line["value"], value[line["row"]]) for line in there if line["row"] != FURTHER)
    adds = file["beyond"]["add"] if isinstance(file.get("beyond"), dict) else {}
    for day, more in adds.items():
        (line,) = [line for line in found if line["from"] == day and line["row"] == FURTHER]
        assert same(line["value"], more)
    assert {line["from"] for line in found} == {*file["values"], *adds}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda f: f.full_name)
def test_periods_follow_each_other_without_a_gap(figure: Any) -> None:
    found = periods(figure)
    assert found[-1].last is None
    for one, other in zip(found, found[1:], strict=False):
        assert one.last is not None
        assert one.last + timedelta(days=1) == other.first


def test_a_page_shows_the_values_with_their_days_and_marks_the_one_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    from nextwave.web.public import figures

    monkeypatch.setattr(figures, "today", lambda: date(2026, 9, 30))
    text = Client().get(figure_page("snap.shelter.cap")).content.decode()
    table = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text[text.index("<table") : text.index("</table")]))
    assert "October 1, 2026 until it is changed $769" in table
    assert "October 1, 2025 today September 30, 2026 $744" in table
    assert "October 1, 2024 September 30, 2025 $712" in table


def test_a_page_says_how_far_the_figure_is_confirmed_who_uses_it_and_its_source() -> None:
    text = unescape(Client().get(figure_page("snap.shelter.cap")).content.decode())
    assert "onfirmed through September 30, 2027" in text
    assert "SNAP FY2027 Cost-of-Living Adjustments memo, page 6" in text
    assert 'href="/rules/snap/excess_shelter_deduction/"' in text
    assert "Holds until the law is changed." in Client().get(figure_page("snap.elderly_age")).content.decode()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("snap.deductions.earned_income_share", "20%"), ("snap.income.weeks_in_month", "4.3"),
        ("snap.income.gross_limit_share", "130%"), ("snap.work.monthly_earnings", "$935.25"),
        ("snap.elderly_age", "60"), ("snap.time_limit.veterans_homeless_foster_exempt", "Yes"),
        ("snap.benefit.maximum_allotment", "$292 to $1,756"), ("poverty_guideline", "$15,060"),
    ],
)  # fmt: skip
def test_values_are_written_as_people_write_them(name: str, shown: str) -> None:
    figure = law().book.figures[name]
    with translation.override("en"):
        assert written(law().book, figure, periods(figure)[0].value) == shown


@pytest.mark.parametrize("name", [f.full_name for f in FIGURES])
@pytest.mark.parametrize("size", ["wide", "small"])
def test_every_page_has_a_chart_that_is_a_drawing(name: str, size: str) -> None:
    address = reverse("rule-figure-chart", args=[name, size])
    page = Client().get(figure_page(name)).content.decode()
    assert address in page
    assert re.search(r'<img class="nw-law__chart" src="[^"]+" alt="[^"]{20,}">', page)
    answer = Client().get(address)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    drawing = ElementTree.fromstring(answer.content)
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert "script" not in {element.tag.rpartition("}")[2] for element in drawing.iter()}


def test_a_chart_writes_its_values_and_speaks_the_language_of_the_page() -> None:
    address = reverse("rule-figure-chart", args=["snap.shelter.cap", "wide"])
    english = Client().get(address).content.decode()
    assert all(f">${value}<" in english for value in (712, 744, 769))
    assert ">today<" in english
    assert ">hoy<" in Client().get(address, headers={"accept-language": "es"}).content.decode()


def test_a_chart_of_a_table_has_a_line_for_each_row() -> None:
    address = reverse("rule-figure-chart", args=["snap.benefit.maximum_allotment", "wide"])
    drawing = Client().get(address).content.decode()
    assert all(f">{row}<" in drawing for row in range(1, 9))
