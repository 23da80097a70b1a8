"""Children end with their parent, however it ends: each holds the reading end of a pipe that only the parent can
write to, and ends when it closes. Kernels do that for a process that is killed, too.
"""

from __future__ import annotations

import os
import threading

#: Names the open file of the pipe to the children.
VARIABLE = "NEXTWAVE_LIFELINE"


def held() -> int | None:
    """The pipe that this process was started with."""
    number = os.environ.get(VARIABLE, "")
    return int(number) if number.isdigit() else None


def end_with_parent() -> None:
    """Ends this process as soon as its parent is gone; nothing where it was not started with a pipe."""
    pipe = held()
    if pipe is not None:
        threading.Thread(target=_wait, args=(pipe,), name="lifeline", daemon=True).start()


def _wait(pipe: int) -> None:
    while os.read(pipe, 1):
        pass
    os._exit(1)
