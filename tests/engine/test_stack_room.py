"""Work that has room pays for no call twice, however deep it stands."""

from __future__ import annotations

import resource
import threading
from collections.abc import Callable

from nextwave.engine.stack_room import roomy

#: At each depth so many calls are made.
CALLS = 300
DEPTHS = 120


def nothing() -> None:
    """A call with a frame of some size, as those of rules have."""


nothing.__code__ = nothing.__code__.replace(co_stacksize=400)


def faults() -> int:
    """Pages that this thread asked the system for."""
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt


def deep(depth: int, found: list[int]) -> None:
    before = faults()
    for _ in range(CALLS):
        nothing()
    found.append(faults() - before)
    if depth:
        deep(depth - 1, found)


def most_in_a_thread(around: Callable[[Callable[[], None]], Callable[[], None]]) -> int:
    found: list[int] = []
    thread = threading.Thread(target=around(lambda: deep(DEPTHS, found)))
    thread.start()
    thread.join()
    assert len(found) == DEPTHS + 1
    return max(found)


def test_at_no_depth_do_calls_ask_the_system_for_memory() -> None:
    assert most_in_a_thread(roomy) < CALLS / 10


def test_without_room_they_do_at_some_depth() -> None:
    """So that the room is taken away again once Python does not need it."""
    assert most_in_a_thread(lambda work: work) >= CALLS
