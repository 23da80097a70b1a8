"""The notice of a decision, written from the assessment's trace in the recipient's language, and kept as sent.

A notice is data (headings, sentences, lines with their law), which pages and letters show. What must stand in
it is in 7 CFR 273.10(g)(1) and in `notice.toml`.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency

from nextwave.casework.household.facts import people_of
from nextwave.casework.law.in_force import assessor_of, delegations, notice_rules
from nextwave.casework.models import Decision, Event, Notice, Proposal
from nextwave.casework.models.decision import Outcome
from nextwave.casework.notices.wording import WORDS
from nextwave.rulebook.wording.catalogues import spoken


def send(decision: Decision, event: Event) -> Notice:
    """Writes the notice of a decision and keeps it."""
    content = written(decision)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return Notice.objects.create(
        decision=decision,
        event=event,
        language=decision.case.language,
        content=content,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def written(decision: Decision) -> dict[str, Any]:
    """The content of the notice of a decision, as `composed` says."""
    return composed(decision.proposal, decision.issued_on)


def composed(proposal: Proposal, issued_on: date) -> dict[str, Any]:
    """What the notice of a proposal says if it is issued on a day; nothing is kept. {"title", "reference", "date", "to", "paragraphs", "reasons": [{"says", "value",
    "cites"}], "rights": [{"heading", "text", "cites"}], "versions"}."""
    case, language = proposal.case, proposal.case.language
    book = assessor_of(proposal.assessment.law_id).rulebook
    words, wording = WORDS[language], book.wording.get(language, {})
    rules, programme = notice_rules(), book.programmes[proposal.programme]
    names = people_of(case)
    people = " · ".join(names.get(p, p) for p in proposal.people)
    granted = proposal.outcome == Outcome.GRANTED
    title = wording.get(programme.title, programme.title)
    amount = money(proposal.amount, language)
    key = "granted" if granted else "denied"
    paragraphs = [words[key].format(programme=title, people=people, amount=amount)]
    result = next(
        r
        for r in spoken(proposal.assessment.result, wording, book)["programmes"][proposal.programme]["results"]
        if r["for"] == proposal.people
    )
    reasons = [line(r, words, language) for r in result["reasons"]]
    if proposal.deviates:
        code = delegations().reasons[proposal.reason]
        paragraphs.append(words["otherwise"].format(reason=code.says[language], explanation=proposal.explanation))
        reasons.insert(0, {"says": code.says[language], "value": "", "cites": code.cites})
    if granted:
        paragraphs += _until(proposal, words, language)
        paragraphs += [wording.get(n.says, n.says) for n in book.notes_of(proposal.programme, result)]
    if not granted:
        paragraphs.append(words["apply_again"])
    until = rules.hearing_until(issued_on)
    rights = [
        {
            "heading": words["hearing"],
            "text": rules.hearing.says[language].format(days=rules.hearing_days, last_day=day(until, language)),
            "cites": rules.hearing.cites,
        },
        {
            "heading": words["nondiscrimination"],
            "text": rules.nondiscrimination.says[language],
            "cites": rules.nondiscrimination.cites,
        },
    ]
    return {
        "title": words["title"].format(programme=title),
        "reference": case.reference,
        "date": day(issued_on, language),
        "filed": words["filed"].format(day=day(case.filed_on, language)),
        "to": people,
        "outcome": proposal.outcome,
        "amount": amount if granted else "",
        "paragraphs": paragraphs,
        "reasons_heading": words["reasons"],
        "reasons": reasons,
        "unconfirmed": [f["title"] for f in result["rests_on_unconfirmed"]],
        "rights": rights,
        "versions": {"law": proposal.assessment.law_id, "engine": proposal.assessment.engine},
    }


def _until(proposal: Proposal, words: dict[str, str], language: str) -> list[str]:
    """Until when it is given, and from which month on; nothing of what was proposed without a period."""
    if proposal.certified_from is None or proposal.certified_through is None:
        return []
    first = format_skeleton("yMMMM", proposal.certified_from, locale=_locale(language))
    return [words["until"].format(last=day(proposal.certified_through, language), first=first)]


def line(reason: dict[str, Any], words: dict[str, str], language: str) -> dict[str, str]:
    """A line of the trace as a sentence with its value and its law."""
    value = reason["value"]
    if isinstance(value, bool):
        shown = words["yes"] if value else words["no"]
    elif isinstance(value, str) and value.replace(".", "", 1).lstrip("-").isdigit() and "." in value:
        shown = format_currency(value, "USD", locale=_locale(language))
    else:
        shown = str(value)
    return {"says": reason["says"], "value": shown, "cites": reason["cites"]}


def _locale(language: str) -> str:
    return {"es": "es_US"}.get(language, "en_US")


def day(value: date, language: str) -> str:
    return format_date(value, "long", locale=_locale(language))


def money(amount: int, language: str) -> str:
    """Cents as dollars."""
    return format_currency(Decimal(amount) / 100, "USD", locale=_locale(language))
