"""Chance that can be repeated: each imputation draws from a stream of its own, named by its step.

To draw one step anew (`vary={"rent": 2}`) leaves all others as they were.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import numpy as np

#: How many numbers are drawn from a stream at a time.
_BATCH = 4096


class Chance:
    """The streams of one build. The same seed gives the same numbers on every machine."""

    def __init__(self, seed: int, vary: Mapping[str, int] | None = None) -> None:
        self.seed, self.vary = seed, dict(vary or {})
        self._streams: dict[str, np.random.Generator] = {}
        self._drawn: dict[str, list[float]] = {}

    def number(self, step: str) -> float:
        """The step's next number from 0 up to 1."""
        drawn = self._drawn.setdefault(step, [])
        if not drawn:
            if step not in self._streams:
                key = [self.vary.get(step, self.seed), zlib.crc32(step.encode())]
                self._streams[step] = np.random.Generator(np.random.PCG64(np.random.SeedSequence(key)))
            drawn.extend(self._streams[step].random(_BATCH)[::-1].tolist())
        return drawn.pop()

    def below(self, step: str, count: int) -> int:
        """A whole number from 0 up to count - 1, each as likely."""
        return int(self.number(step) * count)

    def happens(self, step: str, share: float) -> bool:
        """True with a probability."""
        return self.number(step) < share

    def one_of(self, step: str, shares: Mapping[str, float]) -> str:
        """One of several, by their shares; the last where shares do not come to 1."""
        draw, total = self.number(step), 0.0
        for name, share in shares.items():
            total += share
            if draw < total:
                return name
        return name

    def around(self, step: str, middle: float, spread: float) -> float:
        """A value around a middle: the middle times a factor between 1 - spread and 1 + spread."""
        return middle * (1 - spread + 2 * spread * self.number(step))
