"""Why: the rules that mattered to a result, with their values and citations, as data.

For an eligible group the conditions that were met and the amounts that made up the benefit; for an
ineligible one the smallest set of conditions that failed (why not).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.engine.building.quanta import Measures
from nextwave.engine.plan.graph import Definition, Node, Outcome, Plan, closure
from nextwave.engine.unknowns.objectives import outcome_instances
from nextwave.engine.unknowns.search import Search
from nextwave.rulebook.model import Choice

#: In so many parts of the completions, at the most, rules beside the outcome are looked at.
MOST_REGIONS = 8


def money(value: Fraction) -> str:
    """An amount with two decimals; one below a hundredth keeps its digits, so that nothing is hidden."""
    return _amount(value.numerator, value.denominator)


def amount(count: int, quantum: Fraction) -> str:
    """So many quanta as `money` has them."""
    return _amount(count * quantum.numerator, quantum.denominator)


def _amount(numerator: int, denominator: int) -> str:
    cents, below = divmod(abs(numerator) * 100, denominator)
    if below:
        return decimal(Fraction(numerator, denominator))
    return f"{'-' if numerator < 0 else ''}{cents // 100}.{cents % 100:02d}"


def decimal(value: Fraction) -> str:
    """A decimal where there is an exact one, else a fraction."""
    denominator, places = value.denominator, 0
    while denominator % 10 == 0:
        denominator //= 10
        places += 1
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
            places += 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"-{text}" if value < 0 else text


def period(outcome: Outcome) -> str:
    """The period of a programme's amount."""
    assert outcome.amount is not None
    detail = outcome.amount.type.detail
    return detail if detail in ("week", "month", "year") else "once"


def shown(definition: Definition, count: Any, measures: Measures, choices: Mapping[str, Choice]) -> Any:
    """A rule's value as JSON has it: of a choice the member's name."""
    kind = definition.type.kind
    if kind == "choice":
        return choices[definition.type.detail].members[int(count)]
    if kind == "bool":
        return bool(count)
    if kind == "int":
        return int(count)
    if kind == "date":
        return date.fromordinal(int(count)).isoformat()
    found = measures[definition.body.number]
    if found is None:
        return int(count)
    return amount(count, found.quantum) if kind == "money" else decimal(count * found.quantum)


class Reasons:
    """What a programme's results are explained by; made once a plan."""

    def __init__(self, plan: Plan, measures: Measures, outcome: Outcome) -> None:
        self.plan, self.measures, self.outcome = plan, measures, outcome
        entity = outcome.entity
        by_name = {d.name: d for d in plan.definitions if d.variables[0].entity == entity and d.own_period}
        wanted = [plan.rulebook.rule_named(outcome.programme.name, name) for name in outcome.programme.reasons]
        self.rules = [by_name[name] for name in wanted if name in by_name]
        #: `more` says that a part of what must hold is no rule, such as an amount that must be above nothing: where it
        #: is wanting, only the whole can be shown.
        self.conditions, self.more = _conditions(outcome.eligible)
        #: What a condition rests on, once it has been asked for.
        self._below: dict[int, set[int]] = {}
        self.lines = {d.number: self._line(d) for d in [*self.rules, *self.conditions, outcome.eligible]}

    def _line(self, definition: Definition) -> dict[str, Any]:
        rule = definition.rule
        return {"rule": definition.name, "value": None, "cites": rule.provisions, "says": rule.summary}

    def given(self, definitions: list[list[Any]], i: int, eligible: bool) -> list[dict[str, Any]]:
        """The reasons of a settled result for instance i."""
        chosen = self.rules if eligible else self._failed(definitions, i)
        return [self._valued(d, definitions[d.number][i]) for d in chosen]

    def _valued(self, definition: Definition, count: Any) -> dict[str, Any]:
        return {
            **self.lines[definition.number],
            "value": shown(definition, count, self.measures, self.plan.rulebook.choices),
        }

    def _failed(self, definitions: list[list[Any]], i: int) -> list[Definition]:
        """Why not: every condition that failed, and the amounts that stand beside it among the reasons."""
        failed = [d for d in self.conditions if not definitions[d.number][i]] or [self.outcome.eligible]
        beside = set().union(*map(self._rests_on, failed))
        return failed + [d for d in self.rules if d.number in beside and d not in failed and d.type.kind != "bool"]

    def _rests_on(self, definition: Definition) -> set[int]:
        found = self._below.get(definition.number)
        if found is None:
            found = self._below[definition.number] = closure(self.plan, [definition])
        return found

    def known(self, search: Search, group: frozenset[int], status: str) -> list[dict[str, Any]]:
        """The reasons that hold in every completion: rules whose value is the same in all of them."""
        if not search.certain:
            return []  # people may be together in ways that were not looked at
        if status != "ineligible":
            return list(self._alike(self.rules, search, group))
        lines = [line for line in self._alike(self.conditions, search, group) if not line["value"]]
        if lines or not self.more:
            return lines
        eligible = self.outcome.eligible
        lines = [line for line in self._alike([eligible], search, group) if not line["value"]]
        beside = self._rests_on(eligible)
        amounts = [d for d in self.rules if d.number in beside and d.type.kind != "bool"]
        return [*lines, *self._alike(amounts, search, group)] if lines else []

    def _alike(
        self, definitions: Iterable[Definition], search: Search, group: frozenset[int]
    ) -> Iterator[dict[str, Any]]:
        """A line for each that has one value in all completions."""
        for definition in definitions:
            values: set[Any] = set()
            beside = definition.number not in search.searcher.sought
            regions = search.regions
            if beside and len(regions) > MOST_REGIONS:
                regions = search.begun
            if beside and (len(regions) > MOST_REGIONS or not search.budget.left):
                continue
            for region in regions:
                ranges = search.explained(region) if beside else region.ranges
                for k in outcome_instances(self.outcome, group, region.units):
                    values.add(_only(definition, ranges[definition.number][k]))
            if len(values) == 1 and None not in values:
                (value,) = values
                yield self._valued(definition, value)


def _only(definition: Definition, found: Any) -> int | None:
    """The one value that a rule can have, None where there are several. What a choice may be is a set of bits, the
    second lowest of which is its first member."""
    if definition.type.sets:
        return found[0].bit_length() - 2 if found[0].bit_count() == 1 and found[0] > 1 else None
    return int(found[0]) if found[0] == found[1] else None


def _conditions(eligible: Definition) -> tuple[list[Definition], bool]:
    """The rules that must all hold: the parts of `a and b and …`, or the rule itself; and whether a part is no rule."""
    found: list[Definition] = []
    more = False

    def part(node: Node) -> None:
        nonlocal more
        if node.operation == "and":
            for argument in node.arguments:
                part(argument)
        elif node.operation == "read" and node.arguments[0].operation == "variable":
            found.append(node.detail)
        else:
            more = True

    part(eligible.body)
    return (found, more) if found else ([eligible], False)
