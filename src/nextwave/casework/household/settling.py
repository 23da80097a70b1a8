"""What would settle most: of all that is still open in an assessment, the one fact to find out next.

An open result names the facts that it still needs, and witnesses: ways in which all could be, with what would then
come out. A fact settles more the more results need it, and the more the witnesses that differ in it differ in what
comes out. Between equals the one that costs people least comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from nextwave.engine.answers.assessment import Assessor
from nextwave.screening.questions import choose, open_facts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would come out if the fact were so: `value` is its JSON, `amount` by the period `per`, or the `level` of a
    tier; None where nothing can be got."""

    value: Any
    amount: str | None
    per: str
    level: str | None = None
    #: The place of the level among those that are open, the lowest first; -1 where nothing can be got.
    rank: int = -1


@dataclass(frozen=True, slots=True)
class Settling:
    """The fact to find out. It bears on `results` of `open_results`; `others` facts bear on them too; `outcomes` are
    two of the ways in which it could be (none where the witnesses do not tell). `alone` says that nothing else is
    needed."""

    fact: str
    of: str
    results: int
    open_results: int
    others: int
    outcomes: tuple[Outcome, ...]
    #: The programme that these are of; empty where there are none.
    programme: str = ""

    @property
    def alone(self) -> bool:
        return self.others == 0


def settling(assessor: Assessor, assessment: dict[str, Any], request: dict[str, Any]) -> Settling | None:
    """The fact that would settle most of a recorded assessment; None where nothing is open."""
    wanted = open_facts(assessment)
    if not wanted:
        return None
    named = [(name, r) for name, p in assessment["programmes"].items() for r in p["results"] if r["needs"]]
    results = [r for _, r in named]
    weights = {need: _weight(need, results) for need in wanted}
    most = max(weights.values())
    equals = [need for need in wanted if weights[need] == most]
    first = choose(assessor, date.fromisoformat(request["on"]), request["situation"], equals)
    assert first is not None
    fact, of = first.fact, first.of
    programme, outcomes = next(((name, o) for name, r in named if (o := _outcomes((fact, of), r))), ("", ()))
    return Settling(fact, of, weights[fact, of][0], len(results), len(wanted) - 1, outcomes, programme)


def _weight(need: tuple[str, str], results: list[dict[str, Any]]) -> tuple[int, Decimal]:
    """In how many results the fact is needed, and how much lies between its ways in all of them."""
    needed = [r for r in results if {"fact": need[0], "of": need[1]} in r["needs"]]
    spread = Decimal(0)
    for result in needed:
        ends = [_worth(o) for o in _outcomes(need, result)]
        spread += max(ends) - min(ends) if ends else 0
    return len(needed), spread


def _outcomes(need: tuple[str, str], result: dict[str, Any]) -> tuple[Outcome, ...]:
    """The lowest and the highest of the witnesses of a result with an amount or levels, where they differ in the
    fact."""
    levels = result.get("levels")
    if "amount" not in result and levels is None:
        return ()
    per = result["amount"]["per"] if "amount" in result else ""
    found: list[Outcome] = []
    for witness in result.get("witnesses", ()):
        value = next((f["value"] for f in witness["facts"] if (f["fact"], f["of"]) == need), None)
        its = next((r for r in witness["results"] if r["for"] == result["for"]), None)
        if value is None or its is None:
            continue
        amount = its.get("amount") if its["status"] == "eligible" else None
        level = its.get("level")
        rank = levels.index(level) if levels and level in levels else -1
        if all(o.value != value for o in found):
            found.append(Outcome(value, amount, per, level, rank))
    found.sort(key=_worth)
    return (found[0], found[-1]) if len(found) > 1 else ()


def _worth(outcome: Outcome) -> Decimal:
    """By what ways are ordered: the amount, or how high the level is."""
    return Decimal(outcome.amount or 0) + outcome.rank
