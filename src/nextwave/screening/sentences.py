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

#: What the sentences are made of, by language.
WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "paid": ("can get it", "cannot get it"),
        "in kind": ("can get it", "cannot get it"),
        "owed": ("has to pay", "has nothing to pay"),
        "permit": ("can have it", "cannot have it"),
        "tier": ("can get it", "cannot get it"),
        "fee": "for a fee of",
        "open": "it is still open",
        "for": "for",
        "to": "to",
        "or": "or",
        "week": "a week",
        "month": "a month",
        "year": "a year",
        "once": "",
        "yes": "yes",
        "no": "no",
        "decision": "As decided by {by} on {on}: {what}.",
        "decision undated": "As decided by {by}: {what}.",
        "said": "According to {by}, {on}: {what}.",
        "said undated": "According to {by}: {what}.",
        "needed": "Still needed",
        "of": "of",
        "unconfirmed": "Not confirmed after {through}: {title}.",
        "law": "Law {law} on {on}.",
    },
    "es": {
        "paid": ("puede recibirlo", "no puede recibirlo"),
        "in kind": ("puede recibirlo", "no puede recibirlo"),
        "owed": ("debe pagar", "no debe pagar nada"),
        "permit": ("puede tenerlo", "no puede tenerlo"),
        "tier": ("puede recibirlo", "no puede recibirlo"),
        "fee": "con una tarifa de",
        "open": "todavía no se sabe",
        "for": "para",
        "to": "a",
        "or": "o",
        "week": "a la semana",
        "month": "al mes",
        "year": "al año",
        "once": "",
        "yes": "sí",
        "no": "no",
        "decision": "Según lo que decidió {by} el {on}: {what}.",
        "decision undated": "Según lo que decidió {by}: {what}.",
        "said": "Según {by}, {on}: {what}.",
        "said undated": "Según {by}: {what}.",
        "needed": "Todavía falta",
        "of": "de",
        "unconfirmed": "No confirmado después del {through}: {title}.",
        "law": "Ley {law} el {on}.",
    },
}


def words_in(language: str) -> dict[str, Any]:
    """What the sentences are made of in a language; in English where there is none of it yet."""
    return WORDS.get(language, WORDS[SOURCE])


def sentences(book: Rulebook, answer: dict[str, Any], language: str = SOURCE) -> list[str]:
    """The lines of an explanation, in the order a person would ask."""
    words = words_in(language)
    lines = []
    for name, programme in answer["programmes"].items():
        title = programme.get("title", book.programmes[name].title)
        for result in programme["results"]:
            told = {one["level"]: one["title"] for one in programme.get("scale", ())}
            lines.append(verdict(title, result, programme.get("kind", "paid"), book.jurisdiction, language, told))
            lines += [f"  {reason(r, words, book, language)}" for r in result["reasons"]]
            lines += [f"  {taken_over(a, words)}" for a in result.get("accepted", ())]
            if result["needs"]:
                needed = ", ".join(f"{n['fact']} {words['of']} {n['of']}" for n in result["needs"])
                lines.append(f"  {words['needed']}: {needed}.")
            for figure in result["rests_on_unconfirmed"]:
                through, named = figure["confirmed_through"], figure["title"]
                lines.append("  " + words["unconfirmed"].format(through=through, title=named))
    lines.append(words["law"].format(law=answer["versions"]["law"], on=answer["on"]))
    return lines


def verdict(
    title: str,
    result: dict[str, Any],
    kind: str,
    here: Jurisdiction,
    language: str,
    levels: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """One line on who gets what, owes what or may do what; `levels` are the titles of a tier's."""
    words = words_in(language)
    can, cannot = words[kind]
    said = {"eligible": can, "ineligible": cannot, "open": words["open"]}[result["status"]]
    line = f"{title} {words['for']} {', '.join(result['for'])}: {said}"
    found = result.get("amount")
    if found and result["status"] != "ineligible":
        low, high = (written(here, Decimal(end), 2, language) for end in (found["low"], found["high"]))
        span = low if low == high else f"{low} {words['to']} {high}"
        joined = "" if kind in ("owed", "permit") and result["status"] == "eligible" else ","
        fee = f" {words['fee']}" if kind == "permit" else ""
        line += f"{joined}{fee} {span} {words[found['per']]}".rstrip()
    if result.get("levels"):
        line += f": {either([levels.get(one, one) for one in result['levels']], words['or'])}"
    return line + "."


def either(names: list[str], word: str) -> str:
    """Names as people say them one of which it is: a, b or c."""
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if names[:-1] else names)


def taken_over(entry: dict[str, Any], words: dict[str, Any]) -> str:
    """What another authority decided, or a register or an expert says, and of which day."""
    value = entry["value"]
    value = value["amount"] if isinstance(value, dict) and "amount" in value else value
    shown = (words["yes"] if value else words["no"]) if isinstance(value, bool) else value
    key = ("decision" if entry["kind"] == "decision" else "said") + ("" if "on" in entry else " undated")
    what = f"{entry['fact']} {words['of']} {entry['of']} ({shown})"
    return str(words[key].format(by=entry["by"], on=entry.get("on", ""), what=what))


def reason(entry: dict[str, Any], words: dict[str, Any], book: Rulebook, language: str) -> str:
    """One reason: what the rule says, its value (amounts and days as data has them, but an amount that no decimal is
    equal to by the nearest hundredth), its citation."""
    value = entry["value"]
    versions = book.rules.get(entry.get("rule", ""))
    if isinstance(value, bool) or (versions and versions[0].returns in book.choices):
        value = told(book, entry, language, (words["yes"], words["no"]))
    elif versions and versions[0].returns in AMOUNTS and "/" in value:
        value = hundredths(Fraction(value))
    return f"{entry['says']} ({value}; {entry['cites']})"
