"""Applications that are made in a process of its own. Nothing of Django is imported before it is set up there."""

from __future__ import annotations

import pickle
from typing import Any


def live_in_process(plan: bytes, seed: int, done: Any, refused: Any) -> None:
    """Makes the pickled plan's applications; `done` and `refused` are shared with the process that waits for them."""
    import django

    django.setup()
    from nextwave.demo.course import live

    def told(number: int) -> None:
        done.value = number

    refused.put(live(pickle.loads(plan), seed, told))  # noqa: S301 (made by the process that started this one)
