"""A notice says what is paid when, and speaks by the kind of its programme."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.models import Case, Notice, Proposal
from nextwave.casework.notices import notice
from nextwave.casework.notices.notice import composed
from nextwave.rulebook.jurisdiction import Jurisdiction
from tests.casework.acts.test_deciding import AS_ASSESSED, otherwise
from tests.casework.conftest import TODAY, Filing


def proposed(case: Case, who: Actor, what: Proposed = AS_ASSESSED) -> Proposal:
    return Proposal.objects.get(event=do(Propose(what), who, case, Attempted(f"propose-{case.pk}")))


def said(proposal: Proposal) -> str:
    return " ".join(composed(proposal, TODAY)["paragraphs"]).replace("\N{NO-BREAK SPACE}", " ")


def test_the_first_payment_is_told_where_it_is_another(filed: Filing, people: dict[str, Actor]) -> None:
    found = proposed(filed(household__applied_on=TODAY.isoformat()), people["worker"])
    results = found.assessment.result["programmes"]["snap"]["results"]
    first = next(r["value"] for r in results[0]["reasons"] if r["rule"] == "snap.first_month_benefit")
    assert first != results[0]["amount"]["low"]
    text = said(found)
    assert f"The first payment is another: ${first} for November 2026, since you applied on November 24, 2026." in text
    assert f"${results[0]['amount']['low']} each month" in text


def test_it_is_not_where_it_is_the_same_or_granted_otherwise(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed(household__applied_on="2026-11-01")
    assert "first payment" not in said(proposed(case, people["worker"]))
    other = filed("file-2", household__applied_on=TODAY.isoformat())
    assert "first payment" not in said(proposed(other, people["worker"], otherwise(100)))


@pytest.mark.parametrize(
    ("kind", "text", "until"),
    [
        ("paid", "you get Basic Food, $", "You get this until"),
        ("owed", "you must pay $", "This holds until"),
        ("permit", "you have Basic Food. It costs $", "This holds until"),
        ("in kind", "you get Basic Food.", "You get this until"),
    ],
)
def test_each_kind_is_told_in_its_words(
    filed: Filing, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch, kind: str, text: str, until: str
) -> None:
    found = proposed(filed(), people["worker"])
    book = notice.assessor_of(found.assessment.law_id).rulebook
    programmes = {**book.programmes, "snap": replace(book.programmes["snap"], kind=kind)}
    other = SimpleNamespace(rulebook=replace(book, programmes=programmes))
    monkeypatch.setattr(notice, "assessor_of", lambda version: other)
    assert text in said(found)
    assert f"{until} October 31, 2027." in said(found)


def test_amounts_are_written_as_where_the_law_holds(
    filed: Filing, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = proposed(filed(), people["worker"])
    there = replace(notice.assessor().rulebook, jurisdiction=Jurisdiction("", "GBP", "GB"))
    monkeypatch.setattr(notice, "assessor", lambda: SimpleNamespace(rulebook=there))
    content = composed(found, TODAY)
    assert "$" not in content["paragraphs"][0] + "".join(r["value"] for r in content["reasons"])
    assert content["amount"].startswith("£")
    assert content["date"] == "24 November 2026"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", r"that counts, before tax: (\S+)\. The most money a group of this size may have coming in each month: (\S+)\."),
        ("es", r"antes de impuestos: (\S+)\. Lo más que un grupo de este tamaño puede recibir cada mes: (\S+)\."),
    ],
)  # fmt: skip
def test_a_denial_says_why_with_its_figures(
    filed: Filing, people: dict[str, Actor], language: str, sentence: str
) -> None:
    case = filed(language=language, p2__social_security={"amount": "9000", "per": "month"})
    denied = proposed(case, people["worker"], replace(AS_ASSESSED, outcome="denied"))
    found = re.search(sentence, said(denied))
    assert found is not None, said(denied)
    income, limit = (float(amount.strip("$").replace(",", "")) for amount in found.groups())
    assert income > 9000 > limit > 0
    do(Issue(denied.pk), people["worker"], case, Attempted("issue"))
    kept = " ".join(Notice.objects.get(decision__proposal=denied).content["paragraphs"])
    assert kept.replace("\N{NO-BREAK SPACE}", " ") == said(denied)
    granted = proposed(filed("file-2"), people["worker"])
    assert "The most money" not in said(granted)
