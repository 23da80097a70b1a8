"""Pages speak the language that was chosen, at first the one the browser asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.web.entry.entries import Unclear, money
from nextwave.web.localization import formats, languages
from nextwave.web.localization.formats import currency, day, listed
from nextwave.web.rules import assessor


def page(client: Client, path: str = "/", **headers: str) -> str:
    return client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()}).content.decode()


def language_of(text: str) -> str:
    found = re.search(r'<html lang="(\w+)"', text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "en"), ("es", "es"), ("es-MX,es;q=0.9,en;q=0.8", "es"), ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("vi,es;q=0.5", "es"), ("vi", "en"), ("%%%", "en"),
    ],
)  # fmt: skip
def test_a_first_visit_is_in_the_language_of_the_browser(asked: str, language: str) -> None:
    assert language_of(page(Client(), accept_language=asked)) == language


def test_the_link_to_the_other_language_says_its_language_and_comes_back_here() -> None:
    text = page(Client(), "/screener/people/?from=answers")
    link = '<a class="nw-languages__link" href="/language/es/?next=/screener/people/%3Ffrom%3Danswers" lang="es" hreflang="es">Español</a>'
    assert link in text
    client = Client()
    done = client.get("/language/es/?next=/screener/people/%3Ffrom%3Danswers")
    assert done["Location"] == "/screener/people/?from=answers"
    assert 'lang="en" hreflang="en">English</a>' in page(client, "/screener/people/")


def test_what_was_chosen_stays_whatever_the_browser_asks_for() -> None:
    client = Client()
    client.get("/language/es/")
    assert language_of(page(client, accept_language="en")) == "es"
    client.get("/language/en/")
    assert language_of(page(client, accept_language="es")) == "en"


@pytest.mark.parametrize(
    "back", ["https://elsewhere.test/", "//elsewhere.test/", "/\\elsewhere.test", "javascript:x", "x"]
)
def test_choosing_a_language_leads_to_no_other_place(back: str) -> None:
    assert Client().get("/language/es/", {"next": back})["Location"] == "/"


@pytest.mark.parametrize("code", ["fr", "es-us", "EN", "x"])
def test_a_language_that_is_not_offered_is_not_found(code: str) -> None:
    assert Client().get(f"/language/{code}/").status_code == 404


def test_choosing_a_language_only_keeps_a_cookie_until_the_browser_closes() -> None:
    client = Client()
    done = client.get("/language/es/")
    (cookie,) = done.cookies.values()
    assert (cookie.key, cookie.value) == ("nextwave-language", "es")
    assert cookie["httponly"]
    assert cookie["max-age"] == ""


def test_answers_stay_and_are_shown_in_the_language_of_the_page() -> None:
    client = Client()
    client.post("/screener/people/", {"name": "Ana", "action": "add"})
    client.post("/screener/ask/p1/birth_date/", {"answer-month": "2", "answer-day": "3", "answer-year": "1986"})
    client.post("/screener/ask/p1/rent/", {"answer": "1,250.5", "per": "month"})
    client.post("/screener/ask/p1/immigration_status/", {"answer": "citizen"})
    english = page(client, "/screener/answers/")
    client.get("/language/es/")
    spanish = page(client, "/screener/answers/")
    for text in ("February 3, 1986", "$1,250.50 a month", "US citizen or US national"):
        assert text in english
        assert text not in spanish
    for text in ("3 de febrero de 1986", "$1,250.50 al mes", "Ciudadano o nacional de EE. UU.", "¿Cuándo nació Ana?"):
        assert text in spanish


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("people/", {"name": "ana", "action": "add"}, "Escriba un nombre que todavía no esté en la lista"),
        ("ask/p1/rent/", {"answer": "mucho", "per": "month"}, "Escriba una cantidad, como 350"),
        ("ask/p1/rent/", {"answer": "20000.01", "per": "month"}, "Escriba una cantidad de $20,000 como máximo"),
        ("ask/p1/rent/", {"answer": "5"}, "Elija con qué frecuencia"),
        ("ask/p1/rent/", {"low": "900", "high": "80", "per": "month"}, "Escriba primero la cantidad menor"),
        ("ask/p1/birth_date/", {"answer-month": "2"}, "Escriba la fecha completa"),
        (
            "ask/p1/birth_date/",
            {"answer-month": "2", "answer-day": "3", "answer-year": "1066"},
            "Escriba un día a partir del 1 de enero de 1900",
        ),
        ("ask/p1/spouse/", {}, "Elija una de las respuestas"),
        ("income/p1/", {}, "Elija lo que recibe Ana, o “Ninguno de estos”"),
        ("jobs/p1/", {}, "Elija “Sí”, “No” o “No lo sé”"),
    ],
)
def test_what_is_wrong_is_said_in_spanish(path: str, data: dict[str, str], message: str) -> None:
    client = Client()
    client.post("/screener/people/", {"name": "Ana", "action": "add"})
    client.get("/language/es/")
    response = client.post(f"/screener/{path}", data)
    text = response.content.decode()
    assert response.status_code == 400
    assert text.count(message) == 2, "in the summary and at the entry"
    assert "<title>Error: " in text
    assert "Hay un problema" in text
    assert '<span class="govuk-visually-hidden">Error:</span>' in text


@pytest.mark.django_db
def test_a_wrong_password_is_said_in_spanish() -> None:
    response = Client(headers={"accept-language": "es"}).post("/staff/sign-in/", {"username": "ana", "password": "x"})
    assert response.status_code == 400
    assert "Error: Iniciar sesión" in response.content.decode()


def test_answers_that_cannot_all_be_so_are_explained_in_spanish() -> None:
    client = Client()
    for name in ("Ana", "Ben"):
        client.post("/screener/people/", {"name": name, "action": "add"})
    for of, year in (("p1", "2015"), ("p2", "1986")):
        client.post(f"/screener/ask/{of}/birth_date/", {"answer-month": "2", "answer-day": "3", "answer-year": year})
    client.get("/language/es/")
    text = client.post("/screener/ask/p2/parents/", {"answer": "p1"}).content.decode()
    assert "Estas respuestas no pueden ser todas correctas. " in text
    assert " Un padre o una madre nació antes que su hijo. Cambie la respuesta que está mal." in text


@pytest.mark.parametrize(("language", "title"), [("en", "There is no such page"), ("es", "Esta página no existe")])
def test_pages_for_what_goes_wrong_speak_the_language(language: str, title: str) -> None:
    assert title in page(Client(), "/nowhere/", accept_language=language)
    refused = Client(enforce_csrf_checks=True).post("/screener/delete/", headers={"accept-language": language})
    assert language_of(refused.content.decode()) == language
    assert 'next=/"' in refused.content.decode(), "a form's address is no page to come back to"


def test_the_api_speaks_as_its_request_wants() -> None:
    response = Client().get("/api/v1/rulebooks", headers={"accept-language": "es"})
    assert "Washington State" in response.content.decode()
    assert "Content-Language" not in response


def test_a_language_that_the_rulebook_has_no_wording_in_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    english = replace(assessor().rulebook, languages=("en",))
    monkeypatch.setattr(languages, "assessor", lambda: SimpleNamespace(rulebook=english))
    text = page(Client(), accept_language="es")
    assert language_of(text) == "en"
    assert "hreflang" not in text
    assert Client().get("/language/es/").status_code == 404


@pytest.mark.parametrize(
    ("here", "shown"),
    [
        (Jurisdiction("", "GBP", "GB"), ("£1,234.50", "£900", "3 February 1986")),
        (Jurisdiction("", "EUR", "IE"), ("€1,234.50", "€900", "3 February 1986")),
        (Jurisdiction("", "EUR", "NL"), ("€\u00a01.234,50", "€\u00a0900", "3 February 1986")),
        (Jurisdiction("", "NZD", "TK"), ("$1,234.50", "$900", "3 February 1986")),
        (Jurisdiction("", "USD", "PE"), ("$1,234.50", "$900", "3 February 1986")),
        (Jurisdiction(""), ("1,234.50", "900", "February 3, 1986")),
    ],
    ids=lambda value: value.territory or "nowhere" if isinstance(value, Jurisdiction) else "",
)
def test_amounts_and_days_are_written_as_where_the_law_holds(
    monkeypatch: pytest.MonkeyPatch, here: Jurisdiction, shown: tuple[str, str, str]
) -> None:
    book = replace(assessor().rulebook, jurisdiction=here)
    monkeypatch.setattr(formats, "assessor", lambda: SimpleNamespace(rulebook=book))
    assert (currency("1234.5"), currency("900.00"), day("1986-02-03")) == shown


@pytest.mark.parametrize(
    ("amount", "shown"), [("0.00", "$0"), ("608.00", "$608"), ("1234.5", "$1,234.50"), ("1234567.89", "$1,234,567.89")]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_amounts_are_written_as_in_the_united_states(language: str, amount: str, shown: str) -> None:
    with translation.override(language):
        assert currency(amount) == shown


@pytest.mark.parametrize(("language", "shown"), [("en", "September 30, 2026"), ("es", "30 de septiembre de 2026")])
def test_days_are_written_out(language: str, shown: str) -> None:
    with translation.override(language):
        assert day("2026-09-30") == shown


@pytest.mark.parametrize(
    ("language", "names", "shown"),
    [
        ("en", ["Ana"], "Ana"),
        ("en", ["Ana", "Inés"], "Ana and Inés"),
        ("es", ["Ana", "Ben", "Cy"], "Ana, Ben y Cy"),
        ("es", ["Ana", "Inés"], "Ana e Inés"),
        ("es", ["Ana", "Ben", "Hilda"], "Ana, Ben e Hilda"),
        ("es", ["Ana", "Ian"], "Ana y Ian"),
    ],
)
def test_people_are_listed_as_one_says_them(language: str, names: list[str], shown: str) -> None:
    with translation.override(language):
        assert listed(names) == shown


@pytest.mark.parametrize(("typed", "amount"), [("$1,200.5", "1200.50"), ("1 200", "1200"), ("12,345,678", "12345678")])
def test_amounts_are_taken_as_people_type_them(typed: str, amount: str) -> None:
    assert money(typed, "answer") == amount


@pytest.mark.parametrize("typed", ["350,25", "1.200,50", "1,20", ",5", "1,2345", "5.", "-5", "1e3"])
def test_a_comma_that_does_not_part_thousands_is_never_dropped(typed: str) -> None:
    with pytest.raises(Unclear):
        money(typed, "answer")


@pytest.mark.parametrize(
    ("here", "order", "digits"),
    [
        (Jurisdiction("", territory="US"), "month day year", "2 3 1986"),
        (Jurisdiction("", territory="GB"), "day month year", "3 2 1986"),
        (Jurisdiction("", territory="SE"), "year month day", "1986 2 3"),
        (Jurisdiction(""), "month day year", "2 3 1986"),
    ],
    ids=lambda value: value.territory or "nowhere" if isinstance(value, Jurisdiction) else "",
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_date_is_asked_for_in_one_order_in_every_language(
    monkeypatch: pytest.MonkeyPatch, here: Jurisdiction, order: str, digits: str, language: str
) -> None:
    book = replace(assessor().rulebook, jurisdiction=here)
    monkeypatch.setattr(formats, "assessor", lambda: SimpleNamespace(rulebook=book))
    with translation.override(language):
        fields = formats.in_order([{"name": name} for name in ("year", "day", "month")])
        assert " ".join(str(f["name"]) for f in fields) == order
        assert formats.digits(formats.EXAMPLE) == digits


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("es", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("pa-Arab", "rtl"), ("xx", "ltr")],
)  # fmt: skip
def test_the_direction_of_a_language_is_known(language: str, direction: str) -> None:
    assert languages.direction(language) == direction


@pytest.mark.parametrize(("language", "direction"), [("es", "ltr"), ("ar", "rtl")])
def test_a_page_says_its_direction_and_has_the_sheet_for_it(language: str, direction: str) -> None:
    with translation.override(language):
        text = render_to_string("nextwave/refused.html", request=RequestFactory().get("/"))
    assert f'<html lang="{language}" dir="{direction}"' in text
    assert ("vendor/nextwave.rtl.css" in text) == (direction == "rtl")
