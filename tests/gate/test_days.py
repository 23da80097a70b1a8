"""Days are read in the order that is named, with months by number or name; nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.gate.days import day, month_of, pattern, plain, typed
from nextwave.gate.text import Unreadable
from tests.gate.test_text import decorated

ENGLISH = {plain(n): m for n, m in (("January", 1), ("February", 2), ("Feb", 2), ("June", 6), ("July", 7), ("May", 5))}
SPANISH = {plain(n): m for n, m in (("enero", 1), ("febrero", 2), ("abr.", 4), ("agosto", 8), ("mayo", 5))}


@given(st.data())
def test_a_day_is_the_same_however_it_was_pasted(data: st.DataObject) -> None:
    value = data.draw(st.dates())
    assert day(data.draw(decorated(f"{value.year:04d}-{value.month:02d}-{value.day:02d}"))) == value


@pytest.mark.parametrize(
    "text",
    ["03/02/1990", "1990-3-2", "90-03-02", "1990-03-02T00:00:00Z", "19900302", "33000", "1_90-03-02", "1990-02-30", "",
     "1990-W05-1", "0000-01-01"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        day(text)
    assert wrong.value.remedy


def test_a_form_says_the_order() -> None:
    assert day("03/02/1990", "MM/DD/YYYY") == day("02.03.1990", "DD.MM.YYYY") == day("19900302", "YYYYMMDD")
    assert day("3/2/1990", "MM/DD/YYYY") == date(1990, 3, 2)
    for text in ("13/02/1990", "03-02-1990", "3/2/90"):
        with pytest.raises(Unreadable):
            day(text, "MM/DD/YYYY")
    for form in ("MM/DD", "MM/DD/YY", "YYYY-MM-DD-MM", "MM DD YYYY HH", "", "MM.*DD.*YYYY"):
        with pytest.raises(Unreadable):
            pattern(form)


@pytest.mark.parametrize(("text", "month"), [("2", 2), ("02", 2), ("Feb", 2), ("feb.", 2), ("FEBRERO", 2), ("Abr", 4), ("ago", 8), ("may", 5), ("٢", 2)])  # fmt: skip
def test_months_by_number_and_by_name_in_every_language(text: str, month: int) -> None:
    assert month_of(text, [ENGLISH, SPANISH]) == month


@pytest.mark.parametrize("text", ["ju", "Ju.", "x", "1_1", "2.0", "", "Fexruary"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(Unreadable):
        month_of(text, [ENGLISH, SPANISH])


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [(("86", "2", "3"), "year"), (("1986", "1_1", "3"), "month"), (("1986", "2", "30"), "calendar"), (("1986", "13", "3"), "calendar"), (("1986", "2", "3rd"), "day")],
)  # fmt: skip
def test_three_fields_say_which_of_them_is_wrong(fields: tuple[str, str, str], wrong: str) -> None:
    assert typed("1986", "Feb", "3", [ENGLISH]) == date(1986, 2, 3)
    with pytest.raises(Unreadable) as raised:
        typed(*fields, [ENGLISH])
    assert raised.value.code == wrong
