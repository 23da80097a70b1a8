"""The search of the rules: words of one or several, what people call things, several words, and nothing within words."""

from __future__ import annotations

import pytest
from django.test import Client

from nextwave.web.public.law import law
from nextwave.web.public.search import search


def pages(question: str) -> list[str]:
    return [found.page for found in search(law(), question)]


@pytest.mark.parametrize(
    ("one", "several"),
    [("student", "students"), ("vehicle", "vehicles"), ("refugee", "refugees"), ("time limit", "time limits"),
     ("job", "jobs"), ("disability", "disabilities"), ("deduction", "deductions"), ("county", "counties")],
)  # fmt: skip
def test_one_finds_what_several_find(one: str, several: str) -> None:
    assert pages(one)
    assert set(pages(one)) == set(pages(several))


@pytest.mark.parametrize("question", ["wic", "arent", "hicle"])
def test_a_part_within_a_word_finds_nothing(question: str) -> None:
    assert pages(question) == []


def test_rents_are_not_parents() -> None:
    found = pages("rents")
    assert "/rules/facts/#Costs.rent" in [p.replace("Person.", "Costs.") for p in found]
    assert not [page for page in found if "parent" in page]


def test_cars_are_vehicles_and_not_care() -> None:
    for question in ("car", "cars", "Cars"):
        assert any("vehicle" in page for page in pages(question)[:4]), question
    assert not any("care" in page for page in pages("cars"))


@pytest.mark.parametrize(
    ("question", "among"),
    [
        ("rent and utilities", "utilit"),
        ("ebt card", "/rules/snap/"),
        ("food stamp", "/rules/snap/"),
        ("kids in college", "student"),
        ("how much can i earn", "gross_income_limit"),
        ("the self-employed", "self_employ"),
        ("old people", "elderly"),
    ],
)
def test_several_words_find_what_has_most_of_them(question: str, among: str) -> None:
    assert any(among in page for page in pages(question)[:6]), pages(question)[:6]


def test_the_help_of_a_question_is_found_after_its_text() -> None:
    assert "/rules/facts/#Job.pay" in pages("strike")


def test_several_are_found_by_one_in_spanish_too(client: Client) -> None:
    client.get("/language/es/")
    for question in ("vehículos", "estudiantes", "carros", "discapacidades"):
        told = client.get("/rules/", {"q": question}).content.decode()
        assert 'href="/rules/' in told.partition('id="found"')[2], question


@pytest.mark.parametrize(
    ("question", "page"),
    [("273.9(c)(16)", "/rules/sources/7-cfr-273-9/#p-c-16"), ("combat zone", "/rules/sources/7-cfr-273-9/#p-c-20")],
)
def test_a_paragraph_of_which_no_rule_speaks_is_found_with_its_status(question: str, page: str) -> None:
    (found,) = search(law(), question)
    assert (found.page, found.cites) == (page, "not modelled")


def test_paragraphs_stand_in_nobodys_way_of_whom_a_rule_speaks() -> None:
    assert not [page for question in ("student", "273.9", "rent") for page in pages(question) if "/sources/" in page]
