"""What a result takes over from others: what an authority decided, and what a register or an expert says.

Such a fact is taken as it is stated, never worked out; an answer says who said it and, where that is stated, on which
day: `{"value": true, "decided_on": "2026-02-03"}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from nextwave.engine.building.lowering.names import snake
from nextwave.engine.plan.graph import Outcome, Plan, closure
from nextwave.engine.situations.nothing import is_nothing
from nextwave.engine.situations.stating import day
from nextwave.rulebook.model import Fact


class Accepted:
    """For the results of one programme; made once a plan. `facts` are those that its rules read."""

    def __init__(self, plan: Plan, outcome: Outcome) -> None:
        self.book = plan.rulebook
        self.facts: list[Fact] = []
        # Most rulebooks take nothing over, and the law of each month is compiled anew.
        if not any(fact.said_by for fact in self.book.facts.values()):
            return
        roots = outcome.decisive
        read = {
            (node.detail.fact.entity, node.detail.fact.name)
            for number in closure(plan, roots)
            for node in plan.definitions[number].body.walk()
            if node.operation == "fact"
        }
        self.facts = [f for key, f in self.book.facts.items() if f.said_by and key in read]

    def given(self, situation: Mapping[str, Any], people: list[str], on: date) -> list[dict[str, Any]]:
        """What is stated of these people and their household of what others said, as an answer has it."""
        found = []
        for fact in self.facts:
            for of, record in self._having(fact, situation, people):
                value, said_on = _stated(record[fact.name], on)
                # Of what is not there nothing was decided.
                if _unsure(value) or (not said_on and is_nothing(value)):
                    continue
                line = {"fact": fact.name, "of": of, "kind": fact.kind, "by": fact.said_by}
                line |= {"on": said_on} if said_on else {}
                found.append({**line, "says": fact.label or fact.ask, "value": value})
        return found

    def _having(
        self, fact: Fact, situation: Mapping[str, Any], people: list[str]
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Who or what the fact is stated of, with what is stated."""
        if fact.entity == self.book.household.name:
            records = [("household", situation.get("household", {}))]
        else:
            records = [(p["id"], p) for p in situation["people"] if p["id"] in people]
            if fact.entity != self.book.person.name:
                listed = f"{snake(fact.entity)}s"
                below = [item for _, p in records for item in p.get(listed) or ()]
                records = [(str(item.get("id", listed)), item) for item in below]
        yield from ((of, record) for of, record in records if fact.name in record)


def _stated(given: Any, on: date) -> tuple[Any, str]:
    """The value that holds on a day, and the day on which it was said; both empty where nothing holds yet."""
    if isinstance(given, list) and given and all(isinstance(v, dict) and "from" in v for v in given):
        # The situation was read before: each day is one, in whichever form it is taken.
        held = [v for v in given if day(v["from"]) <= on]
        given = held[-1] if held else None
    if isinstance(given, dict) and "value" in given:
        return _stated(given["value"], on)[0], str(given.get("decided_on", ""))
    return given, ""


def _unsure(value: Any) -> bool:
    return isinstance(value, dict) and ("between" in value or "one_of" in value)
