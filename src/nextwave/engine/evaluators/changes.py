"""What a definition reads, as bits: so that an evaluator works out again only what can differ from an evaluation
near by, and takes over the rest. A definition that comes to the same as before changes nothing that reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import is_not
from typing import Any

from nextwave.engine.plan.graph import Plan

#: The names in written code that stand for something that may change; see `engine.evaluators.emitting`.
_NAME = re.compile(r"\b[fnxcpgmdl]\d+\b")


class Changes:
    """A bit for each slot, for each entity (how many there are, of whom, which may be missing, and for a
    partition how people fall into it), and for each definition."""

    def __init__(self, plan: Plan) -> None:
        first = len(plan.slots)
        self.slots = [1 << i for i in range(first)]
        self.entities = {name: 1 << (first + i) for i, name in enumerate(plan.rulebook.entities)}
        self._entities = list(self.entities.values())
        first += len(self.entities)
        self.definitions = [1 << (first + i) for i in range(len(plan.definitions))]

    def columns(self, one: Sequence[Any], other: Sequence[Any]) -> int:
        """The bits of slots whose columns differ: one that does not is the same list in both."""
        mask = 0
        for bit in compress(self.slots, map(is_not, one, other)):
            mask |= bit
        return mask

    def named(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
        """The bits of entities of which something differs; what does not is the same object in both."""
        mask = 0
        for name, value in one.items():
            if value is not other.get(name):
                mask |= self.entities[name]
        for name in () if len(one) == len(other) else other.keys() - one.keys():
            mask |= self.entities[name]
        return mask

    def read(self, lines: Iterable[str], made: Mapping[str, int]) -> int:
        """The bits of what written lines read; `made` has those of the names that earlier lines made."""
        mask = 0
        for name in {name for line in lines for name in _NAME.findall(line)}:
            number = int(name[1:])
            if name in made:
                mask |= made[name]
            elif name[0] == "f":
                mask |= 1 << number
            elif name[0] not in "dl":
                mask |= self._entities[number]
        return mask
