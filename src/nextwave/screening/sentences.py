"""An answer in plain sentences: what, why or why not, what is still needed, what is not confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.wording.amounts import written
from nextwave.rulebook.wording.catalogues import SOURCE
from nextwave.rulebook.wording.values import AMOUNTS, hundredths, told
from nextwave.screening.words import Words, words_in


def sentences(book: Rulebook, answer: dict[str, Any], language: str = SOURCE) -> list[str]:
    """The lines of an explanation, in the order a person would ask."""
    words = words_in(language, book)
    lines = []
    for name, programme in answer["programmes"].items():
        title = programme.get("title", book.programmes[name].title)
        for result in programme["results"]:
            told = {one["level"]: one["title"] for one in programme.get("scale", ())}
            kind = programme.get("kind", "paid")
            lines.append(verdict(title, result, kind, book.jurisdiction, language, words, told))
            lines += [f"  {reason(r, words, book, language)}" for r in result["reasons"]]
            lines += [f"  {taken_over(a, words)}" for a in result.get("accepted", ())]
            if result["needs"]:
                facts = [words["of"] % {"fact": n["fact"], "whom": n["of"]} for n in result["needs"]]
                lines.append(f"  {words['needed'] % {'facts': ', '.join(facts)}}")
            for figure in result["rests_on_unconfirmed"]:
                through, named = figure["confirmed_through"], figure["title"]
                lines.append(f"  {words['unconfirmed'] % {'through': through, 'title': named}}")
    lines.append(words["law"] % {"law": answer["versions"]["law"], "on": answer["on"]})
    return lines


def verdict(
    title: str,
    result: dict[str, Any],
    kind: str,
    here: Jurisdiction,
    language: str,
    words: Words,
    levels: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """One line on who gets what, owes what or may do what; `levels` are the titles of a tier's."""
    of_kind = f" {kind}" if kind in ("owed", "permit") else ""
    key = {"eligible": f"can{of_kind}", "ineligible": f"cannot{of_kind}", "open": "open"}[result["status"]]
    said, found = words[key], result.get("amount")
    if found and result["status"] != "ineligible":
        low, high = (written(here, Decimal(end), 2, language) for end in (found["low"], found["high"]))
        amount = low if low == high else words["between"] % {"low": low, "high": high}
        amount = words[found["per"]] % {"amount": amount} if found["per"] in words else amount
        settled = f"settled{of_kind}" if result["status"] == "eligible" else f"open{of_kind}"
        said = words[settled if of_kind and settled in words else "with amount"] % {"outcome": said, "amount": amount}
    if result.get("levels"):
        names = either([levels.get(one, one) for one in result["levels"]], words)
        said = words["with level"] % {"outcome": said, "levels": names}
    return words["result"] % {"title": title, "people": ", ".join(result["for"]), "outcome": said}


def either(names: list[str], words: Words) -> str:
    """Names as people say them one of which it is: a, b or c."""
    if not names[:-1]:
        return names[-1]
    return words["either"] % {"one": ", ".join(names[:-1]), "other": names[-1]}


def taken_over(entry: dict[str, Any], words: Words) -> str:
    """What another authority decided, or a register or an expert says, and of which day."""
    value = entry["value"]
    value = value["amount"] if isinstance(value, dict) and "amount" in value else value
    shown = (words["yes"] if value else words["no"]) if isinstance(value, bool) else value
    key = ("decision" if entry["kind"] == "decision" else "said") + ("" if "on" in entry else " undated")
    what = f"{words['of'] % {'fact': entry['fact'], 'whom': entry['of']}} ({shown})"
    return words[key] % {"by": entry["by"], "on": entry.get("on", ""), "what": what}


def reason(entry: dict[str, Any], words: Words, book: Rulebook, language: str) -> str:
    """One reason: what the rule says, its value (amounts and days as data has them, but an amount that no decimal is
    equal to by the nearest hundredth), its citation."""
    value = entry["value"]
    versions = book.rules.get(entry.get("rule", ""))
    if isinstance(value, bool) or (versions and versions[0].returns in book.choices):
        value = told(book, entry, language, (words["yes"], words["no"]))
    elif versions and versions[0].returns in AMOUNTS and "/" in value:
        value = hundredths(Fraction(value))
    return f"{entry['says']} ({value}; {entry['cites']})"
