"""Goes through the pages of every seat in the generated language and keeps what escaped translation on any of them.

Names and what is typed are in Greek letters, so that nothing that was stated is taken for a text.
"""

from __future__ import annotations

import re
import secrets
from collections import Counter
from functools import lru_cache
from html import unescape
from typing import Any

from django.test import Client
from django.urls import Resolver404, resolve

from tests.web.generated.escapes import chart_escapes, escapes, table_escapes
from tests.web.generated.language import CODE

NAME = "Άννα Δρόσου"
ADDRESS = {"fixed": "yes", "street": "12 Οδός", "city": "Πάτρα", "letters_safe": "yes"}
#: Links, and charts that are shown.
_LINK = re.compile(r'(?:href|src|srcset)="(/[^"]*)"')
_TAG = re.compile(r"<(input|select|textarea|button|option)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
#: Of a route so many addresses are opened.
EACH = 2
#: Where one name has more buttons than so many (one for each figure of the law), the first of them are pressed.
MANY = 8


#: What is looked at, by its kind.
CHECKED = {"text/html": escapes, "image/svg+xml": chart_escapes, "text/csv": table_escapes}
#: Files with a table for people to read. In all others columns and codes are for programs, the same in every language
#: (docs/statistics.md, docs/population.md); so are the problems of the API and the names in JSON (docs/json.md).
TABLES_FOR_PEOPLE = ("compare-runs-csv",)


class Walk:
    """What was seen, by the name of its address, and what escaped."""

    def __init__(self, stated: str) -> None:
        """`stated` is a pattern of the names that were given, such as those of accounts."""
        self.stated = stated
        self.seen: Counter[str] = Counter()
        self.escaped: dict[str, list[str]] = {}
        self.broken: list[str] = []

    def look(self, path: str, response: Any) -> None:
        route = _route(path.split("?")[0]) or "nowhere"
        if response.status_code >= 500:
            self.broken.append(f"{path}: {response.status_code}")
        self.seen[route] += 1
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        looked = CHECKED.get(kind)
        if looked is None or response.streaming or (kind == "text/csv" and route not in TABLES_FOR_PEOPLE):
            return
        for escaped in looked(response.content.decode(), self.stated):
            self.escaped.setdefault(escaped, []).append(route)


class Walker(Client):
    """A browser in the language, whose pages are all looked at."""

    def __init__(self, walk: Walk) -> None:
        super().__init__()
        self.walk = walk
        self.cookies["nextwave-language"] = CODE

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        self.walk.look(request["PATH_INFO"], response)
        return response

    def text(self, path: str) -> str:
        response = self.get(path)
        return "" if response.streaming else response.content.decode("utf-8", "replace")

    def sends(self, path: str, fields: dict[str, Any] | None = None, page: str = "") -> Any:
        """Fills in the form of a page, with what stands in it already."""
        there = _standing(page or self.text(path))
        return self.post(path, {"key": secrets.token_urlsafe(24), **there, **(fields or {})})

    def goes(self, *starts: str, but: tuple[str, ...] = (), posts: tuple[str, ...] = ()) -> None:
        """Opens these pages and what they lead to, a few of each kind, and sends the forms of `posts` with nothing and
        with nonsense in them."""
        ahead, opened, counted = list(starts), set(), Counter[str]()
        while ahead:
            path = ahead.pop(0)
            route = _route(path.split("?")[0])
            if path in opened or not route or route in but or counted[route] >= EACH:
                continue
            opened.add(path)
            counted[route] += 1
            page = self.text(path)
            if route in posts and counted[route] == 1:
                self.nonsense(path, page)
            links = (unescape(h).split("#")[0] for h in _LINK.findall(page))
            ahead += [h for h in dict.fromkeys(links) if not h.startswith(("/static", "/language"))]

    def nonsense(self, path: str, page: str) -> None:
        names = dict.fromkeys(n for n, _v, kind in _inputs(page) if kind not in ("hidden", "submit"))
        buttons: dict[str, dict[str, None]] = {}
        for name, value, kind in _inputs(page):
            if kind == "submit" and name:
                buttons.setdefault(name, {})[value] = None
        for name, values in (buttons or {"": {"": None}}).items():
            for value in list(values)[: EACH if len(values) > MANY else MANY]:
                for typed in ("", "9" * 30, "ω" * 5000):
                    given = {**(dict.fromkeys(names, typed) if typed else {}), **({name: value} if name else {})}
                    self.sends(path, given, page)


@lru_cache(maxsize=100_000)
def _route(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def _inputs(page: str) -> list[tuple[str, str, str]]:
    """(name, value, kind) of every field and button of a page; of a list of choices each."""
    found, select = [], ""
    for tag, attributes in _TAG.findall(page):
        given = {n: unescape(v) for n, v in _ATTRIBUTE.findall(attributes)}
        if tag == "select":
            select = given.get("name", "")
        name = select if tag == "option" else given.get("name", "")
        kind = {"input": given.get("type", "text"), "button": "submit"}.get(tag, tag)
        if name and name != "csrfmiddlewaretoken":
            found.append((name, given.get("value", ""), kind))
    return found


def _standing(page: str) -> dict[str, str]:
    """What is in the fields of a page as it comes: hidden, written, chosen, or the first of a list."""
    found: dict[str, str] = {}
    for tag, attributes in _TAG.findall(page):
        given = {n: unescape(v) for n, v in _ATTRIBUTE.findall(attributes)}
        if tag == "select":
            select = given.get("name", "")
        elif tag == "option" and ("selected" in given or select not in found):
            found[select] = given.get("value", "")
        elif tag == "input" and given.get("type", "text") in ("hidden", "text") and given.get("value"):
            found[given.get("name", "")] = given["value"]
        elif tag == "input" and "checked" in given:
            found[given.get("name", "")] = given.get("value", "")
    return {name: value for name, value in found.items() if name and name != "csrfmiddlewaretoken"}


def plausible(page: str) -> dict[str, Any]:
    """What someone might answer on a page: a day, an amount, the first of what can be chosen."""
    fields: dict[str, Any] = {}
    for name, value, kind in _inputs(page):
        if kind == "hidden" or name in fields or (kind == "submit" and name != "action"):
            continue
        if name.endswith(("-day", "-month", "-year")):
            fields[name] = {"day": "5", "month": "6", "year": "1990"}[name.rpartition("-")[2]]
        elif kind in ("radio", "checkbox", "option"):
            if value and value not in ("not-sure", "have"):
                fields[name] = value
        elif kind == "text":
            fields[name] = "100" if name == "answer" else ""
    return {n: v for n, v in fields.items() if v != ""}
