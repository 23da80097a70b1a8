"""Room on the stack of Python frames.

CPython keeps the frames of a thread in chunks of 16 KiB, and takes a chunk from the system whenever a call does not
fit and gives it back when that call returns (`push_chunk` and `_PyThreadState_PopFrame` in its pystate.c). Work that
happens to stand at the end of a chunk pays for that with every call: a dear assessment then took twice as long.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")

#: Words that the frame below the work asks for: just more than half of a chunk of 256 KiB, of which the rest is room
#: for what is called.
WORDS = 17_000


def roomy(work: Callable[Given, Made]) -> Callable[Given, Made]:
    """The same work, with room for all that it calls."""

    def begun(*given: Given.args, **named: Given.kwargs) -> Made:
        return work(*given, **named)

    begun.__code__ = begun.__code__.replace(co_stacksize=WORDS)
    return wraps(work)(begun)
