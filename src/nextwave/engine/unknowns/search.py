"""Settled or open, and the exact ends of an amount, over every completion of a household's unknown facts.

Bounds first: a box whose bounds agree is settled. Where a value can only rise (or fall) in each unknown, a
corner of the box attains its end. What is left is split along what the rules ask, best first, within a
budget; an end that no completion was found for in time is reported as undecided, never as settled.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nextwave.engine.budget import Budget
from nextwave.engine.building.quanta import Measures
from nextwave.engine.evaluators.bounds import Bounds, Ranges
from nextwave.engine.evaluators.exact import Exact
from nextwave.engine.plan.graph import Definition, Outcome, Plan, closure
from nextwave.engine.situations.household import Cell, Household
from nextwave.engine.situations.stating import Between
from nextwave.engine.unknowns.ascent import Ascent
from nextwave.engine.unknowns.box import Box, Boxes, Completion, intersection, size
from nextwave.engine.unknowns.completing import Completing
from nextwave.engine.unknowns.cuts import Cuts, cuts, cuts_of
from nextwave.engine.unknowns.objectives import Objective, at_values, index_of
from nextwave.engine.unknowns.region import Assumed, Region
from nextwave.engine.unknowns.seeking import Seeking
from nextwave.engine.unknowns.units import Grouping, Pairs, Units, Way, way_of
from nextwave.rulebook.collecting import paused

#: How many unknowns are tried before a region is split.
PROBED = 60

#: To see which unknown to split at takes as long as so many steps for each.
RANKED = 100


def choosing(plan: Plan) -> list[int]:
    """The rules of a person or job that aggregates choose by."""
    found: dict[int, None] = {}
    for node in plan.nodes():
        if node.operation == "aggregate":
            for part in node.arguments[1].walk():
                if part.operation == "read" and part.type.kind == "bool" and len(part.detail.variables) == 1:
                    found.setdefault(part.detail.number)
    return list(found)


def sought(outcomes: Iterable[Outcome]) -> list[Definition]:
    """The rules that say what comes of programmes."""
    return [d for o in outcomes for d in (*o.decisive, o.applies, *o.levels) if d is not None]


def explaining(plan: Plan, outcomes: Iterable[Outcome]) -> list[Definition]:
    """The rules that results are explained by."""
    names = {plan.rulebook.rule_named(o.programme.name, name) for o in outcomes for name in o.programme.reasons}
    return [d for d in plan.definitions if d.name in names and d.own_period]


class Searcher:
    """What searches over one plan share: both evaluators, and where rules cut the facts. Each is made when it is first
    asked for, since a population is worked out without any of them."""

    def __init__(self, plan: Plan, measures: Measures, read: set[int] | None = None) -> None:
        """`read` are the definitions that completions are worked out for: those of some programmes (see `apart`), or
        all."""
        self.plan, self.measures, self.read = plan, measures, read
        also = [*plan.constraints, *(i.condition for i in plan.implied)]
        self.sought = closure(plan, [*sought(plan.outcomes), *also])

    @cached_property
    @paused()
    def exact(self) -> Exact:
        return Exact(self.plan, self.measures, self.read)

    @cached_property
    @paused()
    def bounds(self) -> Bounds:
        return Bounds(self.plan, self.measures, self.sought)

    @cached_property
    @paused()
    def cuts(self) -> Cuts:
        return cuts(self.plan, self.measures)

    @cached_property
    @paused()
    def grouping(self) -> Grouping:
        return Grouping(self.plan, self.measures, self.cuts)

    @cached_property
    def choosing(self) -> list[int]:
        return choosing(self.plan)

    @cached_property
    @paused()
    def beside(self) -> Bounds:
        """The ranges of what results are explained by too, which an outcome need not read: compiled when asked for."""
        shown = closure(self.plan, explaining(self.plan, self.plan.outcomes))
        return Bounds(self.plan, self.measures, self.sought | shown)

    def search(self, household: Household, budget: Budget | None = None) -> Search:
        return Search(self, household, budget or Budget())


@dataclass
class Search:
    """One household's completions. `regions` cover them all; `certain` says that none was left out for
    want of budget."""

    searcher: Searcher
    household: Household
    budget: Budget
    boxes: Boxes = field(init=False)
    regions: list[Region] = field(init=False)
    #: The regions before any was split: one for each way into units.
    begun: list[Region] = field(init=False)
    certain: bool = field(init=False)
    structural: int = field(init=False)
    #: What is known of who is together, where not every way was looked at.
    possible: Pairs | None = field(init=False, default=None)
    completing: Completing = field(init=False)
    ascent: Ascent = field(init=False)
    #: What the rules that explain results were worked out from last.
    explaining: Ranges | None = field(init=False, default=None)
    #: For each way into units the household's box without what is impossible there, once it was asked for.
    trimmed: dict[Way, Box] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.boxes = Boxes.of(self.searcher.plan, self.household, self.budget)
        with self.budget.share(self.budget.left * 3 // 4):
            self._divide()

    def _divide(self) -> None:
        """The ways into units, each with its region; where they cannot all be looked at, those that were found, and
        who may be together."""
        box = dict(self.household.open)
        found, self.structural, self.certain = self.searcher.grouping.ways(self.boxes, box)
        whole = None if self.certain else self.searcher.grouping.pairs(self.boxes, box)
        if whole is not None and not found:
            found[way_of(whole.sure)] = None  # people who surely are together, and nobody else
        self.regions = []
        ways = [({n: (index_of(m), [list(u) for u in m]) for n, m in way}, sample) for way, sample in found.items()]
        self.completing = Completing(
            self.searcher.exact,
            self.searcher.bounds,
            self.searcher.cuts,
            self.boxes,
            ways[0][0] if ways else {},
        )
        first: Region | None = None
        grouping, cuts = self.searcher.grouping, self.searcher.cuts
        self.ascent = Ascent(grouping, cuts, self.boxes, self.completing, self.structural)
        for units, sample in ways:
            if self.regions and self.budget.short:
                self.certain = False
                break
            region = self._region(box, units, sample, near=first)
            if region is not None:
                first = first or region
                self.regions.append(region)
        self.completing.near = first.given if first else None
        self.begun = list(self.regions)
        if not self.certain:
            self.possible = whole or self.searcher.grouping.pairs(self.boxes, box)

    def _region(
        self, box: Box, units: Units, sample: Box | None, assumed: Assumed | None = None, near: Region | None = None
    ) -> Region | None:
        """A region with its bounds; None where no completion of it satisfies the constraints. Of a region near
        it, all is taken over that hangs on nothing that differs."""
        since = near.given if near else None
        given = self.boxes.ranges(box, units, since)
        given.assumed = assumed or {}
        ranges = self.searcher.bounds.run(given, since)
        self.boxes.spend(given.steps)
        if given.contradicted or self.boxes.impossible(ranges):
            return None
        return Region(box, units, given, sample)

    def broken(self) -> set[int]:
        """The constraints that the facts break for certain, each by itself."""
        return self.searcher.grouping.broken(self.boxes, dict(self.household.open))

    def explained(self, region: Region) -> list[list[Any]]:
        """What each rule that explains results can come to in a region."""
        if region.explained is None:
            given = self.boxes.ranges(region.box, region.units, self.explaining)
            given.assumed = region.assumed
            region.explained = self.searcher.beside.run(given, self.explaining)
            self.boxes.spend(given.steps)
            self.explaining = given
        return region.explained

    def _supposed(self, region: Region, number: int, i: int) -> list[Region]:
        """The region in two: where a rule is false of an instance, and where it is true."""
        key = ("supposed", number, i)
        if key in region.tried:
            return region.tried[key]
        found = region.tried[key] = []
        for value in (0, 1):
            assumed = {**region.assumed, number: {**region.assumed.get(number, {}), i: value}}
            half = self._region(region.box, region.units, region.sample, assumed, region)
            if half is not None:
                found.append(half)
        return found

    def _suppositions(self, region: Region, mask: int) -> list[tuple[int, int]]:
        """The rules, each of an instance, by which others choose whose money or costs they count: open ones
        that hang on unknowns in the mask."""
        return [
            (number, i)
            for number in self.searcher.choosing
            for i, found in enumerate(region.ranges[number])
            if found[0] != found[1] and (found[2] | found[3]) & mask
        ]

    def _halves(self, region: Region, cell: Cell) -> list[Region]:
        """The region in two at an unknown; a half in which nothing is possible is left out."""
        if cell in region.tried:
            return region.tried[cell]
        found = region.tried[cell] = []
        hangs = self.boxes.bits[cell] & self.structural
        for box in self.boxes.cut(region.box, cell, cuts_of(self.searcher.cuts, cell)):
            if hangs and not self.searcher.grouping.possibly(self.boxes, box, way_of(region.units)):
                continue
            sample = intersection(region.sample, box) if region.sample is not None else None
            half = self._region(box, region.units, sample, region.assumed, region)
            if half is not None:
                found.append(half)
        return found

    def _cells(self, box: Box, mask: int) -> list[Cell]:
        """The unknowns to split at: choices and truths first, then where rules cut, then the widest; how often
        an amount is paid comes last."""
        ranked = []
        self.budget.spend(RANKED * mask.bit_count())
        for cell in self.boxes.named(mask):
            domain = box[cell]
            many = size(domain)
            if many < 2:
                continue
            cuts = cuts_of(self.searcher.cuts, cell)
            if isinstance(domain, Between):
                cut = many == 2 or any(domain.low < c <= domain.high for c in cuts)
                rank = (0, many) if many == 2 else (1, many) if cut else (2, -many)
            else:
                rank = (0, many) if cuts else (3, many)
            ranked.append((rank, cell))
        return [cell for _, cell in sorted(ranked)]

    def _parts(
        self, region: Region, objective: Objective, sign: int, mask: int, best: int | None, guide: Objective
    ) -> list[Region] | None:
        """The region without what cannot beat the best found, split where that brings its bound down most, or
        else the bound of the guide.

        Each unknown is tried in turn: a half whose bound is not above the best is cut off for good. None where
        nothing is left to split at.
        """

        def end(of: Region) -> tuple[int, int]:
            found, also = objective(of.ranges, of.units), guide(of.ranges, of.units)
            return (found[1], also[1]) if sign > 0 else (-found[0], -also[0])

        def beats(of: Region) -> bool:
            return best is None or end(of)[0] > best

        way = way_of(region.units)
        if way not in self.trimmed:
            self.trimmed[way] = self.searcher.grouping.trimmed(self.boxes, dict(self.household.open), way)
        trimmed = self.trimmed[way]
        if any(domain is not self.household.open[cell] for cell, domain in trimmed.items()):
            box = intersection(region.box, trimmed)
            sample = intersection(region.sample, trimmed) if region.sample is not None else None
            if None not in region.tried:
                within = self._region(box, region.units, sample, region.assumed, region) if box is not None else None
                region.tried[None] = [] if within is None else [within]
            if not region.tried[None]:
                return []
            (region,) = region.tried[None]
        for number, i in self._suppositions(region, mask):
            if self.budget.short:
                break
            bound = end(region)
            alive = [h for h in self._supposed(region, number, i) if beats(h)]
            if not alive:
                return []
            if len(alive) == 1:
                (region,) = alive
            elif max(end(h) for h in alive) < bound:
                return alive
        split: tuple[tuple[int, ...], Cell] | None = None
        smaller = False
        bound = end(region)
        for cell in self._cells(region.box, mask)[:PROBED]:
            while size(region.box[cell]) > 1 and not self.budget.short:
                alive = [h for h in self._halves(region, cell) if beats(h)]
                if not alive:
                    return []
                ends = [end(h) for h in alive]
                if len(alive) > 1:
                    most = tuple(map(max, zip(*ends, strict=True)))
                    falls = (bound[0] - most[0], bound[1] - most[1])
                    score = (falls[0], 2 * bound[0] - sum(e[0] for e in ends), falls[1])
                    if split is None or score > split[0]:
                        split = (score, cell)
                    break
                (region,) = alive
                smaller, bound = True, ends[0]
        if split is not None and size(region.box[split[1]]) > 1:
            return self._halves(region, split[1])
        return [region] if smaller else None

    # Ends

    def seek(self, objective: Objective, sign: int = 1, guide: Objective | None = None) -> Seeking:
        """A search for the highest (sign 1) or lowest (sign -1) end of an objective over every region.

        A truth has one bound until it is settled. Where it hangs on an amount, the amount (`guide`) shows which
        split comes nearer to that.
        """
        return Seeking(objective, sign, guide or objective, self.regions)

    def go_on(self, seeking: Seeking, steps: int) -> None:
        """Goes on with a search until it is over or so many steps more are spent."""
        with self.budget.share(steps):
            while seeking.queue and not seeking.over and not self.budget.short:
                if seeking.best is not None and seeking.bound <= seeking.best:
                    break
                self._step(seeking)
        seeking.over = seeking.over or not seeking.queue or (seeking.best is not None and seeking.bound <= seeking.best)

    def _step(self, seeking: Seeking) -> None:
        """Looks at the most promising region, and puts its parts in its place."""
        objective, sign, guide, bound = seeking.objective, seeking.sign, seeking.guide, seeking.bound
        *_, region = seeking.queue[0]
        found = objective(region.ranges, region.units)
        up, down = (found[2], found[3]) if sign > 0 else (found[3], found[2])
        value, completion, at_corner = self.ascent.attain(region, objective, sign, up, down, bound, seeking.tries > 0)
        seeking.tries -= 1
        seeking.found(value, completion)
        best = seeking.best
        if at_corner and not up & down and not region.assumed:
            parts: list[Region] | None = []  # it only rises or only falls in each unknown: its corner is its end
        elif best is not None and best >= bound:
            parts = []
        else:
            mixed = up & down | self._applying(region, up | down)
            mixed = mixed or self._splitting(up | down, region) or self._constrained(region)
            parts = self._parts(region, objective, sign, mixed, best, guide)
            if parts is None and region.assumed:
                supposed = self._supposing(region)
                parts = self._parts(region, objective, sign, mixed | supposed, best, guide)
        if parts != [] and self.budget.short:
            return  # a split that was not chosen among all does more harm than it helps: it is chosen anew
        if parts is None:
            seeking.over = True
            return
        heapq.heappop(seeking.queue)
        for part in parts:
            seeking.push(part)

    def _applying(self, region: Region, matters: int) -> int:
        """The unknowns on which it hangs whether facts that matter apply."""
        mask = 0
        for implied in self.searcher.plan.implied:
            slot, column = implied.slot.number, region.ranges[implied.condition.number]
            for i, unknown in enumerate(self.boxes.unknown[slot]):
                if unknown and self.boxes.bits[(slot, i)] & matters and not column[i][0]:
                    mask |= column[i][2] | column[i][3]
        return mask

    def _supposing(self, region: Region) -> int:
        """The unknowns that the rules hang on whose truth is supposed in a region."""
        given = self.boxes.ranges(region.box, region.units, region.given)
        ranges = self.searcher.bounds.run(given, region.given)
        self.boxes.spend(given.steps)
        mask = 0
        for number, wanted in region.assumed.items():
            for i in wanted:
                mask |= ranges[number][i][2] | ranges[number][i][3]
        return mask

    def _constrained(self, region: Region) -> int:
        """The unknowns that undecided constraints hang on."""
        mask = 0
        for number in self.boxes.constraints:
            for column in region.ranges[number]:
                mask |= column[2] | column[3]
        return mask

    def _splitting(self, mask: int, region: Region) -> int:
        """Of the unknowns that matter those that units or constraints hang on too, else all."""
        return mask & (self.structural | self._constrained(region)) or mask

    def value(self, objective: Objective, completion: Completion) -> int:
        """What an objective comes to in one completion that satisfies the constraints."""
        values = self.completing.run(completion)
        assert values is not None
        return at_values(objective, values)
