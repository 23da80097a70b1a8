"""One end of a value over all completions, and the search for it, which can be left and gone on with."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from nextwave.engine.unknowns.box import Completion
from nextwave.engine.unknowns.objectives import Objective
from nextwave.engine.unknowns.region import Region

#: In how many regions of a search a corner is improved one unknown at a time; further ones are split instead.
GREEDY = 4


@dataclass(slots=True)
class End:
    """One end of a value over all completions: the best found, its completion, and whether it is proven."""

    value: int
    witness: Completion | None
    proven: bool
    bound: int


@dataclass
class Seeking:
    """The highest (sign 1) or lowest (sign -1) end of an objective: the best so far, and the regions that may still
    have a better one, the most promising first. `guide` is what shows which split comes nearer. It is `over` where
    all was looked at, or where nothing is left to split."""

    objective: Objective
    sign: int
    guide: Objective
    regions: Iterable[Region]
    best: int | None = None
    witness: Completion | None = None
    tries: int = GREEDY
    over: bool = False
    queue: list[tuple[int, int, Region]] = field(default_factory=list)
    #: Of regions with equal bounds the newest comes first: down to where a corner attains the bound.
    order: Any = field(default_factory=lambda: count(0, -1))
    top: int = 0

    def __post_init__(self) -> None:
        for region in self.regions:
            self.push(region)
        self.top = self.bound

    @property
    def bound(self) -> int:
        """What no completion of the regions that are left can exceed (0 without one)."""
        return -self.queue[0][0] if self.queue else 0

    def push(self, region: Region) -> None:
        found = self.objective(region.ranges, region.units)
        heapq.heappush(self.queue, (-(found[1] if self.sign > 0 else -found[0]), next(self.order), region))

    def found(self, value: int, completion: Completion | None) -> None:
        if completion is not None and (self.best is None or value > self.best):
            self.best, self.witness = value, completion

    def end(self, certain: bool) -> End:
        """What is known of the end; `certain` says that the regions were all there are."""
        sign, best, bound = self.sign, self.best, self.bound
        if self.queue and not (best is not None and bound <= best):
            return End(sign * (bound if best is None else best), self.witness, False, sign * bound)
        if best is None:
            return End(sign * self.top, None, False, sign * self.top)
        return End(sign * best, self.witness, certain, sign * best)
