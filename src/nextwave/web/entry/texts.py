"""Lines, names and prose typed on a page, read as everywhere (`nextwave.gate`), with what is wrong in the page's
language."""

from __future__ import annotations

from collections.abc import Callable

from django.http import QueryDict
from django.utils.translation import gettext as _

from nextwave.gate import text
from nextwave.gate.text import Unreadable
from nextwave.web.entry.entries import Unclear


def line(data: QueryDict, field: str, most: int = 120) -> str:
    """One line; empty where nothing was typed. Raises Unclear."""
    return _read(text.line, data.get(field, ""), field, most)


def name(data: QueryDict, field: str, most: int = 100) -> str:
    """The name of a person or thing; empty where nothing was typed. Raises Unclear."""
    return _read(text.name, data.get(field, ""), field, most)


def plain_name(typed: str) -> str:
    """The name with which someone signs in; empty where it cannot be one."""
    try:
        return text.code(typed)
    except Unreadable:
        return ""


def prose(data: QueryDict, field: str, most: int = 2000) -> str:
    """Text of several lines; empty where nothing was typed. Raises Unclear."""
    return _read(text.lines, data.get(field, ""), field, most)


def told(wrong: Unreadable, most: int) -> str:
    """What is wrong with a text and what to do."""
    if wrong.code == "long":
        return _("Enter up to %(most)s letters") % {"most": most}
    if wrong.code == "no-letter":
        return _("Enter the name in letters")
    return _("There is a sign in this that is no text. Type it again")


def _read(read: Callable[[str, int], str], typed: str, field: str, most: int) -> str:
    try:
        return read(typed, most)
    except Unreadable as wrong:
        raise Unclear(field, told(wrong, most)) from None
