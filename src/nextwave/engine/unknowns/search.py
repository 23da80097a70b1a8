"""Settled or open, and the exact ends of an amount, over every completion of a household's unknown facts.

Bounds first: a box whose bounds agree is settled. Where a value can only rise (or fall) in each unknown, a
corner of the box attains its end. What is left is split along what the rules ask, best first, within a
budget; an end that no completion was found for in time is reported as undecided, never as settled.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any

from nextwave.engine.budget import Budget
from nextwave.engine.building.plans import closure
from nextwave.engine.building.quanta import Measures
from nextwave.engine.evaluators.bounds import Bounds
from nextwave.engine.evaluators.exact import Exact
from nextwave.engine.plan.graph import Plan
from nextwave.engine.situations.situation import Cell, Household
from nextwave.engine.situations.stating import Between
from nextwave.engine.unknowns.ascent import Ascent
from nextwave.engine.unknowns.box import Box, Boxes, Completion, intersection, size
from nextwave.engine.unknowns.completing import Completing, Tries
from nextwave.engine.unknowns.cuts import Cuts, cuts, cuts_of
from nextwave.engine.unknowns.objectives import Objective, at_values, index_of
from nextwave.engine.unknowns.region import Assumed, Region
from nextwave.engine.unknowns.units import Grouping, Units, Way, way_of


@dataclass(slots=True)
class End:
    """One end of a value over all completions: the best found, its completion, and whether it is proven."""

    value: int
    witness: Completion | None
    proven: bool
    bound: int


#: In how many regions of a search a corner is improved one unknown at a time; further ones are split instead.
GREEDY = 4

#: How many unknowns are tried before a region is split.
PROBED = 60


def choosing(plan: Plan) -> list[int]:
    """The rules of a person or job that aggregates choose by."""
    found: dict[int, None] = {}
    for node in plan.nodes():
        if node.operation == "aggregate":
            for part in node.arguments[1].walk():
                if part.operation == "read" and part.type.kind == "bool" and len(part.detail.variables) == 1:
                    found.setdefault(part.detail.number)
    return list(found)


class Searcher:
    """What searches over one plan share: both evaluators, and where rules cut the facts."""

    def __init__(self, plan: Plan, measures: Measures) -> None:
        self.plan, self.measures = plan, measures
        self.exact = Exact(plan, measures)
        sought = [d for o in plan.outcomes for d in (o.eligible, o.amount, o.applies) if d is not None]
        sought += [*plan.constraints, *(i.condition for i in plan.implied)]
        self.sought = closure(plan, sought)
        self.bounds = Bounds(plan, measures, self.sought)
        self.cuts: Cuts = cuts(plan, measures)
        self.grouping = Grouping(plan, measures, self.cuts)
        self.choosing = choosing(plan)

    @cached_property
    def beside(self) -> Bounds:
        """The ranges of what results are explained by too, which an outcome need not read: compiled when asked for."""
        plan = self.plan
        names = {
            plan.rulebook.rule_named(o.programme.name, name) for o in plan.outcomes for name in o.programme.reasons
        }
        shown = closure(plan, [d for d in plan.definitions if d.name in names and d.own_period])
        return Bounds(plan, self.measures, self.sought | shown)

    def search(self, household: Household, budget: Budget | None = None) -> Search:
        return Search(self, household, budget or Budget())


@dataclass
class Search:
    """One household's completions. `regions` cover them all; `certain` says that none was left out for
    want of budget."""

    searcher: Searcher
    household: Household
    budget: Budget
    tries: Tries = field(init=False, default_factory=Tries)
    boxes: Boxes = field(init=False)
    regions: list[Region] = field(init=False)
    certain: bool = field(init=False)
    structural: int = field(init=False)
    completing: Completing = field(init=False)
    ascent: Ascent = field(init=False)
    #: For each way into units the household's box without what is impossible there, once it was asked for.
    trimmed: dict[Way, Box] = field(init=False, default_factory=dict)
    #: Of regions with equal bounds the newest comes first: down to where a corner attains the bound.
    order: Any = field(default_factory=lambda: count(0, -1))

    def __post_init__(self) -> None:
        self.boxes = Boxes.of(self.searcher.plan, self.household, self.budget)
        box = dict(self.household.open)
        found, self.structural, self.certain = self.searcher.grouping.ways(self.boxes, box)
        self.regions = []
        ways = [({n: (index_of(m), [list(u) for u in m]) for n, m in way}, sample) for way, sample in found.items()]
        self.completing = Completing(
            self.searcher.exact,
            self.searcher.bounds,
            self.searcher.cuts,
            self.boxes,
            self.tries,
            ways[0][0] if ways else {},
        )
        first: Region | None = None
        grouping, cuts = self.searcher.grouping, self.searcher.cuts
        self.ascent = Ascent(grouping, cuts, self.boxes, self.completing, self.structural)
        for units, sample in ways:
            region = self._region(box, units, sample, near=first)
            if region is not None:
                first = first or region
                self.regions.append(region)
        self.completing.near = first.given if first else None

    def _region(
        self, box: Box, units: Units, sample: Box | None, assumed: Assumed | None = None, near: Region | None = None
    ) -> Region | None:
        """A region with its bounds; None where no completion of it satisfies the constraints. Of a region near
        it, all is taken over that hangs on nothing that differs."""
        self.tries.bounds -= 1
        since = near.given if near else None
        given = self.boxes.ranges(box, units, since)
        given.assumed = assumed or {}
        ranges = self.searcher.bounds.run(given, since)
        self.boxes.spend(given.steps)
        if given.contradicted or self.boxes.impossible(ranges):
            return None
        return Region(box, units, given, sample)

    def explained(self, region: Region) -> list[list[Any]]:
        """What each rule that explains results can come to in a region."""
        if region.explained is None:
            given = self.boxes.ranges(region.box, region.units)
            given.assumed = region.assumed
            region.explained = self.searcher.beside.run(given)
            self.boxes.spend(given.steps)
        return region.explained

    def _supposed(self, region: Region, number: int, i: int) -> list[Region]:
        """The region in two: where a rule is false of an instance, and where it is true."""
        found = []
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
        found = []
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
            within = self._region(box, region.units, sample, region.assumed, region) if box is not None else None
            if within is None:
                return []
            region = within
        for number, i in self._suppositions(region, mask):
            if self.tries.bounds <= 0:
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
            while size(region.box[cell]) > 1 and self.tries.bounds > 0:
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

    def highest(self, objective: Objective, sign: int = 1, guide: Objective | None = None) -> End:
        """The highest (sign 1) or lowest (sign -1) end of an objective over every region.

        A truth has one bound until it is settled. Where it hangs on an amount, the amount (`guide`) shows which
        split comes nearer to that.
        """
        best: int | None = None
        witness: Completion | None = None
        queue: list[tuple[int, int, Region]] = []

        def push(region: Region) -> None:
            found = objective(region.ranges, region.units)
            heapq.heappush(queue, (-(found[1] if sign > 0 else -found[0]), next(self.order), region))

        for region in self.regions:
            push(region)
        top = -queue[0][0] if queue else 0
        tries = GREEDY
        while queue:
            bound = -queue[0][0]
            if best is not None and bound <= best:
                break
            if self.tries.bounds <= 0 or self.tries.runs <= 0:
                return End(sign * (best if best is not None else bound), witness, False, sign * bound)
            _, _, region = heapq.heappop(queue)
            found = objective(region.ranges, region.units)
            up, down = (found[2], found[3]) if sign > 0 else (found[3], found[2])
            value, completion, at_corner = self.ascent.attain(region, objective, sign, up, down, bound, tries > 0)
            tries -= 1
            if completion is not None and (best is None or value > best):
                best, witness = value, completion
            if at_corner and not up & down and not region.assumed:
                continue  # the value only rises or only falls in each unknown, so the corner is its end
            if best is not None and best >= bound:
                continue
            mixed = up & down | self._applying(region, up | down)
            mixed = mixed or self._splitting(up | down, region) or self._constrained(region)
            parts = self._parts(region, objective, sign, mixed, best, guide or objective)
            if parts is None and region.assumed:
                supposed = self._supposing(region)
                parts = self._parts(region, objective, sign, mixed | supposed, best, guide or objective)
            if parts is None:
                return End(sign * (best if best is not None else bound), witness, False, sign * bound)
            for part in parts:
                push(part)
        if best is None:
            return End(sign * top, None, False, sign * top)
        return End(sign * best, witness, self.certain, sign * best)

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
        self.tries.bounds -= 1
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
