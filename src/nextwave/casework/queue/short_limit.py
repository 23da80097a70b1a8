"""What settles whether the law's short limit holds: the facts that the rulebook names for it, in its order."""

from __future__ import annotations

from typing import Any

from nextwave.casework.law.in_force import assessor, notice_rules
from nextwave.casework.queue.docket import expedited


def settles_first(result: dict[str, Any], situation: dict[str, Any]) -> list[tuple[str, str]]:
    """(fact, of) that are not stated and can still settle it, the first to ask first; none once it is settled."""
    rules, book = notice_rules(), assessor().rulebook
    if expedited(result, rules.expedited_rule) != "open":
        return []
    household = situation.get("household", {})
    found = []
    for name in rules.settles_first:
        if (book.household.name, name) in book.facts:
            found += [(name, "household")] if name not in household else []
        else:
            found += [(name, p["id"]) for p in situation["people"] if name not in p]
    return found
