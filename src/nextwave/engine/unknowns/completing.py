"""Completions of one household: what they come to, and a near one that satisfies the constraints where one
does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nextwave.engine.evaluators.bounds import Bounds, Ranges
from nextwave.engine.evaluators.exact import Exact, Facts, Values
from nextwave.engine.situations.filling import Filling
from nextwave.engine.situations.household import Cell
from nextwave.engine.situations.stating import Between
from nextwave.engine.unknowns.box import Box, Boxes, Completion, candidates
from nextwave.engine.unknowns.cuts import Cuts, cuts_of
from nextwave.engine.unknowns.units import Units

#: How many unknowns are changed to satisfy constraints, at the most.
STEPS = 12


@dataclass
class Completing:
    """Runs completions, each once. `units` is one way into which people may fall; `near` is the household with
    its bounds, once they were worked out."""

    exact: Exact
    bounds: Bounds
    cuts: Cuts
    boxes: Boxes
    units: Units
    #: By the values of a completion's cells: what it comes to, and the constraints that it breaks.
    seen: dict[tuple[int, ...], tuple[Values, list[tuple[int, int]]]] = field(default_factory=dict)
    hang: dict[tuple[int, int], int] = field(default_factory=dict)
    near: Ranges | None = None
    #: What was run last: most of a next completion is as in that one.
    last: tuple[Facts, Values] | None = None
    filling: Filling = field(init=False)

    def __post_init__(self) -> None:
        self.filling = Filling(self.boxes.plan, self.boxes.household)

    def run(self, completion: Completion) -> Values | None:
        """The values of a completion; None where it breaks a constraint.

        A fact that does not apply may have any value here: rules read the law's stated value instead (see
        `stated`).
        """
        key = tuple(completion.values())  # every completion names all unknowns, in one order
        if key not in self.seen:
            facts = self.filling.facts(completion)
            made = self.exact.run(facts, self.last)
            self.boxes.spend(made.steps)
            self.last = (facts, made)
            self.seen[key] = (made, self._broken_by(made))
        values, broken = self.seen[key]
        return None if broken else values

    def stated(self, completion: Completion) -> Completion:
        """The same completion with the law's stated value for each unknown fact that does not apply: rules come
        to the same in it."""
        known = self.seen[tuple(completion.values())]
        values, _ = known
        changed = dict(completion)
        for implied in self.boxes.plan.implied:
            column = values.definitions[implied.condition.number]
            for i, unknown in enumerate(self.boxes.unknown[implied.slot.number]):
                # An unstated job may be absent: then nothing is asked of it.
                if unknown and i < len(column) and not column[i]:
                    changed[(implied.slot.number, i)] = implied.stated
        self.seen.setdefault(tuple(changed.values()), known)
        return changed

    def unapplied(self, completion: Completion, matters: int) -> list[tuple[int, int]]:
        """Unknown facts that matter and do not apply, yet have another than the law's stated value: each by the
        condition under which it applies, and its instance. Rules do not see such values."""
        values, _ = self.seen[tuple(completion.values())]
        found = []
        for implied in self.boxes.plan.implied:
            column, slot = values.definitions[implied.condition.number], implied.slot.number
            for i, unknown in enumerate(self.boxes.unknown[slot]):
                if unknown and i < len(column) and not column[i] and self.boxes.bits[(slot, i)] & matters:
                    found.append((implied.condition.number, i))
        return found

    def applied(self, completion: Completion, box: Box, matters: int) -> Completion:
        """A completion near this one in which more of the facts that matter apply."""
        for _ in range(STEPS):
            wanted = [] if self.boxes.budget.short else self.unapplied(completion, matters)
            better = self._more_applied(completion, box, matters, wanted) if wanted else None
            if better is None:
                return completion
            completion = better
        return completion

    def _more_applied(
        self, completion: Completion, box: Box, matters: int, wanted: list[tuple[int, int]]
    ) -> Completion | None:
        for cell in sorted(self._cells_of(wanted), key=lambda c: bool(self.boxes.bits[c] & matters))[:12]:
            for value in candidates(box[cell], cuts_of(self.cuts, cell)):
                if self.boxes.budget.short:
                    return None
                tried = {**completion, cell: value}
                if self.run(tried) is not None and len(self.unapplied(tried, matters)) < len(wanted):
                    return tried
        return None

    def _broken_by(self, values: Values) -> list[tuple[int, int]]:
        """The constraints that values break, each by its definition and instance."""
        found = []
        for number in self.boxes.constraints:
            column = values.definitions[number]
            found += [(number, i) for i, holds in enumerate(column) if not holds]
        return found

    def mend(
        self, completion: Completion, box: Box, matters: int, steps: int = STEPS
    ) -> tuple[Completion | None, bool]:
        """A completion near this one, within the box, that satisfies the constraints; whether anything that
        matters was moved for it. At most so many unknowns are changed."""
        if self.run(completion) is not None:
            return completion, False
        moved = False
        for _ in range(steps):
            broken = self._broken(completion)
            if not broken:
                return completion, moved
            step = self._step(completion, box, broken, matters)
            if step is None:
                return None, True
            completion, cell = step
            moved = moved or bool(self.boxes.bits[cell] & matters)
        return (completion, moved) if self.run(completion) is not None else (None, True)

    def _step(
        self, completion: Completion, box: Box, broken: list[tuple[int, int]], matters: int
    ) -> tuple[Completion, Cell] | None:
        """The smallest change of one unknown after which fewer constraints are broken; those that do not
        matter to what is sought are changed first."""
        cells = self._cells_of(broken)
        near = {completion[c] + d for c in cells if isinstance(box[c], Between) for d in (-1, 1)}
        for cell in sorted(cells, key=lambda c: bool(self.boxes.bits[c] & matters))[:12]:
            now, domain = completion[cell], box[cell]
            values = set(candidates(domain, cuts_of(self.cuts, cell)))
            if isinstance(domain, Between):
                values |= {v for v in near if domain.low <= v <= domain.high}
            for value in sorted(values - {now}, key=lambda v: abs(v - now)):
                if self.boxes.budget.short:
                    return None
                tried = {**completion, cell: value}
                if self.run(tried) is not None or len(self._broken(tried)) < len(broken):
                    return tried, cell
        return None

    def _broken(self, completion: Completion) -> list[tuple[int, int]]:
        """The constraints that a completion breaks, each by its definition and instance."""
        if self.run(completion) is not None:
            return []
        return self.seen[tuple(completion.values())][1]

    def applying(self, cells: Iterable[Cell]) -> list[Cell]:
        """The unknowns on which it hangs whether these unknown facts apply."""
        wanted = set(cells)
        found = []
        for implied in self.boxes.plan.implied:
            unknown = self.boxes.unknown[implied.slot.number]
            found += [
                (implied.condition.number, i)
                for i, maybe in enumerate(unknown)
                if maybe and (implied.slot.number, i) in wanted
            ]
        return self._cells_of(found)

    def _cells_of(self, broken: list[tuple[int, int]]) -> list[Cell]:
        """The unknowns that constraints hang on, whatever the units."""
        if not self.hang:
            ranges = self.boxes.ranges(self.boxes.household.open, self.units, self.near)
            found = self.bounds.run(ranges, self.near)
            self.boxes.spend(ranges.steps)
            for number in (*self.boxes.constraints, *(i.condition.number for i in self.boxes.plan.implied)):
                for i, r in enumerate(found[number]):
                    self.hang[(number, i)] = r[2] | r[3]
        mask = 0
        for one in broken:
            mask |= self.hang[one]
        return list(self.boxes.named(mask))
