"""The processor time of a server and of every process below it, as the system counts it."""

from __future__ import annotations

import os
from pathlib import Path


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
