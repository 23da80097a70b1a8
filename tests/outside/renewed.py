"""Demonstrations that tests kill or keep busy: one that is no longer fit is replaced, so that each test finds what it is
about and not what another left behind."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tests.outside.service import Service, demonstration

#: Gives the demonstration with so many applications: the same each time, as long as it is fit.
Running = Callable[[int], Service]


def children(process: int) -> list[int]:
    """The processes that one started, and theirs."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent == process:
                found += [int(entry.name), *children(int(entry.name))]
    return found


def end(service: Service) -> None:
    """Ends a demonstration with all its processes, whatever they are at."""
    if service.process.poll() is None:
        for one in (*children(service.process.pid), service.process.pid):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        service.process.wait(timeout=20)


@contextmanager
def renewed(fit: Callable[[Service], bool], prepare: Callable[[Service], None] | None = None) -> Iterator[Running]:
    """Demonstrations that are asked before each use whether they are `fit`; a new one is prepared first."""
    made: dict[int, Service] = {}

    def one(applications: int) -> Service:
        if applications in made and not fit(made[applications]):
            end(made.pop(applications))
        if applications not in made:
            made[applications] = stack.enter_context(demonstration(applications))
            if prepare is not None:
                prepare(made[applications])
        return made[applications]

    with ExitStack() as stack:
        yield one
        for left in made.values():
            if not fit(left):
                end(left)
