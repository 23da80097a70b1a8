"""How much work an assessment may do: counted, not timed, so that it is the same on every machine.

    budget = Budget()
    answers = [assessor.assess(request, budget) for request in requests]

One request has one budget, handed on from assessment to assessment. Where it is used up an answer is still
sound, and says that not everything was looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from nextwave.rulebook.problems import Place, Problem

#: What one request to a server may spend, while others wait. A step is one exact operation of a rule for one person, job
#: or unit: ten to twenty-five nanoseconds where this was measured.
REQUEST = 64_000_000

#: What an assessment may spend where nobody waits behind it: in a notebook, or at the command line.
ALONE = 192_000_000

#: After so many steps, a few milliseconds, whoever watches is asked again.
WATCHED = 60_000

#: Who watches the budgets that are made here, where none is named: a server sets it for each request.
watcher: ContextVar[Callable[[int], None] | None] = ContextVar("watcher", default=None)

#: To make the law of a month ready takes as long as so many steps.
MONTH = 30_000_000


class UsedUp(Exception):
    """Nothing is left for an assessment that was not begun."""

    def __init__(self, what: str) -> None:
        self.problem = Problem("used-up", what, Place("request"), "send it in a call of its own")
        super().__init__(what)


class Budget:
    """Work that may be spent, in steps.

    `watch`, where one is given or `watcher` names one, is called with what was spent, again and again while the
    work goes on: what it raises ends the work without an answer (its client has left, say). It cannot change an
    answer. `ready` is a month whose law is surely ready, such as that of the day in a server.
    """

    __slots__ = ("_months", "_next", "_until", "spent", "steps", "watch")

    def __init__(
        self, steps: int = ALONE, watch: Callable[[int], None] | None = None, ready: date | None = None
    ) -> None:
        self.steps = steps
        self.watch = watch or watcher.get()
        self.spent = 0
        self._months = {ready} if ready else set()
        self._next = 0
        self._until = steps

    @property
    def left(self) -> int:
        """What may still be spent, of the share where one is worked on; 0 where it is used up."""
        return max(0, self._until - self.spent)

    @property
    def short(self) -> bool:
        """Whether the share that is being worked on is used up (see `share`)."""
        return self.spent >= self._until

    @contextmanager
    def share(self, steps: int) -> Iterator[None]:
        """Within it no more than so much of what is left: so that what is hard takes nothing from what is not."""
        before = self._until
        self._until = min(before, self.spent + max(0, steps))
        try:
            yield
        finally:
            self._until = before

    def spend(self, steps: int) -> None:
        """Counts work that is being done. Never refuses: whoever works looks before each piece whether they are
        `short`."""
        self.spent += steps
        if self.watch is not None and self.spent >= self._next:
            self._next = self.spent + WATCHED
            self.watch(self.spent)

    def begin(self) -> None:
        """Before an assessment is begun. Raises UsedUp where the ones before it left nothing."""
        if not self.left:
            raise UsedUp("the requests before it took all the work that is done for one call")

    def law(self, month: date) -> None:
        """Before an assessment under the law of a month. The first is what the request is about, unless one is said
        to be ready; each further one is paid for, made ready before or not: what is left for an answer may not hang on
        who asked for what before. Raises UsedUp."""
        if month in self._months:
            return
        if self._months:
            if self.left < MONTH:
                raise UsedUp("the requests before it took the work that the law of one more month would take")
            self.spend(MONTH)
        self._months.add(month)
