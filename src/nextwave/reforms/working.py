"""Works out the runs that wait, one after the other, in a process of its own: python -m nextwave.reforms.working LOCK

It is nice to what else runs, and writes to the database at most once a second.
"""

from __future__ import annotations

import json
import logging
import math
import os
import sys
import time
from typing import TYPE_CHECKING, Any

from nextwave.cores import spread
from nextwave.lifeline import end_with_parent

if TYPE_CHECKING:
    from nextwave.population.impact.simulation import Simulation
    from nextwave.reforms.models import Run

log = logging.getLogger(__name__)

#: From and to which percent each part of a run goes, by what is being done and for which time.
PARTS = {
    ("reading households", 1): ("reading", 5, 50),
    ("working out", 1): ("present", 50, 72),
    ("reading households", 2): ("reading", 72, 76),
    ("working out", 2): ("reform", 76, 96),
}
#: Seconds between two notes of how far a run is.
EVERY = 1.0


class Stopped(Exception):
    """Someone stopped the run that is being worked out."""


class Told:
    """Notes how far a run is. Raises Stopped where it is no longer to be worked out."""

    def __init__(self, run: Run) -> None:
        self.run, self.noted = run, -math.inf
        self.times: dict[str, int] = {}
        self.last: tuple[str, int] = ("", 0)

    def __call__(self, what: str, done: int, of: int) -> None:
        before, place = self.last
        if what != before or done < place:
            self.times[what] = self.times.get(what, 0) + 1
            self.noted = -math.inf
        self.last = (what, done)
        doing, low, high = PARTS.get((what, self.times[what]), ("reform", 96, 97))
        self.note(doing, low + (high - low) * done // max(1, of))

    def note(self, doing: str, percent: int) -> None:
        from nextwave.reforms.models import Standing, State

        if time.monotonic() - self.noted < EVERY:
            return
        self.noted = time.monotonic()
        if not Standing.objects.filter(run=self.run, state=State.RUNNING).update(doing=doing, percent=percent):
            raise Stopped


def work(handle: int) -> None:
    """Works out what waits, under the lock that is held by this open file, and gives it back. Looks once more
    after that: a run that came meanwhile found the lock taken."""
    from nextwave.reforms.models import Standing, State
    from nextwave.reforms.starting import locked

    while True:
        # Nothing else works: what says that it is worked on was left behind by a process that ended.
        _left_behind()
        try:
            while (run := _next()) is not None:
                _one(run)
        finally:
            os.close(handle)
        if not Standing.objects.filter(state=State.WAITING).exists():
            return
        taken = locked()
        if taken is None:
            return
        handle = taken


def _left_behind() -> None:
    from django.utils import timezone

    from nextwave.reforms.models import Standing, State

    Standing.objects.filter(state=State.RUNNING).update(state=State.FAILED, since=timezone.now(), problem="died")


def _next() -> Run | None:
    from django.utils import timezone

    from nextwave.reforms.models import Run, Standing, State

    while True:
        first = Standing.objects.filter(state=State.WAITING).order_by("since", "pk").only("pk").first()
        if first is None:
            return None
        taken = Standing.objects.filter(pk=first.pk, state=State.WAITING).update(
            state=State.RUNNING, since=timezone.now(), doing="loading", percent=1
        )
        if taken:
            return Run.objects.get(pk=first.pk)


def _one(run: Run) -> None:
    """One run to its end, whatever that is."""
    from nextwave.population.tables.faults import PopulationError
    from nextwave.reforms.models import State
    from nextwave.rulebook.problems import RulebookError

    try:
        told = Told(run)
        found = simulated(run, told)
        if found.population.version != run.population_version:
            _ended(run, State.FAILED, problem="changed")
            return
        _ended(run, State.DONE, percent=100, doing="", result=json.dumps(kept(found)))
    except Stopped:
        return
    except (RulebookError, PopulationError) as error:
        _ended(run, State.FAILED, problem="refused", details="\n".join(f"{p.what}: {p.remedy}" for p in error.problems))
    except Exception as error:
        log.exception("run %s failed", run.pk)
        _ended(run, State.FAILED, problem="error", details=type(error).__name__)


def simulated(run: Run, told: Told | None = None) -> Simulation:
    """The same as `nextwave simulate` on the command line. Raises RulebookError, PopulationError."""
    from nextwave.population.impact.simulation import simulate
    from nextwave.population.reform import read
    from nextwave.reforms.asking import FILE, book_of, folder

    book = book_of(run)
    return simulate(book, folder(run.population), read(run.reform, FILE, book), run.on, run.programme, told=told)


def kept(found: Simulation) -> dict[str, Any]:
    """What is kept of a run: what `nextwave simulate --json` prints, and of the data sheet what a reader needs."""
    from nextwave.population.impact.reporting import as_json

    sheet = found.population.sheet
    about = {
        "title": sheet.get("title", ""),
        "invented": found.population.invented,
        "source": sheet.get("source", ""),
        "counts": sheet.get("counts", {}),
        "calibration": sheet.get("calibration", {}).get("title", ""),
        "sensitivity": sheet.get("sensitivity", {}).get(found.programme, {}),
        "imputations": sheet.get("imputations", []),
    }
    return {**as_json(found), "data": about}


def _ended(run: Run, state: str, **changes: Any) -> None:
    from django.utils import timezone

    from nextwave.reforms.models import Standing, State

    Standing.objects.filter(run=run, state=State.RUNNING).update(state=state, since=timezone.now(), **changes)


def main(handle: str) -> None:
    """Takes over the lock that whoever started this process opened."""
    end_with_parent()
    spread()
    os.nice(10)
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nextwave.web.settings")
    django.setup()
    work(int(handle))


if __name__ == "__main__":
    main(sys.argv[1])
