"""JSON as it comes from strangers: what is wrong with it has a line and a column, and nothing in it is dropped.

A byte order mark is taken. A key that stands twice, a number that is none (NaN) or has more digits than any fact,
half a pair of surrogates and what nests too deeply are refused: each would be read otherwise than it was meant, or
could not be shown again.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

import msgspec

from nextwave.gate.text import Unreadable
from nextwave.rulebook.problems import Place, Problem

#: How deep objects and lists may stand in each other: a situation needs eight.
DEEPEST = 50
#: Digits of a number, far beyond what any fact has.
MOST_DIGITS = 40

#: Every digit as a nought, to see at once whether so many stand in a row.
_NOUGHTS = bytes.maketrans(b"123456789", b"0" * 9)
_LONG = b"0" * (MOST_DIGITS + 1)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|NaN|-?Infinity|[\[\]{},:]')


class NoJson(Exception):
    """What cannot be read, as a problem with its line and column."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def decoded(data: bytes, name: str) -> Any:
    """The value that JSON text says; `name` says where it came from. Raises NoJson."""
    found = _plainly(data)
    return strictly(data, name) if found is None else found


def _plainly(data: bytes) -> Any:
    """The value of text in which nothing has to be looked at closely, which takes less than half the time; else None.

    As many keys as there are colons: then no key stood twice, and no colon within a text.
    """
    if b"\\u" in data or _LONG in data.translate(_NOUGHTS):
        return None
    try:
        found = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return found if _keys(found) == data.count(b":") else None


def _keys(value: Any) -> int:
    """How many keys all objects within have; -1 where it nests too deeply."""
    count, level = 0, [value]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for one in level:
            if type(one) is dict:
                count += len(one)
                below += one.values()
            elif type(one) is list:
                below += one
        if not below:
            return count
        level = below
    return -1 if any(type(one) in (dict, list) for one in level) else count


def strictly(data: bytes, name: str) -> Any:
    """The value, looked at sign by sign. Raises NoJson."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"this is no UTF-8 text (byte {error.start + 1:,})"
        raise NoJson(Problem("json", what, Place(name), "save it as UTF-8")) from None
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_int=_whole, parse_constant=_constant)
    except json.JSONDecodeError as error:
        what = f"this is not JSON: {error.msg}"
        raise NoJson(Problem("json", what, Place(name, error.lineno, error.colno), "correct it there")) from None
    except (Unreadable, RecursionError):
        raise NoJson(_fault(text, name)) from None
    # Only an escape can be half a pair.
    if "\\ud" in text or "\\uD" in text or _deep(found):
        fault = _found(text, name)
        if fault is not None:
            raise NoJson(fault)
    return found


def _deep(value: Any) -> bool:
    level: list[Any] = [[value]]
    for _ in range(DEEPEST + 1):
        inside = (c for v in level for c in (v.values() if isinstance(v, dict) else v))
        level = [c for c in inside if isinstance(c, dict | list)]
        if not level:
            return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Unreadable("twice", "a key stands twice", "keep one of them")
    return made


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise Unreadable("digits", "a number is too long", "write it shorter")
    return int(text)


def _constant(text: str) -> Any:
    raise Unreadable("constant", f"{text} is no number", "leave it out")


def _fault(text: str, name: str) -> Problem:
    return _found(text, name) or Problem("json", "this nests too deeply", Place(name), "write it flatter")


def _found(text: str, name: str) -> Problem | None:
    """The first thing in it that is no plain JSON, where it stands."""
    keys: list[set[str] | None] = []
    for token in _TOKEN.finditer(text):
        sign = token[0]
        what = remedy = ""
        if sign in "[{":
            keys.append(set() if sign == "{" else None)
            if len(keys) > DEEPEST:
                what, remedy = f"this nests too deeply: more than {DEEPEST} levels", "write it flatter"
        elif sign in "]}":
            keys = keys[:-1]
        elif sign[0] == '"':
            said = str(json.loads(sign, strict=False))
            if any("\ud800" <= c <= "\udfff" for c in said):
                what, remedy = "half a sign (a surrogate without its other half)", "write the text anew"
            elif keys and keys[-1] is not None and re.match(r"\s*:", text[token.end() : token.end() + 40]):
                if said in keys[-1]:
                    what, remedy = f"the key {said[:60]} stands twice", "keep one of them"
                keys[-1].add(said)
        elif sign[-1] in "Ny" or len(sign) > MOST_DIGITS:
            shown = sign if len(sign) <= 12 else f"a number of {len(sign):,} digits"
            what, remedy = f"{shown} is no number that a fact can have", "write it as a decimal in quotes"
        if what:
            before = text[: token.start()]
            place = Place(name, before.count("\n") + 1, token.start() - before.rfind("\n"))
            return Problem("json", what, place, remedy)
    return None
