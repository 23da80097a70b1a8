"""The processor time of a server and of every process below it, as the system counts it."""

from __future__ import annotations

import os
import time
from pathlib import Path

#: What a turn of an empty loop takes on a quiet core of the machine that bounds were set on: 13 to 20 ns.
TURN = 20e-9
TURNS = 1_000_000


def at_full_pace(seconds: float) -> float:
    """What these seconds of processor time would be on a quiet core: other programs that share it, or its caches,
    make the same work take up to three times as long. On a quicker machine they stay what they are."""
    before = time.process_time()
    for _ in range(TURNS):
        pass
    turn = (time.process_time() - before) / TURNS
    return seconds * min(1.0, TURN / turn)


def seconds_of(process: int) -> float:
    """Seconds that a process, its children and theirs have run, ended ones included."""
    ticks = os.sysconf("SC_CLK_TCK")
    parents, times = {}, {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            # The name of the command, in brackets, may hold anything.
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        # Counted from the state on: the parent, and user and system time of the process and of its ended children.
        parents[int(entry.name)] = int(fields[1])
        times[int(entry.name)] = sum(int(f) for f in fields[11:15])
    below = {process}
    while True:
        more = {child for child, parent in parents.items() if parent in below} - below
        if not more:
            return sum(times.get(p, 0) for p in below) / ticks
        below |= more
