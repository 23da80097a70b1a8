"""Settled or open, and the exact ends of an amount, over every completion of a household's unknown facts.

Bounds first: a box whose bounds agree is settled. Where a value can only rise (or fall) in each unknown, a
corner of the box attains its end. What is left is split along what the rules ask, best first, within a
budget; an end that no completion was found for in time is reported as undecided, never as settled.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from nextwave.engine.bounds import Bounds
from nextwave.engine.box import Box, Boxes, Completion, candidates, highest, intersection, lowest, size
from nextwave.engine.completing import Budget, Completing
from nextwave.engine.cuts import Cuts, cuts, cuts_of
from nextwave.engine.exact import Exact
from nextwave.engine.objectives import Objective, at_values, index_of
from nextwave.engine.plan import Plan
from nextwave.engine.quanta import Measures
from nextwave.engine.situation import Cell, Household
from nextwave.engine.stating import Between
from nextwave.engine.units import Grouping, Units, Way, way_of


@dataclass(slots=True)
class Region:
    """A part of the completions in which people fall into the same units; split when its bounds are loose.

    `sample` is a part of the box in which those units are certain, None where none was found in time.
    """

    box: Box
    units: Units
    ranges: list[list[Any]]
    sample: Box | None
    parts: list[Region] | None = None


@dataclass(slots=True)
class End:
    """One end of a value over all completions: the best found, its completion, and whether it is proven."""

    value: int
    witness: Completion | None
    proven: bool
    bound: int


#: In how many regions of a search a corner is improved one unknown at a time; further ones are split instead.
GREEDY = 4


class Searcher:
    """What searches over one plan share: both evaluators, and where rules cut the facts."""

    def __init__(self, plan: Plan, measures: Measures) -> None:
        self.plan, self.measures = plan, measures
        self.exact = Exact(plan, measures)
        self.bounds = Bounds(plan, measures)
        self.cuts: Cuts = cuts(plan, measures)
        self.grouping = Grouping(plan, measures, self.cuts)

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
    certain: bool = field(init=False)
    structural: int = field(init=False)
    completing: Completing = field(init=False)
    order: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        self.boxes = Boxes.of(self.searcher.plan, self.household)
        box = dict(self.household.open)
        found, self.structural, self.certain = self.searcher.grouping.ways(self.boxes, box)
        self.regions = []
        ways = [({n: (index_of(m), [list(u) for u in m]) for n, m in way}, sample) for way, sample in found.items()]
        self.completing = Completing(
            self.searcher.exact,
            self.searcher.bounds,
            self.searcher.cuts,
            self.boxes,
            self.budget,
            ways[0][0] if ways else {},
        )
        for units, sample in ways:
            region = self._region(box, units, sample)
            if region is not None:
                self.regions.append(region)

    def _region(self, box: Box, units: Units, sample: Box | None) -> Region | None:
        """A region with its bounds; None where no completion of it satisfies the constraints."""
        self.budget.bounds -= 1
        ranges = self.searcher.bounds.run(self.boxes.ranges(box, units))
        if self.boxes.impossible(ranges):
            return None
        return Region(box, units, ranges, sample)

    def parts(self, region: Region, mask: int) -> list[Region]:
        """The region in two, split at one of the unknowns in the mask; what is impossible is left out."""
        if region.parts is None:
            region.parts = []
            cell = self._cell(region.box, mask)
            way: Way = way_of(region.units)
            for box in self.boxes.cut(region.box, cell, cuts_of(self.searcher.cuts, cell)) if cell is not None else []:
                sample = intersection(region.sample, box) if region.sample is not None else None
                if sample is None:
                    sample, proven = self.searcher.grouping.box_for(self.boxes, box, way)
                    if sample is None and proven:
                        continue
                part = self._region(box, region.units, sample)
                if part is not None:
                    region.parts.append(part)
        return region.parts

    def _cell(self, box: Box, mask: int) -> Cell | None:
        """The unknown to split at: choices and truths first, then where rules cut, then the widest; how often
        an amount is paid comes last."""
        best: tuple[tuple[int, int], Cell] | None = None
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
            if best is None or rank < best[0]:
                best = (rank, cell)
        return best[1] if best else None

    # Ends

    def highest(self, objective: Objective, sign: int = 1) -> End:
        """The highest (sign 1) or lowest (sign -1) end of an objective over every region."""
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
            if self.budget.bounds <= 0 or self.budget.runs <= 0:
                return End(sign * (best if best is not None else bound), witness, False, sign * bound)
            _, _, region = heapq.heappop(queue)
            found = objective(region.ranges, region.units)
            up, down = (found[2], found[3]) if sign > 0 else (found[3], found[2])
            value, completion, at_corner = self._attain(region, objective, sign, up, down, bound, tries > 0)
            tries -= 1
            if completion is not None and (best is None or value > best):
                best, witness = value, completion
            if at_corner and not up & down:
                continue  # the value only rises or only falls in each unknown, so the corner is its end
            if best is not None and best >= bound:
                continue
            mixed = up & down or self._splitting(up | down, region) or self._constrained(region)
            for part in self.parts(region, mixed):
                push(part)
        if best is None:
            return End(sign * top, None, False, sign * top)
        return End(sign * best, witness, self.certain, sign * best)

    def _constrained(self, region: Region) -> int:
        """The unknowns that undecided constraints hang on."""
        mask = 0
        for number, instances in self.boxes.conditions:
            column = region.ranges[number]
            for i in range(len(column)) if instances is None else instances:
                mask |= column[i][2] | column[i][3]
        return mask

    def _splitting(self, mask: int, region: Region) -> int:
        """Of the unknowns that matter those that units or constraints hang on too, else all."""
        return mask & (self.structural | self._constrained(region)) or mask

    def _attain(
        self, region: Region, objective: Objective, sign: int, up: int, down: int, bound: int, greedy: bool
    ) -> tuple[int, Completion | None, bool]:
        """The best completion found in a region: its corner, mended where it breaks a constraint, then
        improved one mixed unknown at a time. Also whether it is the corner itself."""
        if region.sample is None:
            return 0, None, False
        completion: Completion = {}
        corner = True
        inner = {c: region.sample[c] if self.boxes.bits[c] & self.structural else d for c, d in region.box.items()}
        for cell, domain in region.box.items():
            bit = self.boxes.bits[cell]
            rises = bool(up & bit and not down & bit)
            end = highest(domain) if rises else lowest(domain)
            if bit & self.structural:
                inside = inner[cell]
                sampled = highest(inside) if rises else lowest(inside)
                corner = corner and (sampled == end or not (up | down) & bit)
                end = sampled
            completion[cell] = end
        mended, moved = self.completing.mend(completion, inner, up | down)
        if mended is None:
            return 0, None, False
        value = self._value(mended, objective, sign)
        if value is None:
            return 0, None, False
        for cell in list(self.boxes.named(up & down))[: 8 if greedy else 0]:
            if value >= bound:
                break
            kept = mended[cell]
            for candidate in candidates(region.box[cell], cuts_of(self.searcher.cuts, cell)):
                tried = {**mended, cell: candidate}
                other = self._value(tried, objective, sign) if candidate != kept else None
                if other is not None and other > value:
                    value, mended = other, tried
        return value, mended, corner and not moved

    def value(self, objective: Objective, completion: Completion) -> int:
        """What an objective comes to in one completion that satisfies the constraints."""
        values = self.completing.run(completion)
        assert values is not None
        return at_values(objective, values)

    def _value(self, completion: Completion, objective: Objective, sign: int) -> int | None:
        values = self.completing.run(completion)
        return None if values is None else sign * at_values(objective, values)
