"""What is typed as it is shown is the same amount or is refused, in every currency and language: never another one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.situations.problems import SituationError
from nextwave.gate import numbers
from nextwave.gate.numbers import Currency
from nextwave.gate.text import Unreadable, code
from nextwave.population.tables import cells
from nextwave.population.tables.faults import Faults
from nextwave.rulebook.checking import advice
from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.rulebook.loading import load
from nextwave.rulebook.wording.amounts import signs, written
from nextwave.web.entry import entries
from nextwave.web.entry.entries import Unclear
from tests.casework import riverton

DECIMALS = {"KWD": 3, "BHD": 3, "TND": 3, "JOD": 3, "JPY": 0, "ISK": 0, "USD": 2, "EUR": 2}
#: Languages with their places: points, commas, spaces and the signs of Arabic script.
PLACES = [("en", "US"), ("ar", "KW"), ("ar", "EG"), ("ar", "TN"), ("fr", "TN"), ("ja", "JP"), ("is", "IS"), ("de", "DE"), ("de", "CH")]  # fmt: skip


class Assessed:
    """As much of an assessor as an entry reads."""

    def __init__(self, here: Jurisdiction) -> None:
        self.rulebook = type("Book", (), {"jurisdiction": here})


def here(currency: str, language: str = "en", territory: str = "US") -> Jurisdiction:
    sign = code("".join(signs(Jurisdiction("", currency, territory), language)).strip())
    return Jurisdiction("", currency, territory, money_sign=sign)


@pytest.mark.parametrize(("language", "territory"), PLACES)
@pytest.mark.parametrize("currency", DECIMALS)
@given(data=st.data())
def test_an_amount_that_is_typed_as_it_is_shown_is_the_same_or_refused(
    currency: str, language: str, territory: str, data: st.DataObject
) -> None:
    place = here(currency, language, territory)
    counted = min(2, place.decimals)
    amount = Decimal(data.draw(st.integers(0, 10**9))).scaleb(-counted)
    text = written(place, amount, 0 if amount == int(amount) else 2, language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "assessor", lambda: Assessed(place))
        patch.setattr(entries, "points_part_decimals", lambda: points(language, territory))
        try:
            assert Decimal(entries.money(text, "answer")) == amount
        except Unclear:
            # A comma parts thousands only, and a point decimals only: what is written otherwise is refused.
            assert not points(language, territory)


def points(language: str, territory: str) -> bool:
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(Jurisdiction("", territory=territory).locale(language)) in (".", "\u066b")


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("1.250", "KWD", "1.25"), ("1.251", "KWD", None), ("1.2500", "KWD", None), ("١٬٢٣٤٫٥٠٠", "KWD", "1234.50"),
        ("350", "JPY", "350"), ("350.00", "JPY", "350.00"), ("350.50", "JPY", None), ("350.5", "ISK", None),
        ("350.25", "USD", "350.25"), ("350.250", "USD", None),
    ],
)  # fmt: skip
def test_decimals_are_those_of_the_currency_and_none_is_rounded(text: str, currency: str, amount: str | None) -> None:
    if amount is not None:
        assert numbers.money(text, numbers.Currency("", here(currency).decimals)) == amount
        return
    with pytest.raises(Unreadable):
        numbers.money(text, numbers.Currency("", here(currency).decimals))


@pytest.mark.parametrize("currency", DECIMALS)
def test_amounts_are_written_with_the_decimals_of_their_currency(currency: str) -> None:
    shown = written(here(currency), Decimal("1234.5" if DECIMALS[currency] else "1234"), 2)
    assert len(shown.partition(".")[2]) == DECIMALS[currency] == here(currency).decimals


def test_check_warns_where_amounts_have_more_decimals_than_are_counted(tmp_path: Path) -> None:
    book = riverton.rulebook(tmp_path)
    head = book / "rulebook.toml"
    head.write_text('currency = "KWD"\n' + head.read_text())
    assert [p.what for p in advice(load(book)) if p.code == "currency"] == [
        "KWD has 3 decimals, and amounts are counted in hundredths"
    ]


@pytest.mark.parametrize(
    ("text", "currency", "refused"),
    [("350.50", "JPY", True), ("350.00", "JPY", False), ("1.250", "KWD", False), ("1.255", "KWD", True)],
)
def test_the_api_and_tables_take_what_pages_take(text: str, currency: str, refused: bool, tmp_path: Path) -> None:
    folder = riverton.rulebook(tmp_path)
    head = folder / "rulebook.toml"
    head.write_text(f'currency = "{currency}"\n' + head.read_text())
    book = load(folder)
    fact = next(f for f in book.facts.values() if f.type == "money" and f.entity == book.household.name)
    request = {"on": "2026-11-01", "situation": {"people": [{"id": "ana"}], "household": {fact.name: text}}}
    try:
        Assessor(book).check(request)
        assert not refused
    except SituationError as error:
        assert refused and [p.code for p in error.problems] == ["step"]
    faults = Faults()
    cells.typed(pl.Series([text]), "home.csv", fact.name, pl.Decimal(14, 2), faults, Currency.of(book.jurisdiction))
    assert bool(faults) == refused


@pytest.mark.parametrize(
    ("currency", "shown"),
    [
        ("KWD", "KWD\N{NO-BREAK SPACE}1,234.500"), ("CHF", "CHF\N{NO-BREAK SPACE}1,234.50"),
        ("USD", "$1,234.50"), ("", "1,234.50"),
    ],
)  # fmt: skip
def test_a_sign_of_letters_does_not_stick_to_the_number(currency: str, shown: str) -> None:
    assert written(here(currency), Decimal("1234.5"), 2) == shown


@pytest.mark.parametrize("text", ["1.2345", "1.255"])
def test_what_cannot_be_counted_is_said_without_the_coin_of_another_country(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        numbers.money(text, numbers.Currency.of(here("KWD")))
    assert refused.value.what == f"'{text}' has more than 2 decimals"
    assert "cent" not in refused.value.remedy
