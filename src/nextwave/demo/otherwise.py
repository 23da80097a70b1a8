"""Decisions of the demonstration that are other than assessed: another amount, another level, or a denial."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from nextwave.casework.acts.deciding.propose import Proposed, cents
from nextwave.casework.law.ceiling import ceiling
from nextwave.casework.law.in_force import assessor
from nextwave.demo.script import script

#: How often something less is granted than is assessed, where both are possible.
LESS = 0.3


def otherwise(
    as_assessed: Proposed, result: dict[str, Any], kind: str, on: Any, language: str, chance: random.Random
) -> Iterator[Proposed]:
    """What may be decided in place of a result, the likeliest first: `denied`, or granted a little (`small`) or much
    (`large`) otherwise. Nothing where the script says nothing of it, or neither amount nor level comes of the programme."""
    told, programme, people = script().otherwise[kind], as_assessed.programme, as_assessed.people
    scale = assessor().rulebook.scale(programme)
    if not told or (kind != "denied" and scale is None and "amount" not in result):
        return
    one = chance.choice(told)
    said = one.says[language]
    if kind == "denied":
        yield Proposed(programme, people, "denied", 0, one.reason, said)
        return
    less = chance.random() < LESS
    if scale is not None:
        for level in _levels(tuple(scale.members), result, kind, less):
            yield Proposed(programme, people, "granted", 0, one.reason, said, level=level)
        return
    assessed = cents(result["amount"]["low"]) if result["status"] == "eligible" else 0
    most = ceiling(programme, len(people), on)
    less = less or (most is not None and assessed + one.by > most)
    amount = assessed - one.by if assessed > one.by and less else assessed + one.by
    yield Proposed(programme, people, "granted", amount, one.reason, said)


def _levels(names: tuple[str, ...], result: dict[str, Any], kind: str, less: bool) -> list[str]:
    """The other levels: a `small` step off the nearest first, a `large` one the farthest; of two as far the higher, or
    the lower where it is `less`. Where nothing is assessed, every level is more."""
    levels = result.get("levels") if result["status"] == "eligible" else None
    at = names.index(levels[0]) if levels else -1
    others = [place for place in range(len(names)) if place != at]
    far = -1 if kind == "large" else 1
    others.sort(key=lambda place: (far * abs(place - at), (place > at) == less))
    return [names[place] for place in others]
