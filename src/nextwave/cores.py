"""A process that keeps to one core, and those that it starts, which do not.

Python runs one thread of a process at a time. Where its threads wander between cores, each finds what it works on in
the memory near the other: a request to the API then takes a third longer (docs/decisions/015-serving.md).
"""

from __future__ import annotations

import os
from contextlib import suppress

#: Names the cores that a process could be on before it kept to one, for those that it starts.
VARIABLE = "NEXTWAVE_CORES_BEFORE"


def allowed() -> list[int]:
    """The cores that this process may be on; none where the system does not tell."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def core_of(number: int, processes: int) -> int | None:
    """The core for one of so many processes; None where there are fewer cores, or where the operator wants none kept.
    Another service on the same machine begins with another core, as chance has it."""
    cores = allowed()
    if len(cores) < max(processes, 2) or os.environ.get("NEXTWAVE_OWN_CORES") == "0":
        return None
    return cores[(os.getpid() + number) % len(cores)]


def keep_to(core: int) -> None:
    """Keeps this process to a core from now on; before it has threads."""
    os.environ[VARIABLE] = ",".join(map(str, allowed()))
    with suppress(OSError):  # taken out of the machine meanwhile
        os.sched_setaffinity(0, {core})


def spread() -> None:
    """Lets this process be on every core that its parent could be on before it kept to one."""
    before = os.environ.pop(VARIABLE, "")
    if before:
        with suppress(OSError):
            os.sched_setaffinity(0, set(map(int, before.split(","))))
