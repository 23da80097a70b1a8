"""An answer in plain sentences: what, why or why not, what is still needed, what is not confirmed."""

from __future__ import annotations

from typing import Any

from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.wording.catalogues import SOURCE

#: What the sentences are made of, by language.
WORDS = {
    "en": {
        "eligible": "can get it",
        "ineligible": "cannot get it",
        "open": "it is still open",
        "for": "for",
        "to": "to",
        "month": "a month",
        "year": "a year",
        "yes": "yes",
        "no": "no",
        "needed": "Still needed",
        "of": "of",
        "unconfirmed": "Not confirmed after {through}: {title}.",
        "law": "Law {law} on {on}.",
    },
    "es": {
        "eligible": "puede recibirlo",
        "ineligible": "no puede recibirlo",
        "open": "todavía no se sabe",
        "for": "para",
        "to": "a",
        "month": "al mes",
        "year": "al año",
        "yes": "sí",
        "no": "no",
        "needed": "Todavía falta",
        "of": "de",
        "unconfirmed": "No confirmado después del {through}: {title}.",
        "law": "Ley {law} el {on}.",
    },
}


def sentences(book: Rulebook, answer: dict[str, Any], language: str = SOURCE) -> list[str]:
    """The lines of an explanation, in the order a person would ask."""
    words = WORDS[language]
    lines = []
    for name, programme in answer["programmes"].items():
        title = programme.get("title", book.programmes[name].title)
        for result in programme["results"]:
            lines.append(verdict(title, result, words))
            lines += [f"  {reason(r, words)}" for r in result["reasons"]]
            if result["needs"]:
                needed = ", ".join(f"{n['fact']} {words['of']} {n['of']}" for n in result["needs"])
                lines.append(f"  {words['needed']}: {needed}.")
            for figure in result["rests_on_unconfirmed"]:
                through, named = figure["confirmed_through"], figure["title"]
                lines.append("  " + words["unconfirmed"].format(through=through, title=named))
    lines.append(words["law"].format(law=answer["versions"]["law"], on=answer["on"]))
    return lines


def verdict(title: str, result: dict[str, Any], words: dict[str, str]) -> str:
    """One line on who gets what."""
    line = f"{title} {words['for']} {', '.join(result['for'])}: {words[result['status']]}"
    amount = result.get("amount")
    if amount and result["status"] != "ineligible":
        low, high = amount["low"], amount["high"]
        span = low if low == high else f"{low} {words['to']} ${high}"
        line += f", ${span} {words[amount['per']]}"
    return line + "."


def reason(entry: dict[str, Any], words: dict[str, str]) -> str:
    """One reason: what the rule says, its value, its citation."""
    value = entry["value"]
    shown = (words["yes"] if value else words["no"]) if isinstance(value, bool) else value
    return f"{entry['says']} ({shown}; {entry['cites']})"
