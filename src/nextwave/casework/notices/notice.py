"""The notice of a decision, written from the assessment's trace in the recipient's language, and kept as sent.

A notice is data (headings, sentences, lines with their law), which pages and letters show. What must stand in
it is in `notice.toml`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_skeleton

from nextwave.casework.household.facts import people_of
from nextwave.casework.law.in_force import assessor, assessor_of, delegations, notice_rules
from nextwave.casework.models import Decision, Event, Notice, Proposal
from nextwave.casework.models.decision import Outcome
from nextwave.casework.notices.wording import words_in
from nextwave.engine.answers.comparing import Comparison, Side
from nextwave.engine.answers.refusal import why_not, why_not_higher
from nextwave.engine.budget import REQUEST, Budget
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.rulebook.model import Programme, Rulebook
from nextwave.rulebook.problems import RulebookError
from nextwave.rulebook.wording.amounts import written as written_amount
from nextwave.rulebook.wording.catalogues import spoken
from nextwave.rulebook.wording.values import decimal_of, told


def send(decision: Decision, event: Event, compared: Sequence[Comparison] | None = None) -> Notice:
    """Writes the notice of a decision and keeps it; `compared` is what `compared_for` gives."""
    content = composed(decision.proposal, decision.issued_on, compared)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return Notice.objects.create(
        decision=decision,
        event=event,
        language=decision.case.language,
        content=content,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def composed(proposal: Proposal, issued_on: date, compared: Sequence[Comparison] | None = None) -> dict[str, Any]:
    """What the notice of a proposal says if it is issued on a day; nothing is kept. {"title", "reference", "date", "to", "paragraphs", "reasons": [{"says", "value",
    "cites"}], "rights": [{"heading", "text", "cites"}], "versions"}."""
    case, language = proposal.case, proposal.case.language
    book = assessor_of(proposal.assessment.law_id).rulebook
    words, wording = words_in(language), book.wording.get(language, {})
    rules, programme = notice_rules(proposal.programme), book.programmes[proposal.programme]
    names = people_of(case)
    people = " · ".join(names.get(p, p) for p in proposal.people)
    granted = proposal.outcome == Outcome.GRANTED
    title = wording.get(programme.title, programme.title)
    here = assessor().rulebook.jurisdiction
    result = next(
        r
        for r in spoken(proposal.assessment.result, wording, book)["programmes"][proposal.programme]["results"]
        if r["for"] == proposal.people
    )
    amount, level = "", ""
    if granted and "amount" in result:
        amount = words[result["amount"]["per"]] % {"amount": money(proposal.amount, here, language)}
    if granted and (scale := book.scale(proposal.programme)) is not None:
        label = scale.labels.get(proposal.level, proposal.level)
        level = wording.get(label) or label
    key = programme.kind if granted else "nothing owed" if programme.kind == "owed" else "denied"
    paragraphs = [words[key] % {"programme": title, "people": people, "amount": amount, "level": level}]
    if programme.kind == "permit" and amount:
        paragraphs.append(words["fee"] % {"amount": amount})
    now = replace(book, jurisdiction=here)
    reasons = [line(r, words, now, language) for r in result["reasons"]]
    found = compared_for(proposal) if compared is None else compared
    if found and granted:
        paragraphs.append(words["not higher"])
    for one in found:
        (left, a), (right, b) = (_told(side, wording, here, language) for side in (one.left, one.right))
        paragraphs.append(words["compared"] % {"left": left, "one": a, "right": right, "other": b})
    paragraphs += [_accepted(one, names, book, words, here, language) for one in result.get("accepted", ())]
    if proposal.deviates:
        code = delegations().reasons[proposal.reason]
        paragraphs.append(words["otherwise"] % {"reason": code.says[language], "explanation": proposal.explanation})
        reasons.insert(0, {"says": code.says[language], "value": "", "cites": code.cites})
    if granted:
        paragraphs += _first(proposal, programme, result, words, here, language)
        paragraphs += _until(proposal, programme, words, here, language)
        paragraphs += [wording.get(n.says, n.says) for n in book.notes_of(proposal.programme, result)]
    if not granted:
        paragraphs.append(words["apply_again"])
    until = rules.hearing_until(issued_on)
    rights = [
        {
            "heading": words["hearing"],
            "text": rules.hearing.says[language].format(
                **{rules.hearing_limit.unit: rules.hearing_limit.count}, last_day=day(until, here, language)
            ),
            "cites": rules.hearing.cites,
        },
        {
            "heading": words["nondiscrimination"],
            "text": rules.nondiscrimination.says[language],
            "cites": rules.nondiscrimination.cites,
        },
    ]
    if here.office:
        office = wording.get(here.office, here.office)
        text = words["call"] % {"office": office, "phone": here.office_phone}
        rights.append({"heading": words["questions"], "text": text, "cites": ""})
    return {
        "title": words["title"] % {"programme": title},
        "reference": case.reference,
        "date": day(issued_on, here, language),
        "filed": words["filed"] % {"day": day(case.filed_on, here, language)},
        "to": people,
        "outcome": proposal.outcome,
        "amount": amount,
        **({"level": level} if level else {}),
        "paragraphs": paragraphs,
        "reasons_heading": words["reasons"],
        "reasons": reasons,
        "unconfirmed": [f["title"] for f in result["rests_on_unconfirmed"]],
        "rights": rights,
        "versions": {"law": proposal.assessment.law_id, "engine": proposal.assessment.engine},
    }


def _first(
    proposal: Proposal,
    programme: Programme,
    result: dict[str, Any],
    words: dict[str, str],
    here: Jurisdiction,
    language: str,
) -> list[str]:
    """What is paid for the first period, where it is granted as assessed and that is another amount."""
    found = next((r["value"] for r in result["reasons"] if r["rule"].rpartition(".")[2] == programme.first), None)
    if proposal.deviates or not programme.first or found is None or proposal.certified_from is None:
        return []
    if Decimal(found) * 100 == proposal.amount:
        return []
    shown = written_amount(here, Decimal(found), 2, language)
    first = month(proposal.certified_from, here, language)
    return [words["first"] % {"amount": shown, "first": first, "day": day(proposal.case.filed_on, here, language)}]


def compared_for(proposal: Proposal) -> list[Comparison]:
    """By which figures the law refuses what is proposed to be denied, or gives no higher level than is granted as
    assessed. To find out may take as long as an assessment: not for within a transaction."""
    granted = proposal.outcome == Outcome.GRANTED
    if granted and (proposal.deviates or not proposal.level):
        return []
    assessment = proposal.assessment
    results = assessment.result["programmes"][proposal.programme]["results"]
    result = next(r for r in results if r["for"] == proposal.people)
    try:
        law = assessor_of(assessment.law_id)
        asked = why_not_higher if granted else why_not
        return asked(law, assessment.request, proposal.programme, result, Budget(REQUEST))
    except (RulebookError, SituationError):
        # By what was kept of an earlier version it cannot be worked out again; the reasons stand below all the same.
        return []


def _accepted(
    one: Mapping[str, Any],
    names: Mapping[str, str],
    book: Rulebook,
    words: Mapping[str, str],
    here: Jurisdiction,
    language: str,
) -> str:
    """What another authority decided, or a register or an expert says, as a sentence."""
    value, wording = one["value"], book.wording.get(language, {})
    entity = book.household.name if one["of"] == "household" else book.person.name
    declared = book.facts.get((entity, one["fact"]))
    amount = value.get("amount", "") if isinstance(value, dict) else value
    if declared is not None and declared.choice and isinstance(value, str):
        label = book.choices[declared.choice].labels.get(value, value)
        shown = wording.get(label, label)
    elif isinstance(amount, bool):
        shown = words["yes"] if amount else words["no"]
    elif declared is not None and declared.type == "money":
        shown = written_amount(here, Decimal(amount), 2, language)
        per = value.get("per", "") if isinstance(value, dict) else ""
        shown = words[per] % {"amount": shown} if per in words else shown
    elif declared is not None and declared.type == "date" and isinstance(value, str):
        shown = day(date.fromisoformat(value), here, language)
    else:
        shown = names.get(str(value), str(value))
    key = "decision" if one["kind"] == "decision" else "said"
    what = one["says"].replace("{person}", names.get(one["of"], "")).rstrip("?.")
    said = {"by": one["by"], "what": what, "value": shown}
    if "on" not in one:
        return words[f"{key} undated"] % said
    return words[key] % {"day": day(date.fromisoformat(one["on"]), here, language), **said}


def _told(side: Side, wording: Mapping[str, str], here: Jurisdiction, language: str) -> tuple[str, str]:
    """What one side of a comparison is called, and its figure."""
    says = wording.get(side.says, side.says).rstrip(".")
    if side.kind == "money":
        return says, written_amount(here, decimal_of(side.value), 2, language)
    return says, day(date.fromisoformat(side.value), here, language) if side.kind == "date" else side.value


def _until(
    proposal: Proposal, programme: Programme, words: dict[str, str], here: Jurisdiction, language: str
) -> list[str]:
    """Until when it is given, owed or permitted, and from which month on; nothing of what was proposed without a period."""
    if proposal.certified_from is None or proposal.certified_through is None:
        return []
    last, first = day(proposal.certified_through, here, language), month(proposal.certified_from, here, language)
    said = words["until" if programme.kind in ("paid", "in kind", "tier") else "until not given"]
    return [said % {"last": last, "first": first}]


def line(reason: dict[str, Any], words: dict[str, str], book: Rulebook, language: str) -> dict[str, str]:
    """A line of the trace as a sentence with its value and its law."""
    shown = told(book, reason, language, (words["yes"], words["no"]))
    return {"says": reason["says"], "value": shown, "cites": reason["cites"]}


def day(value: date, here: Jurisdiction, language: str) -> str:
    return format_date(value, "long", locale=here.locale(language))


def month(value: date, here: Jurisdiction, language: str) -> str:
    return format_skeleton("yMMMM", value, locale=here.locale(language))


def money(amount: int, here: Jurisdiction, language: str) -> str:
    """Hundredths of the currency as it is written there."""
    return written_amount(here, Decimal(amount) / 100, 2, language)
