"""A household as a situation states it: its shape, what is known, and what each unknown fact may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nextwave.engine.situations.stating import Between, OneOf

#: (slot, instance), (slot, instance, other person), or (-1 - entity, instance) for whether one is there.
Cell = tuple[int, ...]

#: What the household itself is called where facts are named by whose they are; no person is.
HOUSEHOLD = "household"


@dataclass(slots=True)
class Household:
    """A household as stated. `slots[k][i]` is a known value or None; `open` maps each unknown cell to what it
    may be. `copies[entity][i]` above 1 marks an instance that stands for up to so many unstated ones."""

    ids: dict[str, list[str]]
    counts: dict[str, int]
    parents: dict[str, list[int]]
    children: dict[str, list[list[int]]]
    copies: dict[str, list[int]]
    maybe: dict[str, list[bool]]
    slots: list[list[Any]]
    open: dict[Cell, Between | OneOf] = field(default_factory=dict)
    complete: bool = True
