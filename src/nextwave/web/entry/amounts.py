"""What came of a change: for each result of an assessment what it was before and what it is now, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nextwave.casework.models import Case, Proposal
from nextwave.casework.models.decision import Outcome
from nextwave.web.localization.formats import currency, listed
from nextwave.web.localization.languages import say
from nextwave.web.localization.outcomes import between, each, either, level_shown
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
        found.append(
            Changed(title, who, in_words(programme, was) if was else _("no result"), in_words(programme, result))
        )
    return found


def _by_people(result: Mapping[str, Any]) -> dict[tuple[str, tuple[str, ...]], Mapping[str, Any]]:
    return {(name, tuple(r["for"])): r for name, p in result["programmes"].items() for r in p["results"]}


def in_words(programme: str, result: Mapping[str, Any]) -> str:
    """What a result of a programme comes to."""
    if result["status"] == "ineligible":
        return _("nothing: not eligible")
    amount = result.get("amount")
    if result.get("levels"):
        return either(programme, result["levels"])
    if not amount:
        return _("eligible") if result["status"] == "eligible" else _("still open")
    return each(between(currency(amount["low"]), currency(amount["high"])), amount["per"])


def _amount(proposal: Proposal) -> Mapping[str, Any] | None:
    results = proposal.assessment.result["programmes"].get(proposal.programme, {}).get("results", ())
    return next((r["amount"] for r in results if r.get("amount")), None)


def has_amount(proposal: Proposal) -> bool:
    """Whether an amount comes of the programme."""
    return _amount(proposal) is not None


def amount_of(proposal: Proposal) -> str:
    """What a proposal grants, charges or asks as a fee, with its period, or the level that it grants; empty where it
    comes to neither."""
    if proposal.level:
        return level_shown(proposal.programme, proposal.level)
    amount = _amount(proposal)
    if amount is None or proposal.outcome == Outcome.DENIED:
        return ""
    return each(currency(f"{proposal.amount // 100}.{proposal.amount % 100:02d}"), amount["per"])
