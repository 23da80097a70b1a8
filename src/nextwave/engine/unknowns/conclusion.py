"""What follows for one group while facts are unknown: its status, the ends of its amount, completions that
show both sides, and the unknowns that can still change it.

`conclude(search, outcome, group)` works on the integers of the plan; `engine.answers.assessment` makes JSON of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.engine.plan.graph import Outcome
from nextwave.engine.situations.situation import Cell
from nextwave.engine.unknowns.box import Completion
from nextwave.engine.unknowns.objectives import for_units
from nextwave.engine.unknowns.search import End, Search


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A result for the people of `group`. `low` and `high` are ends of the amount in its quanta (0 without
    one); `low_witness` and `high_witness` attain them. Of an open result `refused` shows a completion in
    which not all of the group are eligible, `granted` one in which some are.

    An undecided result is one for which a proof was not found within the budget: it counts as open, its ends
    are sound, and it may lack completions that attain them.
    """

    group: frozenset[int]
    status: str
    undecided: bool
    low: int
    high: int
    low_witness: Completion | None
    high_witness: Completion | None
    refused: Completion | None
    granted: Completion | None
    needs: tuple[Cell, ...]

    @property
    def shown(self) -> list[Completion]:
        """The completions that show what is open, each once: those of the ends of the amount first."""
        found: list[Completion] = []
        ends = [self.low_witness, self.high_witness]
        if self.status == "open":
            ends += [self.refused, self.granted]
        for completion in ends:
            if completion is not None and completion not in found:
                found.append(completion)
        return found


def groups(search: Search, outcome: Outcome) -> list[frozenset[int]]:
    """Those a result can be for: people who may be in one unit stand together."""
    people = search.household.counts[search.searcher.plan.rulebook.person.name]
    if outcome.kind == "group":
        return [frozenset(range(people))]
    found = [frozenset({i}) for i in range(people)]
    if outcome.entity not in search.searcher.plan.structures:
        return found
    for region in search.regions:
        for members in region.units[outcome.entity][1]:
            joined = [g for g in found if g & set(members)]
            found = [g for g in found if g not in joined] + [frozenset().union(*joined)]
    return sorted(found, key=min)


def conclude(search: Search, outcome: Outcome, group: frozenset[int]) -> Conclusion:
    """The result for one group (see `groups`)."""
    high = low = None
    if outcome.amount:
        objective = for_units(outcome, group, "amount")
        high, low = search.highest(objective), search.highest(objective, -1)
    ends = [e for e in (low, high) if e is not None]
    status, undecided, refused, granted = _status(search, outcome, group, ends)
    if not search.household.complete:
        status, undecided = "open", True
    ends_at = (0, 0)
    if low is not None and high is not None and status != "ineligible":
        undecided = undecided or not (low.proven and high.proven)
        ends_at = (_bound(search, outcome, group, low, 0), _bound(search, outcome, group, high, 1))
    settled = not undecided and status != "open" and ends_at[0] == ends_at[1]
    return Conclusion(
        group,
        status,
        undecided,
        *ends_at,
        low.witness if low else None,
        high.witness if high else None,
        refused,
        granted,
        () if settled else _needs(search, outcome, group),
    )


def _bound(search: Search, outcome: Outcome, group: frozenset[int], end: End, side: int) -> int:
    """An end as it may be stated: itself where it is proven, else its bound, or where some ways into units
    were not looked at, all that the rule's own bounds allow for as many units as there are people."""
    if end.proven:
        return end.value
    if search.certain:
        return end.bound
    assert outcome.amount is not None
    found = search.searcher.measures[outcome.amount.body.number]
    assert found
    if side:
        return int(found.high / found.quantum) * len(group)
    return min(0, int(found.low / found.quantum)) * len(group)


def _status(
    search: Search, outcome: Outcome, group: frozenset[int], ends: list[End]
) -> tuple[str, bool, Completion | None, Completion | None]:
    """Eligible, ineligible or open; whether that is undecided; and a completion for each side of an open one.

    The ends of the amount often show both sides already.
    """
    every, some = for_units(outcome, group, "all"), for_units(outcome, group, "any")
    shown = [e.witness for e in ends if e.witness is not None]
    refused = next((w for w in shown if search.value(every, w) == 0), None)
    granted = next((w for w in shown if search.value(some, w) == 1), None)
    if refused is not None and granted is not None:
        return "open", False, refused, granted
    guide = for_units(outcome, group, "amount") if outcome.amount else None
    sure = search.highest(every, -1, guide)
    if sure.proven and sure.value == 1:
        return "eligible", False, None, None
    may = search.highest(some, 1, guide)
    if may.proven and may.value == 0:
        return "ineligible", False, None, None
    refused = refused or (sure.witness if sure.value == 0 else None)
    granted = granted or (may.witness if may.value == 1 else None)
    return "open", refused is None or granted is None, refused, granted


def _needs(search: Search, outcome: Outcome, group: frozenset[int]) -> tuple[Cell, ...]:
    """The unknowns that can still change the status or the amount."""
    mask = 0
    for region in search.regions:
        for what in ("all", "any", "amount"):
            found = for_units(outcome, group, what)(region.ranges, region.units)
            if found[0] != found[1]:
                mask |= found[2] | found[3]
    if len(search.regions) > 1 or not search.certain:
        mask |= search.structural  # who belongs together is open, and hangs on these
    return tuple(search.boxes.named(mask))
