"""What follows for one group while facts are unknown: its status, the ends of its amount, its levels, completions that
show both sides, and the unknowns that can still change it.

`conclusions(search)` works on the integers of the plan; `engine.answers.assessment` makes JSON of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nextwave.engine.plan.graph import Outcome
from nextwave.engine.situations.household import Cell
from nextwave.engine.unknowns.box import Completion
from nextwave.engine.unknowns.objectives import for_level, for_units, outcome_instances
from nextwave.engine.unknowns.search import Search
from nextwave.engine.unknowns.seeking import End, Seeking


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A result for the people of `group`. `low` and `high` are ends of the amount in its quanta (0 without
    one); `low_witness` and `high_witness` attain them. `levels` are those of a tier that it may come to, each with a
    completion that shows it (none where that was not found). Of an open result `refused` shows a completion in
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
    #: Whether it is undecided because the work that may be done for it was used up.
    cut_short: bool = False
    levels: tuple[tuple[int, Completion | None], ...] = ()

    @property
    def shown(self) -> list[Completion]:
        """The completions that show what is open, each once: those of the ends of the amount, and of the
        levels, first."""
        found: list[Completion] = []
        ends = [self.low_witness, self.high_witness, *(witness for _, witness in self.levels)]
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
    together = [members for region in search.regions for members in region.units[outcome.entity][1]]
    if search.possible is not None:
        sure = search.possible.sure[outcome.entity][1]
        together += [*sure, *([*sure[a], *sure[b]] for a, b, _ in search.possible.maybe[outcome.entity])]
    for members in together:
        joined = [g for g in found if g & set(members)]
        found = [g for g in found if g not in joined] + [frozenset().union(*joined)]
    return sorted(found, key=min)


def conclusions(searches: Sequence[Search]) -> dict[str, tuple[Search, list[Conclusion]]]:
    """The results of each programme by its name, with the search that they are from. Each of their ends has a share of
    the work of its own, so that what one that is hard to find takes is taken from no other: first a short look for
    every one, then what is left, statuses before amounts, low ends before high ones."""
    asked = {
        o.programme.name: (s, [Concluding(s, o, g) for g in groups(s, o) if may_concern(s, o, g)])
        for s in searches
        for o in s.searcher.plan.outcomes
    }
    every = [one for _, of_outcome in asked.values() for one in of_outcome]
    budget = searches[0].budget
    look = budget.left // max(1, 2 * sum(max(4, len(one.ends) + 2) for one in every))
    for one in every:
        one.begin(look if one.search.certain else look // 8)
    provable = [one for one in every if one.search.certain]
    for what in ("status", "low", "high", "high"):
        left = [(one.search, s) for one in provable for s in one.unfinished(what)]
        share = budget.left // (1 if what == "high" else 2)
        for k, (search, seeking) in enumerate(left):
            before = budget.spent
            search.go_on(seeking, share // (len(left) - k))
            share -= budget.spent - before
    return {name: (s, [one.conclusion() for one in of_outcome]) for name, (s, of_outcome) in asked.items()}


def may_concern(search: Search, outcome: Outcome, group: frozenset[int]) -> bool:
    """Whether a programme may have a result for some of a group."""
    applies = outcome.applies
    return (
        applies is None
        or not search.certain
        or any(
            region.ranges[applies.number][k][1]
            for region in search.regions
            for k in outcome_instances(outcome, group, region.units)
        )
    )


class Concluding:
    """The result for one group while it is worked out."""

    def __init__(self, search: Search, outcome: Outcome, group: frozenset[int]) -> None:
        self.search, self.outcome, self.group = search, outcome, group
        self.every, self.some = for_units(outcome, group, "all"), for_units(outcome, group, "any")
        self.guide = for_units(outcome, group, "amount") if outcome.amount else None
        self.high = search.seek(self.guide) if self.guide else None
        self.low = search.seek(self.guide, -1) if self.guide else None
        self.levels = [search.seek(for_level(outcome, group, k)) for k in range(len(outcome.levels))]
        self.sure: Seeking | None = None
        self.may: Seeking | None = None

    def begin(self, steps: int) -> None:
        """A first look for everything, with so many steps each. The ends of the amount, and the levels, often show
        both sides of an open status, so they come before it."""
        search = self.search
        for seeking in self.ends:
            search.go_on(seeking, steps)
        if None not in self._sides():
            return
        self.sure = search.seek(self.every, -1, self.guide)
        search.go_on(self.sure, steps)
        sure = self.sure.end(search.certain)
        if not (sure.proven and sure.value == 1):
            self.may = search.seek(self.some, 1, self.guide)
            search.go_on(self.may, steps)

    def unfinished(self, what: str) -> list[Seeking]:
        """The searches that can be gone on with."""
        of = {
            "status": [self.sure, self.may],
            "low": [self.low, *self.hopeful],
            "high": [self.high, *self.hopeful],
        }[what]
        if what == "status" and None not in self._sides():
            return []
        return [seeking for seeking in of if seeking is not None and not seeking.over]

    def conclusion(self) -> Conclusion:
        search, outcome, group = self.search, self.outcome, self.group
        low, high = (s.end(search.certain) if s is not None else None for s in (self.low, self.high))
        status, undecided, refused, granted = self._status()
        if not search.household.complete:
            status, undecided = "open", True
        ends = (0, 0)
        if low is not None and high is not None and status != "ineligible":
            undecided = undecided or not (low.proven and high.proven)
            ends = (_bound(search, outcome, group, low, 0), _bound(search, outcome, group, high, 1))
        levels = self._levels() if status != "ineligible" else ()
        if not (status == "eligible" and len(levels) == 1):  # the one that is left it must be
            undecided = undecided or any(shown is None for _, shown in levels)
        settled = not undecided and status != "open" and ends[0] == ends[1] and len(levels) < 2
        seekings = [self.sure, self.may] if status == "ineligible" else [self.sure, self.may, *self.ends]
        return Conclusion(
            group,
            status,
            undecided,
            *ends,
            low.witness if low else None,
            high.witness if high else None,
            refused,
            granted,
            () if settled else _needs(search, outcome, group),
            undecided and (not search.certain or any(s is not None and not s.over for s in seekings)),
            levels,
        )

    @property
    def ends(self) -> list[Seeking]:
        """The searches for what it comes to beside its status: the ends of the amount, or the levels that the bounds
        leave possible."""
        return [s for s in (self.high, self.low, *self.hopeful) if s is not None]

    @property
    def hopeful(self) -> list[Seeking]:
        """The levels of which the bounds do not say already that it comes to no such."""
        return [s for s in self.levels if s.bound > 0]

    def _levels(self) -> tuple[tuple[int, Completion | None], ...]:
        """The levels that it may come to, with completions that show them: all but those of which it is proven that it
        does not."""
        excluded = self.search.certain and self.search.household.complete
        return tuple(
            (member, seeking.witness if seeking.best == 1 else None)
            for member, seeking in enumerate(self.levels)
            if seeking.best == 1 or not excluded or seeking.bound > 0
        )

    def _sides(self) -> tuple[Completion | None, Completion | None]:
        """A completion in which not all are eligible, and one in which some are, as far as the amount's ends show."""
        shown = [s.witness for s in self.ends if s.witness is not None]
        refused = next((w for w in shown if self.search.value(self.every, w) == 0), None)
        granted = next((w for w in shown if self.search.value(self.some, w) == 1), None)
        return refused, granted

    def _status(self) -> tuple[str, bool, Completion | None, Completion | None]:
        """Eligible, ineligible or open; whether that is undecided; and a completion for each side of an open one."""
        refused, granted = self._sides()
        if refused is not None and granted is not None:
            return "open", False, refused, granted
        certain = self.search.certain
        sure = self.sure.end(certain) if self.sure is not None else None
        if sure is not None and sure.proven and sure.value == 1:
            return "eligible", False, None, None
        may = self.may.end(certain) if self.may is not None else None
        if may is not None and may.proven and may.value == 0:
            return "ineligible", False, None, None
        refused = refused or (sure.witness if sure is not None and sure.value == 0 else None)
        granted = granted or (may.witness if may is not None and may.value == 1 else None)
        return "open", refused is None or granted is None, refused, granted


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


def _needs(search: Search, outcome: Outcome, group: frozenset[int]) -> tuple[Cell, ...]:
    """The unknowns that can still change the status, the amount or the level."""
    mask = 0
    every = [for_units(outcome, group, what) for what in ("all", "any", "amount")]
    every += [for_level(outcome, group, member) for member in range(len(outcome.levels))]
    for region in search.regions:
        for sought in every:
            found = sought(region.ranges, region.units)
            if found[0] != found[1]:
                mask |= found[2] | found[3]
    if len(search.regions) > 1 or not search.certain:
        mask |= search.structural  # who belongs together is open, and hangs on these
    return tuple(search.boxes.named(mask))
