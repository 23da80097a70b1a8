"""A part of the completions that a search looks at, with its bounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nextwave.engine.evaluators.bounds import Ranges
from nextwave.engine.situations.household import Cell
from nextwave.engine.unknowns.box import Box
from nextwave.engine.unknowns.units import Units

#: By the number of a definition: for an instance whether it is taken to be true.
Assumed = dict[int, dict[int, int]]


@dataclass(slots=True)
class Region:
    """A part of the completions in which people fall into the same units; split when its bounds are loose.

    `given` is what its bounds were worked out from. `sample` is a part of the box in which those units are
    certain, None where none was found in time.
    """

    box: Box
    units: Units
    given: Ranges
    sample: Box | None
    #: A sample, and the part of it in which every constraint holds for certain, once that was looked for.
    settled: tuple[Box, Box | None] | None = None
    #: What the rules that explain results can come to here, once that was asked for.
    explained: list[list[Any]] | None = None
    #: The parts that were made of it to see where to split, by what they were split at: a search that was left goes
    #: on from them.
    tried: dict[Cell | tuple[str, int, int] | None, list[Region]] = field(default_factory=dict)

    @property
    def ranges(self) -> list[list[Any]]:
        """What each rule can come to here."""
        return self.given.found

    @property
    def assumed(self) -> Assumed:
        """Truths of rules that are taken to hold here, by definition and instance."""
        return self.given.assumed
