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
from nextwave.engine.stating import Between, OneOf
from nextwave.engine.units import Grouping, Units, way_of


#: By the number of a definition: for an instance whether it is taken to be true.
Assumed = dict[int, dict[int, int]]


@dataclass(slots=True)
class Region:
    """A part of the completions in which people fall into the same units; split when its bounds are loose.

    `sample` is a part of the box in which those units are certain, None where none was found in time.
    """

    box: Box
    units: Units
    ranges: list[list[Any]]
    sample: Box | None
    #: Truths of rules that are taken to hold here, by definition and instance.
    assumed: Assumed = field(default_factory=dict)


@dataclass(slots=True)
class End:
    """One end of a value over all completions: the best found, its completion, and whether it is proven."""

    value: int
    witness: Completion | None
    proven: bool
    bound: int


#: In how many regions of a search a corner is improved one unknown at a time; further ones are split instead.
GREEDY = 4

#: How many completions are tried to improve one corner.
CLIMB = 80

#: How many unknowns are tried before a region is split, and boxes before its units are given up.
PROBED = 60
SAMPLED = 40


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
        self.bounds = Bounds(plan, measures)
        self.cuts: Cuts = cuts(plan, measures)
        self.grouping = Grouping(plan, measures, self.cuts)
        self.choosing = choosing(plan)

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
    trimmed: Box | None = field(init=False, default=None)
    #: Of regions with equal bounds the newest comes first: down to where a corner attains the bound.
    order: Any = field(default_factory=lambda: count(0, -1))

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

    def _region(self, box: Box, units: Units, sample: Box | None, assumed: Assumed | None = None) -> Region | None:
        """A region with its bounds; None where no completion of it satisfies the constraints."""
        self.budget.bounds -= 1
        given = self.boxes.ranges(box, units)
        given.assumed = assumed or {}
        ranges = self.searcher.bounds.run(given)
        if given.contradicted or self.boxes.impossible(ranges):
            return None
        return Region(box, units, ranges, sample, given.assumed)

    def _supposed(self, region: Region, number: int, i: int) -> list[Region]:
        """The region in two: where a rule is false of an instance, and where it is true."""
        found = []
        for value in (0, 1):
            assumed = {**region.assumed, number: {**region.assumed.get(number, {}), i: value}}
            half = self._region(region.box, region.units, region.sample, assumed)
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
        for box in self.boxes.cut(region.box, cell, cuts_of(self.searcher.cuts, cell)):
            sample = intersection(region.sample, box) if region.sample is not None else None
            half = self._region(box, region.units, sample, region.assumed)
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

    def _parts(self, region: Region, objective: Objective, sign: int, mask: int, best: int | None) -> list[Region]:
        """The region without what cannot beat the best found, split where that brings its bound down most.

        Each unknown is tried in turn: a half whose bound is not above the best is cut off for good.
        """

        def end(of: Region) -> int:
            found = objective(of.ranges, of.units)
            return found[1] if sign > 0 else -found[0]

        if self.trimmed is None:
            self.trimmed = self.searcher.grouping.trimmed(self.boxes, dict(self.household.open))
        if any(domain is not self.household.open[cell] for cell, domain in self.trimmed.items()):
            box = intersection(region.box, self.trimmed)
            sample = intersection(region.sample, self.trimmed) if region.sample is not None else None
            within = self._region(box, region.units, sample, region.assumed) if box is not None else None
            if within is None:
                return []
            region = within
        for number, i in self._suppositions(region, mask):
            if self.budget.bounds <= 0:
                break
            bound = end(region)
            alive = [h for h in self._supposed(region, number, i) if best is None or end(h) > best]
            if not alive:
                return []
            if len(alive) == 1:
                (region,) = alive
            elif max(end(h) for h in alive) < bound:
                return alive
        split: tuple[tuple[int, int], Cell] | None = None
        smaller = False
        bound = end(region)
        for cell in self._cells(region.box, mask)[:PROBED]:
            if self.budget.bounds <= 0:
                break
            if size(region.box[cell]) < 2:
                continue
            alive = [h for h in self._halves(region, cell) if best is None or end(h) > best]
            if not alive:
                return []
            ends = [end(h) for h in alive]
            if len(alive) == 1:
                (region,) = alive
                smaller, bound = True, ends[0]
            else:
                score = (bound - max(ends), 2 * bound - sum(ends))
                if split is None or score > split[0]:
                    split = (score, cell)
        if split is not None and size(region.box[split[1]]) > 1:
            return self._halves(region, split[1])
        return [region] if smaller else []

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
            if at_corner and not up & down and not region.assumed:
                continue  # the value only rises or only falls in each unknown, so the corner is its end
            if best is not None and best >= bound:
                continue
            mixed = up & down or self._splitting(up | down, region) or self._constrained(region)
            for part in self._parts(region, objective, sign, mixed, best):
                push(part)
        if best is None:
            return End(sign * top, None, False, sign * top)
        return End(sign * best, witness, self.certain, sign * best)

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

    def _sampled(self, region: Region) -> bool:
        """Looks for a part of the region in which people certainly fall into its units; False where it is
        proven that there is none."""
        if region.sample is None:
            region.sample, proven = self.searcher.grouping.box_for(self.boxes, region.box, way_of(region.units), SAMPLED)
            return region.sample is not None or not proven
        return True

    def _attain(
        self, region: Region, objective: Objective, sign: int, up: int, down: int, bound: int, greedy: bool
    ) -> tuple[int, Completion | None, bool]:
        """The best completion found in a region: its corner, mended where it breaks a constraint, then
        improved one mixed unknown at a time. Also whether it is the corner itself."""
        if not self._sampled(region):
            return 0, None, True
        if region.sample is None:
            return 0, None, False
        corner, exact = self._corner(region, region.sample, up, down)
        mended, moved = self.completing.mend(corner, region.sample, up | down, 0)
        if mended is None:
            mended, moved = self._settled(region, corner), True
        if mended is None:
            mended, moved = self.completing.mend(corner, region.sample, up | down)
        if mended is None:
            return 0, None, False
        value = self._value(mended, objective, sign)
        if value is None:
            return 0, None, False
        if greedy and value < bound:
            other, _ = self._corner(region, region.sample, up, down & ~up)
            tried = self.completing.mend(other, region.sample, 0, 0)[0] or self._settled(region, other)
            found = self._value(tried, objective, sign) if tried is not None else None
            if tried is not None and found is not None:
                if found > value:
                    value, mended, moved, other = found, tried, True, mended
                value, mended = self._crossed(mended, other, value, objective, sign, bound)
            value, mended = self._climbed(region, mended, value, objective, sign, up & down, bound)
        return value, self.completing.stated(mended), exact and not moved

    def _corner(self, region: Region, sample: Box, up: int, down: int) -> tuple[Completion, bool]:
        """The completion with each unknown at the end at which the value is highest, those that units hang on
        within the sample; and whether that is so of all that matter. Mixed unknowns are at their lowest."""
        completion: Completion = {}
        exact = True
        for cell, domain in region.box.items():
            bit = self.boxes.bits[cell]
            rises = bool(up & bit and not down & bit)
            end = highest(domain) if rises else lowest(domain)
            if bit & self.structural:
                inside = sample[cell]
                sampled = highest(inside) if rises else lowest(inside)
                exact = exact and (sampled == end or not (up | down) & bit)
                end = sampled
            completion[cell] = end
        return completion, exact

    def _settled(self, region: Region, near: Completion) -> Completion | None:
        """A completion near another in which every constraint holds for certain."""
        assert region.sample is not None
        settled = self.searcher.grouping.settled(self.boxes, region.sample)
        if settled is None:
            return None
        completion = dict(near)
        for cell, domain in settled.items():
            completion[cell] = min(max(completion[cell], lowest(domain)), highest(domain))
            if isinstance(domain, OneOf) and not domain.mask >> (completion[cell] + 1) & 1:
                completion[cell] = lowest(domain)
        return completion

    def _crossed(
        self, start: Completion, other: Completion, value: int, objective: Objective, sign: int, bound: int
    ) -> tuple[int, Completion]:
        """A completion with the unknowns of one person, job or home after the other taken from another one,
        where that improves it."""
        wholes: dict[tuple[str, int], list[Cell]] = {}
        for cell in start:
            if start[cell] != other[cell]:
                wholes.setdefault(self._whose(cell), []).append(cell)
        best = start
        for cells in wholes.values():
            if value >= bound:
                break
            tried = {**best, **{c: other[c] for c in cells}}
            found = self._value(tried, objective, sign)
            if found is not None and found > value:
                value, best = found, tried
        return value, best

    def _whose(self, cell: Cell) -> tuple[str, int]:
        """The entity and instance that a cell is about."""
        if cell[0] < 0:
            return self.boxes.entities[-1 - cell[0]], cell[1]
        return self.searcher.plan.slots[cell[0]].fact.entity, cell[1]

    def _climbed(
        self, region: Region, start: Completion, value: int, objective: Objective, sign: int, mixed: int, bound: int
    ) -> tuple[int, Completion]:
        """A completion improved one mixed unknown at a time: choices that rules ask about first, then truths,
        what has few cases before what has many, and how often an amount is paid last."""
        tries = CLIMB
        ways = {c: candidates(region.box[c], cuts_of(self.searcher.cuts, c)) for c in self.boxes.named(mixed)}

        def order(cell: Cell) -> tuple[bool, bool, int]:
            between = isinstance(region.box[cell], Between)
            return (not between and not cuts_of(self.searcher.cuts, cell), between, len(ways[cell]))

        cells = sorted(ways, key=order)
        best = start
        for cell in cells:
            for candidate in ways[cell]:
                if candidate == best[cell]:
                    continue
                if value >= bound or tries <= 0:
                    return value, best
                tries -= 1
                tried = {**best, cell: candidate}
                other = self._value(tried, objective, sign)
                if other is not None and other > value:
                    value, best = other, tried
        return value, best

    def value(self, objective: Objective, completion: Completion) -> int:
        """What an objective comes to in one completion that satisfies the constraints."""
        values = self.completing.run(completion)
        assert values is not None
        return at_values(objective, values)

    def _value(self, completion: Completion, objective: Objective, sign: int) -> int | None:
        values = self.completing.run(completion)
        return None if values is None else sign * at_values(objective, values)
