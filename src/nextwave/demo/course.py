"""The course of one application of the demonstration: from its filing as far as it has come by now."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection

from nextwave.casework.access.actor import Actor
from nextwave.casework.clock import now, today
from nextwave.casework.models import Account, Docket
from nextwave.casework.refusals import Refused
from nextwave.demo.lives import Household, Life, Staff, hour
from nextwave.engine.situations.problems import SituationError


@dataclass(frozen=True, slots=True)
class Planned:
    """An application that is to be made: who applies on which day, how it ends, and where it stands if it has not
    ended by today."""

    number: int
    day: date
    household: Household
    code: str
    end: str
    stand: str


def live(plan: list[Planned], seed: int, told: Callable[[int], None]) -> dict[str, int]:
    """Files these applications and takes each as far as it has come by now. Gives what acts were refused for, with how
    often: a rulebook's own delegations may not let the demonstration's staff do what it tries."""
    refused: Counter[str] = Counter()
    accounts = {a.username: Actor(a) for a in Account.objects.all()}
    staff = Staff((accounts["worker"], accounts["worker2"]), (accounts["supervisor"], accounts["supervisor2"]))
    with _unsynced():
        for done, planned in enumerate(plan, 1):
            chance = random.Random(f"{seed} {planned.number}")
            filed = min(now(), hour(planned.day, chance))
            life = Life(planned.household, staff, planned.number, now(), chance, filed, planned.code)
            try:
                life.file(chance.choices(("online", "phone", "paper"), (70, 20, 10))[0])
                _live(life, planned, chance)
            except Refused as error:
                refused[error.problem.what] += 1
            except SituationError as error:
                refused[error.problems[0].what] += 1
            told(done)
    return dict(refused)


@contextmanager
def _unsynced() -> Iterator[None]:
    """A database that is made anew after a crash need not be on the disk after every act."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        # The next connection has what the settings say.
        connection.close()


def _live(life: Life, planned: Planned, chance: random.Random) -> None:
    """Takes an application as far as it has come by now."""
    age = (today() - planned.day).days
    expedited = Docket.objects.get(pk=life.case.pk).expedited == "yes"
    usual = ((1, 7), (8, 20), (21, 30)) if expedited else ((4, 18), (19, 30), (31, 52))
    days = chance.randint(*chance.choices(usual, (80, 13, 7) if expedited else (58, 33, 9))[0])
    if age == 0:
        return
    if age < days:
        _stand(life, planned.stand, age)
    else:
        _end(life, planned.end, days, chance)


def _stand(life: Life, where: str, age: int) -> None:
    life.later(min(2, age))
    if where == "filed":
        return
    if where == "in progress" or (where == "waiting" and not life.ask()):
        life.note()
    if where in ("in progress", "waiting"):
        return
    life.settle()
    life.later(1)
    proposals = life.propose("large" if where in ("second person", "approved") else "assessed")
    if where == "approved":
        life.later(1)
        life.approve(proposals)


def _end(life: Life, how: str, days: int, chance: random.Random) -> None:
    life.later(days // 3)
    if how == "denied" and life.ask():
        life.later(days - days // 3)
        life.issue_with_approval("denied")
        return
    if chance.random() < 0.5 and life.ask():
        life.later(days // 4)
        life.answer()
    else:
        life.settle()
    life.later(days // 4)
    if how == "withdrawn":
        life.withdraw(life.propose())
        life.later(1)
    life.issue_with_approval(how if how in ("small", "large") else "assessed")
    if how == "appealed":
        life.later(chance.randint(3, 40))
        life.appeal()
