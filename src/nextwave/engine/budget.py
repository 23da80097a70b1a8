"""How much work an assessment may do: counted, not timed, so that it is the same on every machine.

    budget = Budget()
    answers = [assessor.assess(request, budget) for request in requests]

One request has one budget, handed on from assessment to assessment. Where it is used up an answer is still
sound, and says that not everything was looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

#: What one request may spend. A step is one exact operation of a rule for one person, job or unit: about a thirtieth
#: of a microsecond where this was measured.
REQUEST = 24_000_000

#: After so many steps, a few milliseconds, whoever watches is asked again.
WATCHED = 60_000

#: Who watches the budgets that are made here, where none is named: a server sets it for each request.
watcher: ContextVar[Callable[[int], None] | None] = ContextVar("watcher", default=None)


class Budget:
    """Work that may be spent, in steps.

    `watch`, where one is given or `watcher` names one, is called with what was spent, again and again while the
    work goes on: what it raises ends the work without an answer (its client has left, say). It cannot change an
    answer.
    """

    __slots__ = ("_next", "spent", "steps", "watch")

    def __init__(self, steps: int = REQUEST, watch: Callable[[int], None] | None = None) -> None:
        self.steps = steps
        self.watch = watch or watcher.get()
        self.spent = 0
        self._next = 0

    @property
    def left(self) -> int:
        """What may still be spent; 0 where it is used up."""
        return max(0, self.steps - self.spent)

    def spend(self, steps: int) -> None:
        """Counts work that is being done. Never refuses: whoever works looks at what is `left` before each piece."""
        self.spent += steps
        if self.watch is not None and self.spent >= self._next:
            self._next = self.spent + WATCHED
            self.watch(self.spent)
