"""Settled or open, and the exact ends of an amount, over every completion of a household's unknown facts.

Bounds first: a box whose bounds agree is settled. Where a value can only rise (or fall) in each unknown, a
corner of the box attains its end. What is left is split along what the rules ask, best first, within a
budget; an end that no completion was found for in time is reported as undecided, never as settled.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from nextwave.engine.bounds import Bounds
from nextwave.engine.box import Box, Boxes, Completion, candidates, highest, lowest, size
from nextwave.engine.building import closure
from nextwave.engine.cuts import Cuts, cuts
from nextwave.engine.exact import Exact, Values, components
from nextwave.engine.operation import Range
from nextwave.engine.plan import Outcome, Plan
from nextwave.engine.quanta import Measures
from nextwave.engine.situation import Cell, Household
from nextwave.engine.stating import Between

Units = dict[str, tuple[list[int], list[list[int]]]]


@dataclass(slots=True)
class Region:
    """A part of the completions in which people fall into the same units; split when its bounds are loose."""

    box: Box
    units: Units
    ranges: list[list[Any]]
    parts: list[Region] | None = None
    leaves: list[Box] | None = None


@dataclass(slots=True)
class End:
    """One end of a value over all completions: the best found, its completion, and whether it is proven."""

    value: int
    witness: Completion | None
    proven: bool
    bound: int


@dataclass(slots=True)
class Budget:
    """How many evaluations a search may still spend."""

    bounds: int = 400
    runs: int = 1500


#: Given the ranges of a region and its units, the range of what is sought.
Objective = Callable[[list[list[Any]], Units], Range]


class Searcher:
    """What searches over one plan share: both evaluators, and where rules cut the facts."""

    def __init__(self, plan: Plan, measures: Measures) -> None:
        self.plan, self.measures = plan, measures
        self.exact = Exact(plan, measures)
        self.bounds = Bounds(plan, measures)
        self.cuts: Cuts = cuts(plan, measures)
        together = [s.together for s in plan.structures.values()]
        self.structural = Bounds(plan, measures, closure(plan, [*together, *_unitless(plan)]))

    def search(self, household: Household, budget: Budget | None = None) -> Search:
        return Search(self, household, budget or Budget())


def _unitless(plan: Plan) -> list[Any]:
    """Constraints that can be judged before people fall into units."""
    return [
        c
        for c in plan.constraints
        if not any(n.operation == "group" for k in closure(plan, [c]) for n in plan.definitions[k].body.walk())
        and not any(plan.rulebook.entities[v.entity].kind == "partition" for v in c.variables)
    ]


@dataclass
class Search:
    """One household's completions. `regions` cover them all; `certain` says that none was left out for
    want of budget."""

    searcher: Searcher
    household: Household
    budget: Budget
    boxes: Boxes = field(init=False)
    regions: list[Region] = field(init=False)
    certain: bool = True
    seen: dict[tuple[tuple[Cell, int], ...], Values] = field(default_factory=dict)
    order: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        self.boxes = Boxes.of(self.searcher.plan, self.household)
        self.unitless = _unitless(self.searcher.plan)
        self.regions = self._regions(dict(self.household.open))

    # How people may fall into units

    def _regions(self, box: Box) -> list[Region]:
        """A region for each way into units, with the boxes in which that way is certain as its leaves."""
        leaves: dict[str, tuple[Units, list[Box]]] = {}
        stack = [box]
        limit = 300
        while stack:
            current = stack.pop()
            limit -= 1
            units, doubtful = self._structure(current)
            if units is None and not doubtful:
                continue  # no completion of this part satisfies the constraints
            if units is not None:
                leaves.setdefault(repr(units), (units, []))[1].append(current)
            elif limit <= 0:
                self.certain = False
            else:
                cell = self._structural_cell(current, doubtful)
                stack += reversed(self.boxes.cut(current, cell, self._cuts(cell)))
        regions = []
        for units, parts in leaves.values():
            hull = parts[0] if len(parts) == 1 else _hull(parts)
            region = self._region(hull, units)
            if region is not None:
                region.leaves = parts
                regions.append(region)
        return regions

    def _structure(self, box: Box) -> tuple[Units | None, int]:
        """The units where they are certain, else None and the unknowns they hang on (none: impossible)."""
        plan = self.searcher.plan
        found = self.searcher.structural.run(self.boxes.ranges(box, {}))
        for constraint in self.unitless:
            if any(not r[1] for r in found[constraint.number]):
                return None, 0
        units: Units = {}
        for name, structure in plan.structures.items():
            pairs = found[structure.together.number]
            people = len(pairs)
            sure = components([[p[0] for p in row] for row in pairs])
            unit = sure[0]
            for a in range(people):
                for b in range(people):
                    if a != b and unit[a] != unit[b] and pairs[a][b][1]:
                        return None, pairs[a][b][2] | pairs[a][b][3]
            units[name] = sure
        return units, 0

    def _structural_cell(self, box: Box, mask: int) -> Cell:
        return min(self.boxes.named(mask), key=lambda c: (not _is_set(box, c), size(box[c])))

    def _cuts(self, cell: Cell) -> list[Any]:
        return self.searcher.cuts[cell[0]] if cell[0] >= 0 else [1]

    def _region(self, box: Box, units: Units) -> Region | None:
        """A region with its bounds; None where no completion of it satisfies the constraints."""
        self.budget.bounds -= 1
        ranges = self.searcher.bounds.run(self.boxes.ranges(box, units))
        for constraint in self.searcher.plan.constraints:
            if any(not r[1] for r in ranges[constraint.number]):
                return None
        return Region(box, units, ranges)

    def parts(self, region: Region, mask: int) -> list[Region]:
        """The region in smaller ones: first its leaves, then split at one of the unknowns in the mask."""
        if region.parts is None:
            if region.leaves is not None and len(region.leaves) > 1:
                boxes = region.leaves
            else:
                cell = self._cell(region.box, mask)
                boxes = self.boxes.cut(region.box, cell, self._cuts(cell)) if cell is not None else []
            region.parts = [r for r in (self._region(b, region.units) for b in boxes) if r is not None]
        return region.parts

    def _cell(self, box: Box, mask: int) -> Cell | None:
        """The unknown to split at: choices and truths first, then where rules cut, then the widest."""
        best: tuple[tuple[int, int], Cell] | None = None
        for cell in self.boxes.named(mask):
            domain = box[cell]
            many = size(domain)
            if many < 2:
                continue
            if _is_set(box, cell) or many == 2:
                rank = (0, many)
            elif any(domain.low < c <= domain.high for c in self._cuts(cell)):  # type: ignore[union-attr]
                rank = (1, many)
            else:
                rank = (2, -many)
            if best is None or rank < best[0]:
                best = (rank, cell)
        return best[1] if best else None

    # Ends

    def run(self, completion: Completion) -> Values | None:
        """The values of a completion; None where it breaks a constraint."""
        key = tuple(sorted(completion.items()))
        if key not in self.seen:
            self.budget.runs -= 1
            self.seen[key] = self.searcher.exact.run(self.boxes.facts(completion))
        values = self.seen[key]
        for constraint in self.searcher.plan.constraints:
            if not all(values.definitions[constraint.number]):
                return None
        return values

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
        while queue:
            bound = -queue[0][0]
            if best is not None and bound <= best:
                break
            if self.budget.bounds <= 0 or self.budget.runs <= 0:
                return End(sign * (best if best is not None else bound), witness, False, sign * bound)
            _, _, region = heapq.heappop(queue)
            found = objective(region.ranges, region.units)
            up, down = (found[2], found[3]) if sign > 0 else (found[3], found[2])
            value, completion, at_corner = self._attain(region, objective, sign, up, down)
            if completion is not None and (best is None or value > best):
                best, witness = value, completion
            leaf = region.leaves is None or len(region.leaves) == 1
            if at_corner and leaf and not up & down:
                continue  # the value only rises or only falls in each unknown, so the corner is its end
            if best is not None and best >= bound:
                continue
            mixed = up & down or up | down or self._constrained(region)
            for part in self.parts(region, mixed):
                push(part)
        if best is None:
            return End(0, None, False, 0)
        return End(sign * best, witness, self.certain, sign * best)

    def _constrained(self, region: Region) -> int:
        """The unknowns that undecided constraints hang on."""
        mask = 0
        for constraint in self.searcher.plan.constraints:
            for r in region.ranges[constraint.number]:
                mask |= r[2] | r[3]
        return mask

    def _attain(
        self, region: Region, objective: Objective, sign: int, up: int, down: int
    ) -> tuple[int, Completion | None, bool]:
        """The best completion found in a region: its corner, mended where it breaks a constraint, then
        improved one mixed unknown at a time. Also whether it is the corner itself."""
        best, witness, corner_stands = 0, None, False
        for box in (region.leaves or [region.box])[:2]:
            completion: Completion = {}
            for cell, domain in box.items():
                bit = self.boxes.bits[cell]
                completion[cell] = highest(domain) if up & bit and not down & bit else lowest(domain)
            mended, moved = self._mend(completion, box, up | down)
            if mended is None:
                continue
            value = self._value(mended, objective, sign)
            if value is None:
                continue
            for cell in list(self.boxes.named(up & down))[:8]:
                kept = mended[cell]
                for candidate in candidates(box[cell], self._cuts(cell)):
                    tried = {**mended, cell: candidate}
                    other = self._value(tried, objective, sign) if candidate != kept else None
                    if other is not None and other > value:
                        value, mended = other, tried
            if witness is None or value > best:
                best, witness, corner_stands = value, mended, not moved
        return best, witness, corner_stands

    def _value(self, completion: Completion, objective: Objective, sign: int) -> int | None:
        values = self.run(completion)
        if values is None:
            return None
        units: Units = {name: (_index(members), members) for name, members in values.units.items()}
        found = objective(_Points(values.definitions), units)  # type: ignore[arg-type]
        return sign * found[0]

    def _mend(self, completion: Completion, box: Box, matters: int) -> tuple[Completion | None, bool]:
        """A completion near this one that satisfies the constraints; whether anything that matters moved."""
        if self.run(completion) is not None:
            return completion, False
        moved = False
        for _ in range(6):
            broken = self._broken(completion)
            if not broken:
                return completion, moved
            cells = sorted(broken, key=lambda c: bool(self.boxes.bits[c] & matters))
            for cell in cells[:12]:
                before = len(broken)
                for candidate in candidates(box[cell], self._cuts(cell)):
                    tried = {**completion, cell: candidate}
                    if candidate != completion[cell] and (
                        self.run(tried) is not None or len(self._broken(tried)) < before
                    ):
                        completion = tried
                        moved = moved or bool(self.boxes.bits[cell] & matters)
                        break
                else:
                    continue
                break
            else:
                return None, True
        return (completion, moved) if self.run(completion) is not None else (None, True)

    def _broken(self, completion: Completion) -> set[Cell]:
        """The unknowns that the constraints broken by a completion hang on, in the widest box."""
        if self.run(completion) is not None:
            return set()
        values = self.seen[tuple(sorted(completion.items()))]
        units: Units = {name: (_index(members), members) for name, members in values.units.items()}
        ranges = self.searcher.bounds.run(self.boxes.ranges(dict(self.household.open), units))
        mask = 0
        for constraint in self.searcher.plan.constraints:
            for ok, r in zip(values.definitions[constraint.number], ranges[constraint.number], strict=True):
                if not ok:
                    mask |= r[2] | r[3]
        return set(self.boxes.named(mask))


def _index(members: list[list[int]]) -> list[int]:
    of = [0] * sum(len(m) for m in members)
    for number, people in enumerate(members):
        for person in people:
            of[person] = number
    return of


class _Points:
    """Exact values in the form of ranges, made where an objective reads them."""

    __slots__ = ("columns",)

    def __init__(self, columns: list[list[Any]]) -> None:
        self.columns = columns

    def __getitem__(self, number: int) -> list[Range]:
        return [(int(v), int(v), 0, 0) for v in self.columns[number]]


def _is_set(box: Box, cell: Cell) -> bool:
    return not isinstance(box[cell], Between)


def _hull(boxes: list[Box]) -> Box:
    from nextwave.engine.stating import OneOf

    hull: Box = {}
    for cell in boxes[0]:
        parts = [box[cell] for box in boxes]
        first = parts[0]
        if isinstance(first, OneOf):
            mask = 0
            for part in parts:
                mask |= part.mask  # type: ignore[union-attr]
            hull[cell] = OneOf(mask)
        else:
            hull[cell] = Between(min(p.low for p in parts), max(p.high for p in parts))  # type: ignore[union-attr]
    return hull


def for_units(outcome: Outcome, people: frozenset[int], what: str) -> Objective:
    """The objective of a result: what all units (or persons) of these people come to together.

    `what` is "amount" (their sum), "all" (every one eligible) or "any" (at least one).
    """
    entity = outcome.entity
    eligible, amount = outcome.eligible.number, outcome.amount.number if outcome.amount else None

    def objective(ranges: Any, units: Units) -> Range:
        if entity in units:
            instances = [i for i, members in enumerate(units[entity][1]) if members[0] in people]
        else:
            instances = sorted(people)
        yes, sums = ranges[eligible], ranges[amount] if amount is not None else None
        lo = hi = up = dn = 0
        if what == "amount" and sums is not None:
            for i in instances:
                e, a = yes[i], sums[i]
                if e[1]:
                    lo += a[0] if e[0] else min(a[0], 0)
                    hi += a[1]
                    up |= a[2] | (0 if e[0] else e[2])
                    dn |= a[3] | (0 if e[0] else e[3])
            return (lo, hi, up, dn)
        lo, hi = (1, 1) if what == "all" else (0, 0)
        for i in instances:
            e = yes[i]
            lo, hi = (min(lo, e[0]), min(hi, e[1])) if what == "all" else (max(lo, e[0]), max(hi, e[1]))
            up |= e[2]
            dn |= e[3]
        return (lo, hi, up, dn)

    return objective
