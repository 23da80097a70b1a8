"""Where the law holds is said by the rulebook, and what it does not say is left plain."""

from __future__ import annotations

import pytest

from nextwave.rulebook.finding import usual, whereabouts
from nextwave.rulebook.jurisdiction import Jurisdiction, read
from nextwave.rulebook.model import Rulebook
from tests.washington import washington

HEAD = {
    "jurisdiction": "The Netherlands",
    "currency": "EUR",
    "territory": "NL",
    "time_zone": "Europe/Amsterdam",
    "postcodes": ["9999 AA"],
    "area": "municipality",
    "year_begins": "04-06",
    "population": {"usual": "the_hague", "ranked_by": "income"},
}


def test_what_stands_there_is_read() -> None:
    found, problems = read(HEAD, {"municipality"})
    assert problems == []
    assert (found.title, found.currency, found.postcodes) == ("The Netherlands", "EUR", ("9999 AA",))
    assert (found.year_begins, found.population, found.ranked_by) == ((4, 6), "the_hague", "income")
    assert found.locale("nl") == "nl_NL"


def test_what_does_not_is_left_plain() -> None:
    assert read({"jurisdiction": "A town"}, set()) == (Jurisdiction("A town"), [])
    assert Jurisdiction("A town").locale("en") == "en"


@pytest.mark.parametrize(
    ("territory", "language", "locale"),
    [("KW", "en", "en_001"), ("KW", "ar", "ar_KW"), ("AE", "en", "en_AE"), ("US", "en", "en_US"), ("KW", "es", "es")],
)
def test_english_where_nobody_says_how_it_is_written_is_that_of_the_world(
    territory: str, language: str, locale: str
) -> None:
    assert Jurisdiction("A town", territory=territory).locale(language) == locale


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("currency", "QQQ"),
        ("currency", 7),
        ("territory", "Netherlands"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", "Europe/Nowhere"),
        ("postcodes", "9999 AA"),
        ("postcodes", ["1234"]),
        ("area", "county"),
        ("year_begins", "02-29"),
        ("year_begins", "April"),
        ("population", "the_hague"),
        ("office", "the town hall"),
        ("office", {"name": "The town hall"}),
    ],
)
def test_what_is_wrong_is_said_at_its_key(key: str, value: object) -> None:
    _, problems = read({**HEAD, key: value}, {"municipality"})
    (problem,) = problems
    assert problem.what.startswith(key)
    assert problem.remedy


def test_the_time_zone_is_known_before_anything_else_is_read() -> None:
    assert whereabouts(usual()).time_zone == washington().jurisdiction.time_zone != "UTC"
    assert whereabouts("nowhere").time_zone == "UTC"


def test_each_shipped_rulebook_says_how_its_amounts_and_days_are_written() -> None:
    book: Rulebook = washington()
    here = book.jurisdiction
    assert all((here.currency, here.territory, here.money_sign, here.area, here.population))
    assert (book.household.name, here.area) in book.facts
