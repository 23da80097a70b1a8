"""JSON is read whole or refused at its line; nothing in it is dropped."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.gate.documents import DEEPEST, NoJson, decoded

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
