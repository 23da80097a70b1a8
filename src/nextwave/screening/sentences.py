"""An answer in plain sentences: what, why or why not, what is still needed, what is not confirmed."""

from __future__ import annotations

from typing import Any

from nextwave.rulebook.model import Rulebook


def sentences(book: Rulebook, answer: dict[str, Any]) -> list[str]:
    """The lines of an explanation, in the order a person would ask."""
    lines = []
    for name, programme in answer["programmes"].items():
        title = book.programmes[name].title
        for result in programme["results"]:
            lines.append(verdict(title, result))
            lines += [f"  {reason(r)}" for r in result["reasons"]]
            if result["needs"]:
                needed = ", ".join(f"{n['fact']} of {n['of']}" for n in result["needs"])
                lines.append(f"  Still needed: {needed}.")
            for figure in result["rests_on_unconfirmed"]:
                through = figure["confirmed_through"]
                lines.append(f"  Not confirmed after {through}: {figure['title']}.")
    lines.append(f"Law {answer['versions']['law']} on {answer['on']}.")
    return lines


def verdict(title: str, result: dict[str, Any]) -> str:
    """One line on who gets what."""
    whom = ", ".join(result["for"])
    status = {
        "eligible": "can get it",
        "ineligible": "cannot get it",
        "open": "it is still open",
    }[result["status"]]
    line = f"{title} for {whom}: {status}"
    amount = result.get("amount")
    if amount and result["status"] != "ineligible":
        span = amount["low"] if amount["low"] == amount["high"] else f"{amount['low']} to ${amount['high']}"
        line += f", ${span} a {amount['per']}"
    return line + "."


def reason(entry: dict[str, Any]) -> str:
    """One reason: what the rule says, its value, its citation."""
    value = entry["value"]
    shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return f"{entry['says']} ({shown}; {entry['cites']})"
