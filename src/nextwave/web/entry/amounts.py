"""What came of a change: for each result of an assessment what it was before and what it is now, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nextwave.casework.models import Case
from nextwave.web.localization.formats import currency, listed
from nextwave.web.localization.languages import say
from nextwave.web.rules import assessor


@dataclass(frozen=True, slots=True)
class Changed:
    """A result before and after the last change; `same` where it came to the same."""

    programme: str
    people: str
    before: str
    now: str

    @property
    def same(self) -> bool:
        return self.before == self.now


def changed(case: Case, names: Mapping[str, str]) -> list[Changed]:
    """What the last two assessments of a case come to; nothing where there is one only."""
    last = list(case.assessments.order_by("-event__number")[:2])
    if len(last) < 2:
        return []
    now, before = (_by_people(one.result) for one in last)
    book = assessor().rulebook
    found = []
    for (programme, people), result in now.items():
        title = say(book.programmes[programme].title) if programme in book.programmes else programme
        was = before.get((programme, people))
        who = listed([names.get(p, p) for p in people])
        found.append(Changed(title, who, in_words(was) if was else _("no result"), in_words(result)))
    return found


def _by_people(result: Mapping[str, Any]) -> dict[tuple[str, tuple[str, ...]], Mapping[str, Any]]:
    return {(name, tuple(r["for"])): r for name, p in result["programmes"].items() for r in p["results"]}


def in_words(result: Mapping[str, Any]) -> str:
    """What a result comes to."""
    if result["status"] == "ineligible":
        return _("nothing: not eligible")
    amount = result.get("amount")
    if not amount:
        return _("eligible") if result["status"] == "eligible" else _("still open")
    low, high = currency(amount["low"]), currency(amount["high"])
    if low == high:
        return _("%(amount)s a month") % {"amount": low}
    return _("between %(low)s and %(high)s a month") % {"low": low, "high": high}
