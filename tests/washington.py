"""Washington's rulebook with its worked cases, read once for all tests of a process."""

from __future__ import annotations

from functools import lru_cache

from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook


@lru_cache(maxsize=1)
def washington() -> Rulebook:
    return load(find("washington"))
