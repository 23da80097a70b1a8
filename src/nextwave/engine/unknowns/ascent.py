"""The best completion that is found in a region: its corner, mended where it breaks a constraint, then improved
by what another corner has, one person or job at a time, and one unknown at a time."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.engine.situations.household import Cell
from nextwave.engine.situations.stating import Between, OneOf
from nextwave.engine.unknowns.box import Box, Boxes, Completion, candidates
from nextwave.engine.unknowns.completing import Completing
from nextwave.engine.unknowns.cuts import Cuts, cuts_of
from nextwave.engine.unknowns.objectives import Objective, at_values
from nextwave.engine.unknowns.region import Region
from nextwave.engine.unknowns.units import Grouping, way_of

#: How many completions are tried to improve one corner.
CLIMB = 80

#: How many boxes are looked at before the units of a region are given up.
SAMPLED = 40


@dataclass(slots=True)
class Ascent:
    """Looks for completions of one household. `structural` are the unknowns that units hang on."""

    grouping: Grouping
    cuts: Cuts
    boxes: Boxes
    completing: Completing
    structural: int

    def _sampled(self, region: Region) -> bool:
        """Looks for a part of the region in which people certainly fall into its units; False where it is
        proven that there is none."""
        if region.sample is None:
            region.sample, proven = self.grouping.box_for(self.boxes, region.box, way_of(region.units), SAMPLED)
            return region.sample is not None or not proven
        return True

    def attain(
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
        if self.completing.unapplied(mended, up | down):
            # Bounds take it that such facts apply, which the corner does not attain.
            exact = False
        if greedy and value < bound:
            other, _ = self._corner(region, region.sample, up, down & ~up)
            begun = self.completing.mend(other, region.sample, 0, 0)[0] or self._settled(region, other)
            found = self._value(begun, objective, sign) if begun is not None else None
            if begun is not None and found is not None:
                other = begun
                if found > value:
                    value, mended, moved, other = found, begun, True, mended
                value, mended = self._crossed(mended, other, value, objective, sign, bound)
            value, mended = self._climbed(region, mended, value, objective, sign, up & down, bound)
        # Where what is mixed is still to be split, the parts are asked.
        if value < bound and (greedy or not up & down) and self.completing.unapplied(mended, up | down):
            tried = self.completing.applied(mended, region.box, up | down)
            found = self._value(tried, objective, sign)
            if found is not None and found > value:
                value, mended = found, tried
        return value, self.completing.stated(mended), exact and not moved

    def _corner(self, region: Region, sample: Box, up: int, down: int) -> tuple[Completion, bool]:
        """The completion with each unknown at the end at which the value is highest, those that units hang on
        within the sample; and whether that is so of all that matter. Mixed unknowns are at their lowest."""
        completion = {cell: domain.low for cell, domain in region.box.items()}
        for cell in self.boxes.named(up & ~down):
            completion[cell] = region.box[cell].high
        exact = True
        for cell in self.boxes.named(self.structural):
            bit, inside = self.boxes.bits[cell], sample[cell]
            sampled = inside.high if up & ~down & bit else inside.low
            exact = exact and (sampled == completion[cell] or not (up | down) & bit)
            completion[cell] = sampled
        return completion, exact

    def _settled(self, region: Region, near: Completion) -> Completion | None:
        """A completion near another in which every constraint holds for certain."""
        assert region.sample is not None
        if region.settled is None or region.settled[0] is not region.sample:
            found = self.grouping.settled(self.boxes, region.sample)
            if found is None and self.boxes.budget.short:
                return None  # it may be found yet
            region.settled = (region.sample, found)
        settled = region.settled[1]
        if settled is None:
            return None
        completion = dict(near)
        for cell, domain in settled.items():
            completion[cell] = min(max(completion[cell], domain.low), domain.high)
            if isinstance(domain, OneOf) and not domain.mask >> (completion[cell] + 1) & 1:
                completion[cell] = domain.low
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
            if value >= bound or self.boxes.budget.short:
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
        return self.boxes.plan.slots[cell[0]].fact.entity, cell[1]

    def _climbed(
        self, region: Region, start: Completion, value: int, objective: Objective, sign: int, mixed: int, bound: int
    ) -> tuple[int, Completion]:
        """A completion improved one mixed unknown at a time: choices that rules ask about first, then truths,
        what has few cases before what has many, and how often an amount is paid last."""
        tries = CLIMB
        ways = {c: candidates(region.box[c], cuts_of(self.cuts, c)) for c in self.boxes.named(mixed)}

        def order(cell: Cell) -> tuple[bool, bool, int]:
            between = isinstance(region.box[cell], Between)
            return (not between and not cuts_of(self.cuts, cell), between, len(ways[cell]))

        cells = sorted(ways, key=order)
        best = start
        for cell in cells:
            for candidate in ways[cell]:
                if candidate == best[cell]:
                    continue
                if value >= bound or tries <= 0 or self.boxes.budget.short:
                    return value, best
                tries -= 1
                tried = {**best, cell: candidate}
                other = self._value(tried, objective, sign)
                if other is not None and other > value:
                    value, best = other, tried
        return value, best

    def _value(self, completion: Completion, objective: Objective, sign: int) -> int | None:
        values = self.completing.run(completion)
        return None if values is None else sign * at_values(objective, values)
