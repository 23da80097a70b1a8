"""JSON is read whole or refused at its line; nothing in it is dropped."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.gate.documents import DEEPEST, NoJson, decoded, strictly

_ATOMS = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(st.characters(exclude_categories=["Cs"]))
_JSON = st.recursive(_ATOMS, lambda inner: st.lists(inner) | st.dictionaries(st.text('abc\\"{[é'), inner))


@given(_JSON, st.booleans(), st.booleans())
def test_what_is_written_is_read(value: Any, marked: bool, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only).encode()
    assert decoded(b"\xef\xbb\xbf" + text if marked else text, "a file") == value


@pytest.mark.parametrize(
    ("data", "line", "column", "said"),
    [
        (b'{"a": 1,\n "b": {"a": 1}, "a": 2}', 2, 17, "the key a stands twice"),
        (b'{"\\u0061": 1, "a": 2}', 1, 15, "the key a stands twice"),
        (b'[1,\n"\\ud83d"]', 2, 1, "half a sign"),
        (b'{"\\udc00": 1}', 1, 2, "half a sign"),
        (b"[1, NaN]", 1, 5, "NaN"),
        (b"[-Infinity]", 1, 2, "Infinity"),
        (b"[" + b"7" * 5_000 + b"]", 1, 2, "5,000 digits"),
        (b"[" * 100_000, 1, DEEPEST + 1, "nests too deeply"),
        (b"[" * 60 + b"]" * 60, 1, DEEPEST + 1, "nests too deeply"),
        (b"{", 1, 2, "not JSON"),
        (b"", 1, 1, "not JSON"),
        (b"{'a': 1}", 1, 2, "not JSON"),
        (b"\x00\x01", 1, 1, "not JSON"),
        (b"\xff\xfe{\x00", 0, 0, "UTF-8"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_place(data: bytes, line: int, column: int, said: str) -> None:
    with pytest.raises(NoJson) as raised:
        decoded(data, "a file")
    problem = raised.value.problem
    assert (problem.place.file, problem.place.line, problem.place.column) == ("a file", line, column)
    assert said in problem.what and problem.remedy


def test_a_whole_pair_of_surrogates_and_a_backslash_before_u_are_text() -> None:
    assert decoded(b'["\\ud83d\\ude00", "\\\\ud83d"]', "x") == ["😀", "\\ud83d"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded(data, "x")
    except NoJson as error:
        assert error.problem.remedy


def outcome(read: Callable[[bytes, str], Any], data: bytes) -> str:
    """What comes of it, to the letter."""
    try:
        return f"read {read(data, 'a file')!r}"
    except NoJson as error:
        return f"refused {error}"


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from([10**45, "a:b", -0.0]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab:", max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.booleans(), st.data())
def test_what_is_read_in_one_go_is_what_is_read_sign_by_sign(value: Any, ascii_only: bool, data: st.DataObject) -> None:
    text = bytearray(json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass"))
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.integers(0, len(text)))
        text[place : place + data.draw(st.integers(0, 2))] = data.draw(
            st.sampled_from(
                [
                    b"",
                    b'"',
                    b"{",
                    b"]",
                    b",",
                    b'"a":1,',
                    b"\\",
                    b"\x00",
                    b"\n",
                    b"\xff",
                    b"-",
                    b"0",
                    b" ",
                    b"\xef\xbb\xbf",
                ]
            )
        )
    assert outcome(decoded, bytes(text)) == outcome(strictly, bytes(text))


@pytest.mark.parametrize("levels", range(DEEPEST - 2, DEEPEST + 3))
@pytest.mark.parametrize("inside", [b"", b"1", b'{"a": 1}', b"[]"])
def test_both_ways_refuse_the_same_depth(levels: int, inside: bytes) -> None:
    text = b"[" * levels + inside + b"]" * levels
    assert outcome(decoded, text) == outcome(strictly, text)
