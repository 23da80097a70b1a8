"""Invented names: given names and surnames put together by chance. They are nobody's."""

from __future__ import annotations

import random

from nextwave.demo.script import Names


def household(people: list[str], of: Names, chance: random.Random) -> dict[str, str]:
    """A name for each person's id: a given name each, and mostly the same surnames for all."""
    given = chance.sample(of.given, k=min(len(people), len(of.given)))
    surnames = chance.sample(of.surnames, k=of.surnames_each)
    found = {}
    for i, person in enumerate(people):
        own = surnames if i == 0 or chance.random() < 0.8 else chance.sample(of.surnames, k=len(surnames))
        found[person] = " ".join([given[i % len(given)], *own])
    return found
