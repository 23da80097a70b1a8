"""A household with unknown facts as a box: what each unknown may be, and the completions in it.

`Boxes(plan, measures, household)` holds what all boxes of one assessment share; a box itself is a mapping of
cells to what they may be, smaller in every split.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress
from operator import is_not
from typing import Any

from nextwave.engine.budget import Budget
from nextwave.engine.evaluators.bounds import CERTAIN, Ranges
from nextwave.engine.operations.operation import Range
from nextwave.engine.plan.graph import Plan
from nextwave.engine.situations.household import Cell, Household
from nextwave.engine.situations.stating import Between, OneOf

Domain = Between | OneOf
Box = dict[Cell, Domain]

#: Every box and completion names each unknown: to copy one takes so many steps.
COPIED = 12

#: A value for every unknown cell.
Completion = dict[Cell, int]


@dataclass(slots=True)
class Boxes:
    """The cells of one household, in a fixed order (which gives each its bit), and both forms of its facts."""

    plan: Plan
    household: Household
    cells: list[Cell]
    bits: dict[Cell, int]
    template: list[list[Any]]
    entities: list[str]
    unknown: dict[int, list[bool]]
    #: Definitions of constraints, which every completion must satisfy.
    constraints: list[int]
    #: With them what may be assumed of unknown facts that may not apply, and of which instances (None: all).
    conditions: list[tuple[int, list[int] | None]]
    #: What all that is done with them is spent from.
    budget: Budget
    #: The whole household as ranges, once it was asked for.
    base: list[Ranges] = field(default_factory=list)
    #: The box that was looked at last for how people fall into units.
    looked: Ranges | None = None

    @classmethod
    def of(cls, plan: Plan, household: Household, budget: Budget | None = None) -> Boxes:
        cells = list(household.open)
        sets = [slot.type.sets for slot in plan.slots]
        template: list[list[Any]] = []
        for number, values in enumerate(household.slots):
            if sets[number]:
                template.append([None if v is None else (1 << (v + 1), 0) for v in values])
            elif values and isinstance(values[0], list):
                template.append([[None if v is None else (v, v, 0, 0) for v in row] for row in values])
            else:
                template.append([None if v is None else (v, v, 0, 0) for v in values])
        bits = {cell: 1 << i for i, cell in enumerate(cells)}
        unknown: dict[int, list[bool]] = {}
        conditions: list[tuple[int, list[int] | None]] = [(c.number, None) for c in plan.constraints]
        for implied in plan.implied:
            number = implied.slot.number
            unknown[number] = [
                contains(household.open.get((number, i)), implied.stated) for i in range(len(household.slots[number]))
            ]
            if any(unknown[number]):
                conditions.append((implied.condition.number, [i for i, u in enumerate(unknown[number]) if u]))
        constraints = [c.number for c in plan.constraints]
        entities = list(plan.rulebook.entities)
        return cls(
            plan, household, cells, bits, template, entities, unknown, constraints, conditions, budget or Budget()
        )

    def spend(self, steps: int) -> None:
        """Counts an evaluation of a box or a completion, and what it takes to make and compare it."""
        self.budget.spend(steps + COPIED * len(self.cells))

    def named(self, mask: int) -> Iterator[Cell]:
        """The cells of a bit mask."""
        while mask:
            low = mask & -mask
            yield self.cells[low.bit_length() - 1]
            mask ^= low

    def ranges(
        self, box: Box, units: dict[str, tuple[list[int], list[list[int]]]], since: Ranges | None = None
    ) -> Ranges:
        """The box as the bounds evaluator reads it. Columns that are as in `since` (or else in the household
        itself) are shared with it."""
        house = self.household
        if not self.base:
            slots, present = self._written(house.open, [list(values) for values in self.template], {})
            self.base.append(self._ranges(house.open, slots, present, {}))
        since = since or self.base[0]
        # All boxes of a household have their cells in one order.
        changed = dict(compress(box.items(), map(is_not, box.values(), since.box.values())))
        return self._ranges(box, *self._written(changed, list(since.slots), dict(since.present)), units)

    def _ranges(self, box: Box, slots: list[list[Any]], present: dict[str, list[Range]], units: Any) -> Ranges:
        house = self.household
        return Ranges(
            box, house.counts, house.parents, house.children, slots, house.copies, present, self.unknown, units
        )

    def _written(
        self, box: Box, slots: list[list[Any]], present: dict[str, list[Range]]
    ) -> tuple[list[list[Any]], dict[str, list[Range]]]:
        """Slots and who is there, with some cells as a box has them; columns that change are copied first."""
        if not present:
            present = {e: [CERTAIN] * n for e, n in self.household.counts.items()}
        fresh: set[Any] = set()
        for cell, domain in box.items():
            number, i = cell[0], cell[1]
            bit = self.bits[cell]
            if isinstance(domain, OneOf):
                mask = domain.mask
                value: Any = (mask, bit if mask & (mask - 1) else 0)
            else:
                low, high = domain.low, domain.high
                value = (low, high, bit, 0) if low != high else (low, low, 0, 0)
            if number < 0:
                entity = self.entities[-1 - number]
                if present[entity][i] == value:
                    continue
                if entity not in fresh:
                    fresh.add(entity)
                    present[entity] = list(present[entity])
                present[entity][i] = value
                continue
            column = slots[number]
            if (column[i][cell[2]] if len(cell) == 3 else column[i]) == value:
                continue
            if number not in fresh:
                fresh.add(number)
                pairwise = len(cell) == 3
                slots[number] = [list(row) for row in slots[number]] if pairwise else list(slots[number])
            if len(cell) == 3:
                slots[number][i][cell[2]] = value
            else:
                slots[number][i] = value
        return slots, present

    def impossible(self, found: list[list[Any]]) -> bool:
        """Whether ranges show that no completion of a box satisfies every condition."""
        for number, instances in self.conditions:
            column = found[number]
            if column:
                for i in instances or range(len(column)):
                    if not column[i][1]:
                        return True
        return False

    def cut(self, box: Box, cell: Cell, cuts: list[Any]) -> list[Box]:
        """The box in two at a cell: along what rules ask of the fact where that is known, else halved."""
        domain = box[cell]
        if isinstance(domain, OneOf):
            mask = domain.mask
            inside = next((mask & c for c in cuts if mask & c and mask & ~c), mask & -mask)
            return [{**box, cell: OneOf(inside)}, {**box, cell: OneOf(mask & ~inside)}]
        at = next((c for c in cuts if domain.low < c <= domain.high), None)
        if at is None:
            # Nothing at all is often a case of its own in law.
            at = 1 if domain.low == 0 and domain.high > 1 else (domain.low + domain.high + 1) // 2
        return [{**box, cell: Between(domain.low, at - 1)}, {**box, cell: Between(at, domain.high)}]


def contains(domain: Domain | None, value: int) -> bool:
    """Whether a value is among what remains (nothing remains of a known fact)."""
    if isinstance(domain, OneOf):
        return bool(domain.mask >> (value + 1) & 1)
    return domain is not None and domain.low <= value <= domain.high


def size(domain: Domain) -> int:
    """How many values remain."""
    return domain.mask.bit_count() if isinstance(domain, OneOf) else domain.high - domain.low + 1


def intersection(a: Box, b: Box) -> Box | None:
    """What both boxes allow; None where that is nothing."""
    found = dict(a)
    # All boxes of a household have their cells in one order, and most are as they were.
    for cell, x in compress(a.items(), map(is_not, a.values(), b.values())):
        y = b[cell]
        if isinstance(x, OneOf) and isinstance(y, OneOf):
            if not x.mask & y.mask:
                return None
            found[cell] = OneOf(x.mask & y.mask)
        elif isinstance(x, Between) and isinstance(y, Between):
            low, high = max(x.low, y.low), min(x.high, y.high)
            if low > high:
                return None
            found[cell] = Between(low, high)
    return found


def candidates(domain: Domain, cuts: list[Any]) -> list[int]:
    """The values worth trying: ends, either side of each cut, one of each class of choices."""
    if isinstance(domain, OneOf):
        classes: dict[tuple[bool, ...], int] = {}
        for i in range(domain.mask.bit_length()):
            if domain.mask >> i & 1:
                classes.setdefault(tuple(bool(c >> i & 1) for c in cuts) if cuts else (i,), i - 1)  # type: ignore[arg-type]
        return list(classes.values())
    found = [domain.low, domain.high]
    for c in cuts:
        found += [v for v in (c - 1, c) if domain.low < v < domain.high]
    return found
