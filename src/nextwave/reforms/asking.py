"""Asking for runs, and what can be done with one: stop it, start it again, name it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from nextwave.casework.law.in_force import assessor, assessor_of, keep_law
from nextwave.casework.models import Account
from nextwave.engine.answers.assessment import compiled
from nextwave.population.reform import Reform, read, reformed
from nextwave.reforms.models import Run, Standing, State
from nextwave.reforms.starting import at_work, start
from nextwave.rulebook.model import Rulebook

#: What a reform from a page is called where its problems are told.
FILE = "reform.yaml"
#: What the households of a demonstration are called that were invented for it, and their folder in its data.
INVENTED = "invented"
#: How many runs may wait or be worked on.
MOST = 20
#: A run that waits is started in no time: later than this nothing works on it any more.
SOON = timedelta(seconds=10)


class TooMany(Exception):
    """So many runs wait that no further one is taken."""


class NoHouseholds(Exception):
    """The rulebook names no population that runs could be worked out over."""


def population() -> str:
    """The households that runs are worked out over: those that the rulebook names; in a demonstration of a rulebook
    that names none, invented ones (`nextwave.demo`). Raises NoHouseholds."""
    named = assessor().rulebook.jurisdiction.population
    if named:
        return named
    if (settings.DATA / INVENTED).is_dir():
        return INVENTED
    raise NoHouseholds


def folder(name: str) -> str:
    """Where the households of a run are: by their name, or beside the service's other data."""
    return str(settings.DATA / INVENTED) if name == INVENTED else name


@dataclass(frozen=True, slots=True)
class Asked:
    """A run that is asked for, under a name."""

    name: str
    reform: str
    on: date
    programme: str


def checked(asked: Asked) -> Reform:
    """The reform, with all that `nextwave simulate` would refuse refused. Raises RulebookError."""
    book = assessor().rulebook
    reform = read(asked.reform, FILE, book)
    compiled(reformed(book, reform), asked.on)
    return reform


def ask(account: Account, key: str, asked: Asked) -> Run:
    """Keeps a run and sets it going; the same key gives the same run. Raises RulebookError, TooMany, NoHouseholds."""
    # Each account's keys are its own: nobody's key gives or blocks a run of someone else.
    own = f"staff-{account.pk}/{hashlib.sha256(key.encode()).hexdigest()[:40]}"
    found = Run.objects.filter(key__in=(own, key), asked_by=account).first()
    if found is not None:
        return found
    over = population()
    checked(asked)
    # Tables take a while to load: whoever asks for no run waits for none.
    from nextwave.population.tables.reading import version_of

    with transaction.atomic():
        if Standing.objects.filter(state__in=(State.WAITING, State.RUNNING)).count() >= MOST:
            raise TooMany
        run, made = Run.objects.get_or_create(
            key=own,
            defaults={
                "asked_by": account,
                "law": keep_law(),
                "population": over,
                "population_version": version_of(folder(over), assessor().rulebook),
                "programme": asked.programme,
                "on": asked.on,
                "reform": asked.reform,
            },
        )
        if made:
            Standing.objects.create(run=run, name=asked.name)
    start()
    return run


def again(run: Run) -> None:
    """A run that failed or was stopped waits anew; any other stays as it is. Raises TooMany."""
    with transaction.atomic():
        if Standing.objects.filter(state__in=(State.WAITING, State.RUNNING)).count() >= MOST:
            raise TooMany
        Standing.objects.filter(run=run, state__in=(State.FAILED, State.STOPPED)).update(
            state=State.WAITING, since=timezone.now(), doing="", percent=0, problem="", details=""
        )
    start()


def stop(run: Run) -> None:
    """Ends a run that waits or is worked on: its process finds out the next time that it tells how far it is."""
    Standing.objects.filter(run=run, state__in=(State.WAITING, State.RUNNING)).update(
        state=State.STOPPED, since=timezone.now()
    )


def rename(run: Run, name: str) -> None:
    """What a run is called here; its reform keeps its title."""
    Standing.objects.filter(run=run).update(name=name)


def bury() -> None:
    """Runs on which nothing works any more have failed, and say so."""
    for standing in Standing.objects.filter(state__in=(State.WAITING, State.RUNNING)).only("state", "since"):
        fresh = standing.state == State.WAITING and standing.since > timezone.now() - SOON
        if fresh or at_work():
            continue
        Standing.objects.filter(pk=standing.pk, state=standing.state, since=standing.since).update(
            state=State.FAILED, since=timezone.now(), problem="died"
        )


def book_of(run: Run) -> Rulebook:
    """The rulebook that a run was asked over."""
    present = assessor()
    return (present if present.rulebook.law_version == run.law_id else assessor_of(run.law_id)).rulebook
