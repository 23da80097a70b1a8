"""What settles whether the law's short limit holds: the facts that the rulebook names for it, in its order."""

from __future__ import annotations

from typing import Any

from nextwave.casework.clock import today
from nextwave.casework.law.in_force import assessor, notice_rules
from nextwave.casework.queue.docket import expedited, results_of


def settles_first(result: dict[str, Any], situation: dict[str, Any]) -> list[tuple[str, str]]:
    """(fact, of) that are not stated and can still settle it, the first to ask first, of the programme whose limit is
    the shortest; none once it is settled."""
    book = assessor().rulebook
    short = sorted((notice_rules(name).expedited_limit.end(today()), name) for name in open_limits(result))
    if not short:
        return []
    household = situation.get("household", {})
    found = []
    for name in notice_rules(short[0][1]).settles_first:
        if (book.household.name, name) in book.facts:
            found += [(name, "household")] if name not in household else []
        else:
            found += [(name, p["id"]) for p in situation["people"] if name not in p]
    return found


def open_limits(result: dict[str, Any]) -> list[str]:
    """The programmes of which it is not settled whether their short limit holds."""
    return [
        name
        for name, results in results_of(result).items()
        if expedited(results, notice_rules(name).expedited_rule) == "open"
    ]
