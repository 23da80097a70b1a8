"""Telephone numbers, e-mail addresses and postcodes as people paste them."""

from __future__ import annotations

import pytest

from nextwave.gate.reaching import email, example, phone, postcode
from nextwave.gate.text import Unreadable

ZIP = ("99999", "99999-9999")
UK = ("A9 9AA", "AA9A 9AA")


@pytest.mark.parametrize("text", ["\u202a360\u2011555\u20110100\u202c", "360-555-0100\u200b", "360\u00ad-555\u2010-0100".replace("\u2010-", "\u2010")])  # fmt: skip
def test_a_pasted_number_is_read(text: str) -> None:
    assert phone(text) == "360-555-0100"


@pytest.mark.parametrize("text", ["+1 (360) 555-0100", "360.555.0100 x12", "360 555 0100 ext. 4"])
def test_a_number_stays_as_it_is_written(text: str) -> None:
    assert phone(text) == text


@pytest.mark.parametrize("text", ["call me", "12345", "1" * 16, "360 555 0100 or 360 555 0101", ""])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(Unreadable):
        phone(text)


@pytest.mark.parametrize(
    ("text", "forms", "found"),
    [
        ("98501", ZIP, "98501"), ("985011234", ZIP, "98501-1234"), ("98501\u20111234", ZIP, "98501-1234"),
        ("98501 1234", ZIP, "98501-1234"), ("sw1a1aa", UK, "SW1A 1AA"), ("M1 1ae", UK, "M1 1AE"), ("any 1", (), "any 1"),
    ],
)  # fmt: skip
def test_a_postcode_comes_out_in_its_form(text: str, forms: tuple[str, ...], found: str) -> None:
    assert postcode(text, forms) == found


@pytest.mark.parametrize("text", ["9850", "985011", "9850A", "98501-123"])
def test_what_is_no_postcode(text: str) -> None:
    with pytest.raises(Unreadable, match="no postcode"):
        postcode(text, ZIP)


@pytest.mark.parametrize(("form", "made"), [("99999", "12345"), ("A9 9AA", "A1 2BC"), ("9999 AA", "1234 AB")])
def test_an_example_has_the_form(form: str, made: str) -> None:
    assert example(form) == made == postcode(made, [form])


def test_addresses_of_e_mail() -> None:
    assert email("\u200bana@example.org ") == "ana@example.org"
    for text in ("ana", "ana@", "a b@example.org", "ana@example", "a@b@c.org"):
        with pytest.raises(Unreadable):
            email(text)
