"""Cheap requests go on while dear ones wait: how many of each a process works on at once.

Every request begins among the cheap ones. One whose assessments have spent more than a first slice leaves its place
to the next and waits for one of few places for dear work; where too many wait already it is put off. Nothing here
changes an answer: work is put off or ended, with an error in words, or it goes on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from nextwave.web.serving.dear_line import DearLine

#: Requests of a process that are worked on at once while they are cheap.
CHEAP = 4
#: Requests of a process that are worked on at once beyond the first slice.
DEAR = 1
#: Dear requests that wait for a place; with one more, the last of whoever has the most there is put off.
QUEUE = 16
#: Steps of assessments, about a tenth of a second, after which a request is dear.
SLICE = 3_000_000
#: Seconds after which a request ends, from when it was read whole.
LONGEST = 60.0
#: Seconds in which someone who was put off may try again.
RETRY_AFTER = 10
#: Seconds for which dear work stands still, each time that it is looked at, while cheap work is being done.
YIELD = 0.002


class Ended(Exception):
    """Work that ended without an answer."""

    status = 503


class ClientLeft(Ended):
    """Nobody waits for the answer any more."""

    status = 499


class PutOff(Ended):
    """Too much dear work waits already."""


class TookTooLong(Ended):
    """A request came to the end of its time."""


class Lanes:
    """The places of a process."""

    def __init__(self, cheap: int = CHEAP, dear: int = DEAR, queue: int = QUEUE, longest: float = LONGEST) -> None:
        self.cheap, self.dear = threading.Semaphore(cheap), DearLine(dear, queue)
        self.longest = longest
        self.working = 0
        self._lock = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait for a place for dear work."""
        return len(self.dear.entries)

    def counted(self, working: int) -> None:
        with self._lock:
            self.working += working

    @contextmanager
    def work(
        self, left: Callable[[], bool], dear: Callable[[], None], client: Callable[[], str] = lambda: ""
    ) -> Iterator[Work]:
        """A request's place, from when it is there until the block ends. `left` says whether the client is gone,
        `client` who that is; `dear` is called once where the work turns out to be dear."""
        one = Work(self, left, dear, client)
        self.cheap.acquire()
        self.counted(1)
        try:
            yield one
        finally:
            one.leave()


class Work:
    """A request that is worked on. `watch` is what its budgets call again and again."""

    def __init__(
        self, lanes: Lanes, left: Callable[[], bool], dear: Callable[[], None], client: Callable[[], str]
    ) -> None:
        self.lanes, self.left, self.became_dear, self.client = lanes, left, dear, client
        self.until = time.monotonic() + lanes.longest
        self.before = self.steps = 0
        self.place: str | None = "cheap"

    def watch(self, spent: int) -> None:
        """Looks at a budget that has spent so many steps; a request may have several. Raises Ended."""
        self.steps += spent - self.before if spent >= self.before else spent
        self.before = spent
        if self.steps < SLICE:
            return
        if self.left():
            raise ClientLeft
        if time.monotonic() > self.until:
            raise TookTooLong
        if connection.in_atomic_block:
            # Whoever waits here makes everyone wait who writes.
            return
        if self.place == "cheap":
            self._to_dear()
        if self.lanes.working:
            time.sleep(YIELD)

    def _to_dear(self) -> None:
        entry = self.lanes.dear.join(self.client())
        if entry is None:
            raise PutOff
        self.became_dear()
        self.leave()
        try:
            while not entry.event.wait(0.1):
                if self.left():
                    raise ClientLeft
                if time.monotonic() > self.until:
                    raise TookTooLong
        except Ended:
            self.lanes.dear.quit(entry)
            raise
        if entry.put_off:
            raise PutOff
        self.place = "dear"

    def leave(self) -> None:
        """Gives the place back."""
        if self.place == "cheap":
            self.lanes.counted(-1)
            self.lanes.cheap.release()
        elif self.place == "dear":
            self.lanes.dear.done()
        self.place = None
