"""Households of the demonstration write in languages in which pages and notices are written."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest

from nextwave.demo import making


def test_nobody_writes_in_a_language_that_only_the_rulebook_has(monkeypatch: pytest.MonkeyPatch) -> None:
    share = {"tlh": 0.6, "es": 0.4}
    monkeypatch.setattr(making, "script", lambda: SimpleNamespace(share=share))
    drawn = {making._language(random.Random(seed)) for seed in range(40)}
    assert drawn == {"en", "es"}
