"""Amounts and numbers are read as they were meant, or refused; never as another number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.gate.numbers import Currency, count, money, number, whole
from nextwave.gate.text import Unreadable
from tests.gate.test_text import decorated


@given(st.data())
def test_an_amount_is_the_same_however_it_was_printed_and_pasted(data: st.DataObject) -> None:
    cents = data.draw(st.integers(0, 10**11))
    exact = Decimal(cents) / 100
    form = data.draw(st.sampled_from(["{:.2f}", "{:,.2f}", "${:,.2f}", "$ {:.2f}", "{:.2f} $"]))
    assert Decimal(money(data.draw(decorated(form.format(exact))), Currency("$"))) == exact


@given(st.data())
def test_a_number_in_digits_of_any_script_is_the_same(data: st.DataObject) -> None:
    value = data.draw(st.integers(0, 10**9))
    zero = data.draw(st.sampled_from("0٠۰०০０"))
    assert whole("".join(chr(ord(zero) + int(d)) for d in str(value))) == value


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("350", "350"), ("350.5", "350.50"), ("1,200.50", "1200.50"), ("1 200", "1200"), ("1\u202f200,", None),
        ("1,200,000", "1200000"), ("12,00", None), ("350,25", None), ("1.200", None), ("1.000,00", None),
        ("35 0", None), ("1,2345", None), ("1_000", None), ("1e3", None), ("+5", None), ("3²", None), ("½", None),
        ("-5", "-5"), ("\u22125", "-5"), ("(5)", None), ("5-", None), ("700 - 950", None), ("50%", None),
        ("€350", None), ("0x10", None), ("NaN", None), ("inf", None), ("", None), (".", None), (".5", None),
        ("5.", None), ("9" * 16, None), ("$", None), ("$$5", None), ("-$5", "-5"),
        ("1’200.50", "1200.50"), ("1'200'000", "1200000"), ("1'20", None), ("1’200,000", None), ("5'", None),
    ],
)  # fmt: skip
def test_what_an_amount_is_and_what_is_none(text: str, amount: str | None) -> None:
    if amount is not None:
        assert money(text, Currency("$")) == amount
        return
    with pytest.raises(Unreadable) as wrong:
        money(text, Currency("$"))
    assert wrong.value.remedy


def test_the_sign_of_another_currency_or_of_none_is_refused() -> None:
    assert money("£5", Currency("£")) == "5"
    for sign in ("", "£"):
        with pytest.raises(Unreadable):
            money("$5", Currency(sign))


@pytest.mark.parametrize(("text", "value"), [("40", 40), ("40.0", 40), ("1,000", 1000), (" 7\u200b", 7), ("-3", -3)])
def test_whole_numbers(text: str, value: int) -> None:
    assert whole(text) == value


@pytest.mark.parametrize("text", ["1_1", "1.5", "1.000", "", "1e1", "yes", "٣1٤a"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(Unreadable):
        whole(text)


def test_a_number_keeps_its_decimals_and_a_record_s_number_is_plain_digits() -> None:
    assert number("0.125") == "0.125"
    assert count("17") == 17
    for text in ("1_0", "١", "+1", "", "1" * 10):
        with pytest.raises(Unreadable):
            count(text)
