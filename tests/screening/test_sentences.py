"""An answer in sentences: who gets what, owes what or may do what, in the words of its kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.screening.sentences import sentences, taken_over, verdict
from nextwave.screening.words import LOCALE, TEXTS, words_in
from tests.washington import washington

US = Jurisdiction("", "USD", "US")
SETTLED = {"low": "97.00", "high": "97.00"}
ENDS = {"low": "0.00", "high": "97.00"}


def said(kind: str, status: str, amount: dict[str, str] | None, per: str = "month", language: str = "en") -> str:
    result: dict[str, Any] = {"for": ["ana", "ben"], "status": status}
    if amount:
        result["amount"] = {**amount, "per": per}
    return verdict("It", result, kind, US, language, words_in(language))


@pytest.mark.parametrize(
    ("kind", "status", "amount", "per", "line"),
    [
        ("paid", "eligible", SETTLED, "month", "It for ana, ben: can get it, $97.00 a month."),
        ("paid", "eligible", ENDS, "week", "It for ana, ben: can get it, $0.00 to $97.00 a week."),
        ("paid", "open", ENDS, "year", "It for ana, ben: it is still open, $0.00 to $97.00 a year."),
        ("paid", "ineligible", SETTLED, "month", "It for ana, ben: cannot get it."),
        ("in kind", "eligible", None, "", "It for ana, ben: can get it."),
        ("owed", "eligible", SETTLED, "year", "It for ana, ben: has to pay $97.00 a year."),
        ("owed", "ineligible", SETTLED, "year", "It for ana, ben: has nothing to pay."),
        ("permit", "eligible", SETTLED, "once", "It for ana, ben: can have it for a fee of $97.00."),
        ("permit", "open", ENDS, "once", "It for ana, ben: it is still open, for a fee of $0.00 to $97.00."),
        ("permit", "eligible", None, "", "It for ana, ben: can have it."),
        ("permit", "ineligible", None, "", "It for ana, ben: cannot have it."),
    ],
)
def test_one_line_says_what_comes_of_it(
    kind: str, status: str, amount: dict[str, str] | None, per: str, line: str
) -> None:
    assert said(kind, status, amount, per) == line


@pytest.mark.parametrize("language", sorted(path.name for path in LOCALE.iterdir() if "_" not in path.name))
def test_each_language_of_the_pages_has_every_text_of_an_explanation(language: str) -> None:
    words = words_in(language)
    places = {"%(outcome)s, %(amount)s", "%(outcome)s: %(levels)s", "no"}
    assert [text for key, text in TEXTS.items() if words[key] == text and text not in places] == []


def test_a_rulebook_says_explanations_in_words_and_languages_of_its_own() -> None:
    own = 'msgctxt "explanation"\nmsgid "cannot get it"\nmsgstr "bekommt nichts"\n\n'
    own += 'msgctxt "explanation"\nmsgid "%(amount)s a week"\nmsgstr "%(betrag)s je Woche"\n'
    book = replace(washington(), pages={"de": own, "en": own.replace("bekommt nichts", "gets no hay")})
    words = words_in("de", book)
    assert (words["cannot"], words["week"], words["can"]) == ("bekommt nichts", "%(amount)s a week", "can get it")
    assert words_in("en", book)["cannot"] == "gets no hay"
    assert words_in("../de", book) == words_in("en")


def test_reasons_needs_and_what_is_not_confirmed_stand_below_their_result() -> None:
    result = {
        "for": ["ana"],
        "status": "open",
        "reasons": [{"says": "Someone is old.", "value": True, "cites": "Code 1"}],
        "needs": [{"fact": "rent", "of": "ana"}, {"fact": "jobs", "of": "ben"}],
        "rests_on_unconfirmed": [{"title": "The limit", "confirmed_through": "2026-09-30"}],
    }
    answer = {"on": "2026-11-01", "versions": {"law": "abc"}, "programmes": {"snap": {"results": [result]}}}
    book = replace(washington(), jurisdiction=US)
    assert sentences(book, answer) == [
        "Basic Food for ana: it is still open.",
        "  Someone is old. (yes; Code 1)",
        "  Still needed: rent of ana, jobs of ben.",
        "  Not confirmed after 2026-09-30: The limit.",
        "Law abc on 2026-11-01.",
    ]


@pytest.mark.parametrize(
    ("entry", "language", "line"),
    [
        (
            {"kind": "decision", "by": "the court", "on": "2026-02-03", "fact": "award", "of": "ana", "value": "20.00"},
            "en",
            "As decided by the court on 2026-02-03: award of ana (20.00).",
        ),
        (
            {
                "kind": "decision",
                "by": "the court",
                "fact": "pension",
                "of": "ana",
                "value": {"amount": "5", "per": "week"},
            },
            "en",
            "As decided by the court: pension of ana (5).",
        ),
        (
            {"kind": "register", "by": "the list", "on": "2026-02-03", "fact": "listed", "of": "ana", "value": True},
            "en",
            "According to the list, 2026-02-03: listed of ana (yes).",
        ),
        (
            {"kind": "expert", "by": "un perito", "fact": "sound", "of": "ana", "value": False},
            "es",
            "Según un perito: sound de ana (no).",
        ),
    ],
)
def test_what_others_decided_is_said_with_who_did_and_when(entry: dict[str, Any], language: str, line: str) -> None:
    assert taken_over(entry, words_in(language)) == line
