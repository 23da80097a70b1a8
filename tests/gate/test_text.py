"""Text is read without signs that nobody sees, and what is no text is refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.gate.text import Unreadable, code, line, lines, name

#: Signs that nobody sees, and spaces of several kinds.
UNSEEN = "\u200b\u200e\u200f\u202a\u202c\u2066\u2069\ufeff\u00ad\u2060\u034f\ufe0f\u180e"
SPACES = " \u00a0\u2002\u2003\u2009\u202f\u3000\u3164\u2800\t"


@st.composite
def decorated(draw: st.DrawFn, text: str) -> str:
    """A text as it may come from a clipboard: with unseen signs anywhere, other spaces, and spaces around it."""
    found = draw(st.text(SPACES + UNSEEN, max_size=3))
    for sign in text:
        found += draw(st.sampled_from(SPACES)) if sign == " " else sign
        found += draw(st.text(UNSEEN, max_size=2))
    return found + draw(st.text(SPACES + UNSEEN, max_size=3))


@given(st.data())
def test_a_name_is_the_same_however_it_was_pasted(data: st.DataObject) -> None:
    plain = data.draw(st.sampled_from(["Ana Ruiz", "José Núñez", "O'Brien-Lee", "王小明", "Müller", "Ан Ли", "x"]))
    assert name(data.draw(decorated(plain))) == plain


@given(st.text(max_size=40))
def test_what_was_read_is_read_as_itself(text: str) -> None:
    for read in (line, lines, code):
        try:
            found = read(text)
        except Unreadable as wrong:
            assert wrong.what and wrong.remedy
            continue
        assert read(found) == found
        assert found == unicodedata.normalize("NFC", found) or read is code
        assert not any(unicodedata.category(c) == "Cs" or c in UNSEEN[:12] for c in found)


@pytest.mark.parametrize("text", ["a\0b", "\x1b[31m", "a\x7f", "\ud83d", "a\ufffdb", "\uffff"])
def test_what_is_no_text_is_refused(text: str) -> None:
    for read in (line, lines, name, code):
        with pytest.raises(Unreadable):
            read(text)


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b", "\u3164\u2800", "\ufeff\u00ad"])
def test_nothing_to_see_is_nothing(text: str) -> None:
    assert line(text) == lines(text) == name(text) == ""


@pytest.mark.parametrize("text", ["-", "...", "\u0301", "§%"])
def test_a_name_has_a_letter_a_digit_or_a_picture(text: str) -> None:
    with pytest.raises(Unreadable):
        name(text)


@pytest.mark.parametrize("text", ["نمی\u200cخواهم", "क्\u200dष", "👩\u200d👧", "❤\ufe0f", "葛\U000e0100"])
def test_a_joiner_that_is_seen_stays(text: str) -> None:
    assert line(text) == text


def test_dashes_and_spaces_of_every_kind_are_read_in_a_line_and_prose_keeps_its_own() -> None:
    assert line("Ana\u2011Maria \u2013 X\r\nY") == "Ana-Maria - X Y"
    assert lines("a \u2013 b  \r\n\r\nc\u200b ") == "a \u2013 b\n\nc"
    assert code("１２\u2212٣٤") == "12-34"


def test_what_is_too_long_is_refused() -> None:
    assert line("a" * 100, 100)
    with pytest.raises(Unreadable, match="101 letters"):
        line("a" * 101, 100)
