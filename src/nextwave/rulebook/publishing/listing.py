"""The facts of a rulebook as plain data: for `nextwave facts`, the API and people who write situations."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.rulebook.model import Fact, Rulebook


def _plain(value: bool | int | Fraction | date | str | None) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    return value


def facts_of(book: Rulebook) -> list[dict[str, Any]]:
    """Every fact in the order of the rulebook, with type, bounds, choices and question."""
    return [_row(book, fact) for fact in book.facts.values()]


def _row(book: Rulebook, fact: Fact) -> dict[str, Any]:
    row: dict[str, Any] = {
        "entity": fact.entity,
        "name": fact.name,
        "type": "money by period" if fact.flow else fact.type,
        "ask": fact.ask,
        "help": fact.help,
        "sensitive": fact.sensitive,
        "judgement": fact.judgement,
        "kind": fact.kind,
        "evidence": list(fact.evidence),
    }
    if fact.said_by:
        row["said_by"] = fact.said_by
    if fact.optional:
        row["optional"] = True
    if fact.choice:
        choice = book.choices[fact.choice]
        row["choices"] = list(choice.members)
        row["labels"] = dict(choice.labels)
    if fact.type in ("money", "int", "days", "months", "years", "rate"):
        row["minimum"], row["maximum"] = _plain(fact.minimum or 0), _plain(fact.maximum)
    if fact.applies:
        row["applies"] = fact.applies
    return row
