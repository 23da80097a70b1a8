"""The ways in which people may fall into units while facts are unknown, and a box of facts for each way.

`together` is known, ruled out or open for each pair of people; what is open is split until every way that is
possible has a box of facts in which it is certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nextwave.engine.building.quanta import Measures
from nextwave.engine.evaluators.bounds import Bounds
from nextwave.engine.evaluators.exact import components
from nextwave.engine.plan.graph import Plan, closure, units_read
from nextwave.engine.situations.household import Cell
from nextwave.engine.situations.stating import Between, OneOf
from nextwave.engine.unknowns.box import Box, Boxes, size
from nextwave.engine.unknowns.cuts import Cuts, cuts_of

#: For each partition: the unit of each person, and the people of each unit.
Units = dict[str, tuple[list[int], list[list[int]]]]

#: A way into units, to compare and to keep: the people of each unit, by partition.
Way = tuple[tuple[str, tuple[tuple[int, ...], ...]], ...]

#: How many boxes may be looked at: where the ways cannot be listed, in a first look around, and for one way.
ALL_WAYS = 1000
LOOK_AROUND = 40
ONE_WAY = 500
ONE_SETTLED = 200

#: Where more pairs than this are open (ten people of whom nothing is known), the ways are not looked for.
HOPELESS = 60

#: Of what is asked of two people most is settled by what is known of one: it takes a fifth of what is counted. To
#: see who is together takes as long as so many steps a pair.
PAIRED = 5
PAIR = 200


def way_of(units: Units) -> Way:
    return tuple((name, tuple(tuple(m) for m in members)) for name, (_, members) in units.items())


def unitless(plan: Plan) -> list[Any]:
    """Constraints that can be judged before people fall into units."""
    found = []
    for constraint in [*plan.constraints, *(i.condition for i in plan.implied)]:
        numbers = closure(plan, [constraint])
        nodes = [n for d in plan.definitions if d.number in numbers for n in d.body.walk()]
        grouped = any(units_read(plan, n) for n in nodes)
        if not grouped and all(plan.rulebook.entities[v.entity].kind != "partition" for v in constraint.variables):
            found.append(constraint)
    return found


@dataclass(slots=True)
class Pairs:
    """What is known of `together` in a box: sure and possible pairs of each partition, and the unknown facts
    that the open pairs hang on."""

    sure: dict[str, tuple[list[int], list[list[int]]]]
    maybe: dict[str, list[tuple[int, int, int]]]

    @property
    def certain(self) -> bool:
        return not any(self.maybe.values())


class Grouping:
    """Looks for ways into units; made once a plan."""

    def __init__(self, plan: Plan, measures: Measures, cuts: Cuts) -> None:
        self.plan, self.cuts = plan, cuts
        self.constraints = unitless(plan)
        together = [s.together for s in plan.structures.values()]
        self.bounds = Bounds(plan, measures, closure(plan, [*together, *self.constraints]))

    def pairs(self, boxes: Boxes, box: Box) -> Pairs | None:
        """What is known in a box; None where it breaks a constraint for certain."""
        found = self._found(boxes, box)
        return None if boxes.impossible(found) else self._pairs(found)

    def broken(self, boxes: Boxes, box: Box) -> set[int]:
        """The constraints of which each alone shows that no completion of a box satisfies it; none where only several
        together, or parts of the box, show it."""
        found = self._found(boxes, box)
        return {number for number in boxes.constraints if any(not holds[1] for holds in found[number])}

    def _found(self, boxes: Boxes, box: Box) -> list[list[Any]]:
        """What the rules come to in a box; most is as in the box that was looked at before it."""
        given = boxes.ranges(box, {}, boxes.looked)
        found = self.bounds.run(given, boxes.looked)
        boxes.spend(given.steps // PAIRED + PAIR * self.people(boxes) ** 2)
        boxes.looked = given
        return found

    def people(self, boxes: Boxes) -> int:
        return boxes.household.counts[self.plan.rulebook.person.name]

    def _pairs(self, found: list[list[Any]]) -> Pairs:
        sure: Units = {}
        maybe: dict[str, list[tuple[int, int, int]]] = {}
        for name, structure in self.plan.structures.items():
            table = found[structure.together.number]
            sure[name] = components([[p[0] for p in row] for row in table])
            of = sure[name][0]
            open_pairs: dict[tuple[int, int], int] = {}
            for a, row in enumerate(table):
                for b, pair in enumerate(row):
                    if of[a] != of[b] and pair[1] and a != b:
                        key = (min(of[a], of[b]), max(of[a], of[b]))
                        open_pairs[key] = open_pairs.get(key, 0) | pair[2] | pair[3]
            maybe[name] = [(a, b, mask) for (a, b), mask in open_pairs.items()]
        return Pairs(sure, maybe)

    def ways(self, boxes: Boxes, box: Box) -> tuple[dict[Way, Box | None], int, bool]:
        """A box for every way that is possible (None for one of which that is not known), the unknown facts that ways
        hang on, and whether each of the others is proven impossible.

        A first look around finds most ways; each that is missing then is looked for by itself.
        """
        found: dict[Way, Box | None] = {}
        whole = self.pairs(boxes, box)
        if whole is None:
            return {}, 0, True
        mask = pairs_open = 0
        for open_pairs in whole.maybe.values():
            pairs_open += len(open_pairs)
            for _, _, bits in open_pairs:
                mask |= bits
        if pairs_open > HOPELESS:
            return {}, mask, False
        if mask:
            box = self.narrowed(boxes, box, mask)
            whole = self.pairs(boxes, box)
            if whole is None:
                return {}, mask, True
        possible = self.possible(whole)
        stack = [box]
        looked = 0
        while stack and not boxes.budget.short and looked < (ALL_WAYS if possible is None else LOOK_AROUND):
            current = stack.pop()
            looked += 1
            pairs = self.pairs(boxes, current)
            if pairs is None:
                continue
            if pairs.certain:
                found.setdefault(way_of(pairs.sure), current)
                continue
            here = self.possible(pairs)
            if here is not None and here <= found.keys():
                continue  # every way this part allows has its box already
            cell = self.cell(boxes, current, pairs)
            stack += reversed(boxes.cut(current, cell, cuts_of(self.cuts, cell)))
        if not stack:
            return found, mask, True
        if possible is None:
            return found, mask, False
        trimmed: Box | None = None
        missing = sorted(possible - found.keys())
        for k, way in enumerate(missing):
            with boxes.budget.share(boxes.budget.left // (2 * (len(missing) - k))):
                sample, proven = self.box_for(boxes, box, way)
                if sample is None and not proven and not boxes.budget.short:
                    # Without days that constraints rule out less is left to look through.
                    trimmed = trimmed or self.trimmed(boxes, box)
                    sample, proven = self.box_for(boxes, trimmed, way, 4 * ONE_WAY)
            if not proven or sample is not None:
                found[way] = sample
        return found, mask, True

    def box_for(self, boxes: Boxes, box: Box, way: Way, most: int = ONE_WAY) -> tuple[Box | None, bool]:
        """A part of a box in which this way is certain; with none, whether it is proven that there is none."""
        stack = [box]
        looked = 0
        blocks = {name: {p: i for i, block in enumerate(made) for p in block} for name, made in way}
        while stack:
            current = stack.pop()
            looked += 1
            if looked > most or boxes.budget.short:
                return None, False
            pairs = self.pairs(boxes, current)
            if pairs is None or not self.allows(pairs, way):
                continue
            if pairs.certain:
                return current, True
            cell = self.cell(boxes, current, pairs, blocks)
            stack += reversed(boxes.cut(current, cell, cuts_of(self.cuts, cell)))
        return None, True

    def settled(self, boxes: Boxes, box: Box) -> Box | None:
        """A part of a box in which every constraint holds for certain; None where none was found in time."""
        stack = [box]
        for _ in range(ONE_SETTLED):
            if not stack or boxes.budget.short:
                return None
            current = stack.pop()
            found = self._found(boxes, current)
            if boxes.impossible(found):
                continue
            mask = 0
            for number in boxes.constraints:
                for holds in found[number]:
                    mask |= 0 if holds[0] else holds[2] | holds[3]
            if not mask:
                return current
            cell = min(boxes.named(mask), key=lambda c: (size(current[c]) < 2, size(current[c])))
            if size(current[cell]) < 2:
                continue
            stack += reversed(boxes.cut(current, cell, cuts_of(self.cuts, cell)))
        return None

    @staticmethod
    def cell(boxes: Boxes, box: Box, pairs: Pairs, blocks: dict[str, dict[int, int]] | None = None) -> Cell:
        """The unknown to split at: truths and relatives before days; for a way that is sought, first of a
        pair that must be apart (its other half is then ruled out at once)."""
        choice = [(name, a, b, mask) for name, found in pairs.maybe.items() for a, b, mask in found]
        if blocks is not None:
            apart = [
                c
                for c in choice
                if blocks[c[0]][pairs.sure[c[0]][1][c[1]][0]] != blocks[c[0]][pairs.sure[c[0]][1][c[2]][0]]
            ]
            choice = apart or choice
        mask = choice[0][3]

        def order(c: Cell) -> tuple[bool, bool, int]:
            between = isinstance(box[c], Between)
            # For a way that is sought, what relates two people comes first: alone it can join them, so one
            # half falls away at once.
            return (between and size(box[c]) > 2, blocks is not None and between and len(c) == 2, size(box[c]))

        return min(boxes.named(mask), key=order)

    def narrowed(self, boxes: Boxes, box: Box, mask: int) -> Box:
        """The box without relatives that no completion can have: each is tried once."""
        for cell in boxes.named(mask):
            if boxes.budget.short:
                break
            domain = box[cell]
            if isinstance(domain, OneOf):
                kept = 0
                for i in range(domain.mask.bit_length()):
                    if domain.mask >> i & 1 and self.pairs(boxes, {**box, cell: OneOf(1 << i)}) is not None:
                        kept |= 1 << i
                box = {**box, cell: OneOf(kept or domain.mask)}
            elif len(cell) == 3 and self.pairs(boxes, {**box, cell: Between(1, 1)}) is None:
                box = {**box, cell: Between(0, 0)}
        return box

    def possibly(self, boxes: Boxes, box: Box, way: Way) -> bool:
        """Whether, as far as the bounds tell, people can fall into units in this way within a box."""
        pairs = self.pairs(boxes, box)
        return pairs is not None and self.allows(pairs, way)

    def trimmed(self, boxes: Boxes, box: Box, way: Way | None = None) -> Box:
        """The box without days (and amounts) that constraints rule out at either end, as far as rules ask; with
        a way into units also without those at which people cannot fall into them.

        A child whose parent's birth date is known cannot be older than 65, say, where the parent is 40.
        """
        found = self._found(boxes, box)
        mask = 0
        for number in boxes.constraints:
            for holds in found[number]:
                mask |= 0 if holds[0] else holds[2] | holds[3]
        if way is not None:
            for open_pairs in self._pairs(found).maybe.values():
                for _, _, bits in open_pairs:
                    mask |= bits
        for cell in boxes.named(mask):
            domain = box[cell]
            if not isinstance(domain, Between) or size(domain) <= 2 or boxes.budget.short:
                continue
            cuts = [c for c in cuts_of(self.cuts, cell) if domain.low < c <= domain.high]
            low, high = domain.low, domain.high
            kept = self._first(boxes, box, cell, [(low, c - 1) for c in cuts], way)
            low = cuts[kept - 1] if kept else low
            tops = [(c, high) for c in reversed(cuts) if c > low]
            kept = self._first(boxes, box, cell, tops, way)
            high = tops[kept - 1][0] - 1 if kept else high
            box = {**box, cell: Between(low, high)}
        return box

    def _first(self, boxes: Boxes, box: Box, cell: Cell, parts: list[tuple[int, int]], way: Way | None) -> int:
        """How many of ever larger parts are ruled out, from the smallest on."""
        low, high = 0, len(parts)
        while low < high and not boxes.budget.short:
            middle = (low + high) // 2
            one = {**box, cell: Between(*parts[middle])}
            pairs = self.pairs(boxes, one)
            if pairs is None or (way is not None and not self.allows(pairs, way)):
                low = middle + 1
            else:
                high = middle
        return low

    def possible(self, pairs: Pairs) -> set[Way] | None:
        """Every way that the open pairs allow; None where there are too many to list."""
        options: list[list[tuple[str, tuple[tuple[int, ...], ...]]]] = []
        for name, open_pairs in pairs.maybe.items():
            if len(open_pairs) > 6:
                return None
            members = pairs.sure[name][1]
            found = set()
            for chosen in range(1 << len(open_pairs)):
                joined = [[a == b for b in range(len(members))] for a in range(len(members))]
                for i, (a, b, _) in enumerate(open_pairs):
                    if chosen >> i & 1:
                        joined[a][b] = True
                blocks = components(joined)[1]
                people = sorted(tuple(sorted(p for m in block for p in members[m])) for block in blocks)
                found.add((name, tuple(people)))
            options.append(sorted(found))
        ways: set[Way] = {()}
        for option in options:
            ways = {(*way, one) for way in ways for one in option}
        return ways

    @staticmethod
    def allows(pairs: Pairs, way: Way) -> bool:
        """Whether a way keeps all sure pairs together and needs no ruled-out one."""
        for name, blocks in way:
            of, members = pairs.sure[name]
            block_of = {p: i for i, block in enumerate(blocks) for p in block}
            if any(len({block_of[p] for p in m}) > 1 for m in members):
                return False
            joined = [[a == b for b in range(len(members))] for a in range(len(members))]
            for a, b, _ in pairs.maybe[name]:
                if block_of[members[a][0]] == block_of[members[b][0]]:
                    joined[a][b] = True
            if len(components(joined)[1]) != len(blocks):
                return False
        return True
