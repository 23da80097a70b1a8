"""The household of three that the benchmarks assess, and its partly answered forms."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

from tests.usual import home, person

FAMILY: dict[str, Any] = {
    "people": [
        person(
            "ana",
            jobs=[{"id": "j", "pay": {"amount": "350.00", "per": "week"}}],
            rent={"amount": "900", "per": "month"},
        ),
        person("ben", social_security={"amount": "400.00", "per": "month"}),
        person("cy", birth_date="2015-01-01", parents=["ana"]),
    ],
    "household": home(other_utilities=2),
}


def half_unknown(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """The family with each fact left out with probability one half, relationships and jobs included."""
    chance = random.Random(seed)
    for _ in range(count):
        situation = copy.deepcopy(FAMILY)
        for record in (*situation["people"], situation["household"]):
            for name in list(record):
                if name != "id" and chance.random() < 0.5:
                    del record[name]
        yield situation
