"""In which place each postcode lies: places.toml, beside rulebook.toml.

    fact = "council"                # the home's fact whose members are the places
    source = "…"

    [codes]
    north = "SW1A 12345"            # what stands under several places lies in each of them
    south = "M1"

A code may be the first part of longer ones: `12345` tells of 12345-6789 too, `SW1A` of SW1A 1AA.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nextwave.rulebook.problems import Place, Problem

NAME = "places.toml"


@dataclass(frozen=True, slots=True)
class Places:
    """By postcode the places in which it lies, as values of the household's fact `fact`; empty where the rulebook
    has no places.toml."""

    fact: str = ""
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, code: str) -> tuple[str, ...]:
        """The places of a code, as it stands there or as what stands before a space or dash in it; none where it is
        not known."""
        whole = code.strip()
        return self.codes.get(whole) or self.codes.get(re.split(r"[ -]", whole)[0], ())


def read(found: Mapping[str, Any], home: Mapping[str, tuple[str, ...]]) -> tuple[Places, list[Problem]]:
    """The places of a rulebook, and what is wrong with them. `home` are the facts of the home that have a list of
    what they can be, with that list."""
    fact = str(found.get("fact", "missing"))
    if fact not in home:
        what = f"fact is {fact[:60]}, which is no fact of the home with a list of what it can be"
        return Places(), [_problem(what, "name one")]
    table = found.get("codes", {})
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        return Places(), [_problem("codes is no table of texts", 'write north = "SW1A M1" under [codes]')]
    problems = [
        _problem(f"{place[:60]} is nothing that {fact} can be", "correct it")
        for place in table
        if place not in home[fact]
    ]
    codes: dict[str, tuple[str, ...]] = {}
    for place, within in table.items():
        for code in within.split():
            codes[code] = (*codes.get(code, ()), place)
    return Places(fact, codes), problems


def _problem(what: str, remedy: str) -> Problem:
    return Problem("places", what, Place(NAME), remedy)
