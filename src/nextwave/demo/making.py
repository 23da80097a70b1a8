"""Makes the demonstration: accounts of every role, and applications over the last fourteen months.

    made = make(400, told=lambda done, of: …)

The same seed draws the same households, names and steps; passwords, codes and references are new each time.
"""

from __future__ import annotations

import itertools
import multiprocessing
import pickle
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.management import call_command

from nextwave.casework.access.accounts import add
from nextwave.casework.access.codes import case_of, new_code
from nextwave.casework.access.tokens import add_token
from nextwave.casework.clock import today
from nextwave.casework.household.facts import Stated
from nextwave.casework.law.in_force import assessor
from nextwave.casework.statistics.releasing import due, release
from nextwave.demo import names
from nextwave.demo.apart import live_in_process
from nextwave.demo.course import Planned, live
from nextwave.demo.lives import Household, working_day

if TYPE_CHECKING:
    from nextwave.demo.households import Situation

SEED = 20261125
#: So far back applications go: fourteen months, and one in four within the last thirty days.
DAYS = 425
ACCOUNTS = (
    ("worker", "worker", "Robin Hayes"),
    ("worker2", "worker", "Elena Ramos"),
    ("supervisor", "supervisor", "Marcus Brooks"),
    ("supervisor2", "supervisor", "Sofía Navarro"),
    ("policymaker", "policymaker", "Grace Olson"),
    ("auditor", "auditor", "Samuel Price"),
    ("administrator", "administrator", "Wendy Foster"),
)
#: What a household may leave open at first.
LEFT_OPEN = (
    "jobs", "rent", "savings", "social_security", "unemployment", "child_support_paid", "care_costs", "medical_costs",
    "immigration_status", "weekly_hours", "pays_heating_or_cooling", "child_support_received", "self_employment",
)  # fmt: skip
#: How fifty applications end, and where those stand that have not ended.
ENDS = ("assessed",) * 38 + ("small",) * 4 + ("large",) * 3 + ("denied",) * 2 + ("withdrawn",) + ("appealed",) * 2
STANDS = ("waiting", "second person", "in progress", "filed", "proposed", "waiting", "approved", "filed")


@dataclass(frozen=True, slots=True)
class Made:
    """What there is to try the demonstration with: `accounts` are (name, role); they share a password. `token` is a
    worker's, for the API; `codes` open a case to its resident, each with where the case stands."""

    applications: int
    accounts: tuple[tuple[str, str], ...]
    password: str
    token: str
    codes: tuple[tuple[str, str], ...]


Told = Callable[[int, int], None]


def make(count: int, told: Told = lambda done, of: None, seed: int = SEED, processes: int = 1) -> Made:
    """Makes the database and everything in it, on one or two processes."""
    call_command("migrate", verbosity=0, interactive=False)
    password = new_code()
    accounts = {name: add(name, role, password, full_name) for name, role, full_name in ACCOUNTS}
    token = add_token(accounts["worker"], "demonstration")
    plan = list(_planned(count, seed)) if count else []
    if processes == 1 or count < 40:
        live(plan, seed, lambda done: told(done, count))
    else:
        _live_apart(plan, seed, lambda done: told(done, count))
    for month in list(due(today())):
        release(month)
    named = tuple((name, role) for name, role, _ in ACCOUNTS)
    return Made(count, named, password, token, tuple(_codes(plan)))


def _codes(plan: list[Planned]) -> Iterator[tuple[str, str]]:
    """The newest case that waits for evidence, and the newest that is decided."""
    for status in ("waiting", "decided"):
        for planned in reversed(plan):
            case = case_of(planned.code)
            if case is not None and case.docket.status == status:
                yield planned.code, status
                break


def _live_apart(plan: list[Planned], seed: int, told: Callable[[int], None]) -> None:
    """The later half in a process of its own: each day's law is then made ready in one of them only."""
    spawn = multiprocessing.get_context("spawn")
    elsewhere = spawn.Value("i", 0)
    half = len(plan) // 2
    other = spawn.Process(target=live_in_process, args=(pickle.dumps(plan[half:]), seed, elsewhere), daemon=True)
    other.start()
    live(plan[:half], seed, lambda done: told(done + elsewhere.value))
    while other.is_alive():
        other.join(0.2)
        told(half + elsewhere.value)
    if other.exitcode:
        raise RuntimeError("half of the demonstration could not be made: what went wrong stands above")


def _planned(count: int, seed: int) -> Iterator[Planned]:
    # Tables take a while to load: a demonstration without applications needs none.
    from nextwave.demo.households import drawn

    chance = random.Random(seed)
    recent = count // 4
    ages = [chance.randint(31, DAYS) for _ in range(count - recent)] + [chance.randint(0, 30) for _ in range(recent)]
    ages = sorted(ages, reverse=True)
    ages[-min(count, 6) :] = [0] * min(count, 6)
    ends, stands = _round(ENDS, chance), itertools.cycle(STANDS)
    earlier: Household | None = None
    situations = drawn(assessor().rulebook, count, today(), today() - timedelta(days=DAYS), seed)
    for number, (age, situation) in enumerate(zip(ages, situations, strict=True)):
        language = "es" if chance.random() < 0.22 else "en"
        day = working_day(today() - timedelta(days=age), today())
        # Now and then the same people apply again.
        again = earlier is not None and number % 40 == 39
        household = _again(earlier, day) if again and earlier else _household(situation, day, language, chance)
        if number % 7 == 0:
            earlier = household
        # Only what is new may not have ended.
        yield Planned(number, day, household, new_code(), next(ends), next(stands) if age <= 52 else "")


def _round(of: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    """These in an order by chance, again and again."""
    while True:
        yield from chance.sample(of, k=len(of))


def _household(situation: Situation, day: date, language: str, chance: random.Random) -> Household:
    people = [p["id"] for p in situation["people"]]
    stated = [Stated(p["id"], k, v) for p in situation["people"] for k, v in p.items() if k != "id"]
    stated += [Stated("household", k, _on(k, v, day)) for k, v in situation["household"].items()]
    able = [s for s in stated if s.fact in LEFT_OPEN]
    # What is new has something to find out; of what is old, half told everything at once.
    recent = (today() - day).days <= 30
    left = chance.sample(able, k=min(len(able), chance.choice((2, 3, 4) if recent else (0, 0, 0, 1, 2, 3))))
    return Household(names.household(people, language, chance), stated, left, language)


def _again(earlier: Household, day: date) -> Household:
    """The same people on a later day."""
    stated = [Stated(s.of, s.fact, _on(s.fact, s.value, day)) for s in earlier.stated]
    left = {(s.of, s.fact) for s in earlier.open}
    return Household(earlier.names, stated, [s for s in stated if (s.of, s.fact) in left], earlier.language)


def _on(fact: str, value: Any, day: date) -> Any:
    """A household applies on the day on which it does, whatever day the survey was brought to."""
    return day.isoformat() if fact == "applied_on" else value
