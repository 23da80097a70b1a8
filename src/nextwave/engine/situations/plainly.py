"""What was stated, written as plainly as can be: "$1,200.5" is kept as "1200.50", "1986-02-03 " as "1986-02-03"."""

from __future__ import annotations

from typing import Any

from nextwave.engine.building.lowering.names import snake
from nextwave.engine.situations.problems import Refused
from nextwave.engine.situations.stating import day
from nextwave.gate import numbers
from nextwave.gate.numbers import Currency
from nextwave.gate.text import Unreadable, code
from nextwave.rulebook.model import Fact, Rulebook


def plainly(rulebook: Rulebook, entity: str, name: str, value: Any) -> Any:
    """The JSON of a fact, or of a list such as jobs, with every text in it in its plain form. What cannot be read
    stays as it is: whoever assesses it says what is wrong."""
    fact = rulebook.facts.get((entity, name))
    if fact is not None:
        return _value(fact, value, Currency.of(rulebook.jurisdiction))
    below = next((e for e in rulebook.entities.values() if e.of == entity and f"{snake(e.name)}s" == name), None)
    if below is None or not isinstance(value, list):
        return value
    return [_item(rulebook, below.name, item) for item in value]


def _item(rulebook: Rulebook, entity: str, item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    return {key: plainly(rulebook, entity, key, value) for key, value in item.items()}


def _value(fact: Fact, value: Any, currency: Currency) -> Any:
    if isinstance(value, list):
        return [_value(fact, v, currency) for v in value]
    if isinstance(value, dict):
        said = {"value", "amount", "between", "one_of"}
        made = {k: _value(fact, v, currency) if k in said else v for k, v in value.items()}
        return {**made, "from": _day(made["from"])} if isinstance(made.get("from"), str) else made
    return _plain(fact, value, currency) if isinstance(value, str) else value


def _plain(fact: Fact, text: str, currency: Currency) -> Any:
    try:
        match fact.type:
            case "money":
                return numbers.money(text, currency)
            case "rate":
                return numbers.number(text)
            case "int" | "days" | "months" | "years":
                return numbers.whole(text)
            case "date":
                return _day(text)
            case "choice":
                return code(text)
    except Unreadable:
        return text
    return text


def _day(text: str) -> str:
    try:
        return day(text).isoformat()
    except Refused:
        return text
