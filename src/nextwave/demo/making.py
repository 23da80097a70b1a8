"""Makes the demonstration: accounts of every role, and applications over the last fourteen months.

    made = make(400, told=lambda done, of: …)

The same seed draws the same households, names and steps; passwords, codes and references are new each time.
"""

from __future__ import annotations

import itertools
import multiprocessing
import pickle
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command

from nextwave.casework.access.accounts import add
from nextwave.casework.access.codes import case_of, new_code
from nextwave.casework.access.tokens import add_token
from nextwave.casework.clock import today
from nextwave.casework.household.facts import Stated, declared_of
from nextwave.casework.law.in_force import assessor
from nextwave.casework.statistics.releasing import due, release
from nextwave.demo import names
from nextwave.demo.apart import live_in_process
from nextwave.demo.course import Planned, live
from nextwave.demo.lives import Household, working_day
from nextwave.demo.script import script
from nextwave.reforms.asking import INVENTED, folder, population
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.web.localization.languages import offered

if TYPE_CHECKING:
    from nextwave.demo.households import Situation

SEED = 20261125
#: The person's fact that ages follow from.
BORN = "birth_date"
#: So far back applications go: fourteen months, and one in four within the last thirty days.
DAYS = 425
#: Accounts with their roles; the script of the demonstration names who has them.
ACCOUNTS = (
    ("worker", "worker"),
    ("worker2", "worker"),
    ("supervisor", "supervisor"),
    ("supervisor2", "supervisor"),
    ("policymaker", "policymaker"),
    ("auditor", "auditor"),
    ("administrator", "administrator"),
)
#: So many households are invented where the rulebook names none.
INVENTED_HOUSEHOLDS = 200
#: What came in so many days ago is new.
RECENT = 30
#: How fifty applications end, and where those stand that have not ended.
ENDS = ("assessed",) * 38 + ("small",) * 4 + ("large",) * 3 + ("denied",) * 2 + ("withdrawn",) + ("appealed",) * 2
STANDS = ("waiting", "second person", "in progress", "filed", "proposed", "waiting", "approved", "filed")


@dataclass(frozen=True, slots=True)
class Made:
    """What there is to try the demonstration with: `accounts` are (name, role); they share a password. `token` is a
    worker's, for the API; `codes` open a case to its resident, each with where the case stands. `invented` says that
    no population was there and the households are invented; `refused` what acts were refused for, with how often."""

    applications: int
    accounts: tuple[tuple[str, str], ...]
    password: str
    token: str
    codes: tuple[tuple[str, str], ...]
    invented: bool = False
    refused: Mapping[str, int] = field(default_factory=dict)


Told = Callable[[int, int], None]


def make(count: int, told: Told = lambda done, of: None, seed: int = SEED, processes: int = 1) -> Made:
    """Makes the database and everything in it, on one or two processes. Raises RulebookError, PopulationError; a
    rulebook that is not in force yet has nothing to show."""
    told_by = script()
    span = _span()
    invented = not assessor().rulebook.jurisdiction.population
    if invented:
        _invented(span, seed)
    call_command("migrate", verbosity=0, interactive=False)
    password = new_code()
    accounts = {name: add(name, role, password, told_by.staff[name]) for name, role in ACCOUNTS}
    token = add_token(accounts["worker"], "demonstration")
    plan = list(_planned(count, seed, span)) if count else []
    if processes == 1 or count < 40:
        refused = live(plan, seed, lambda done: told(done, count))
    else:
        refused = _live_apart(plan, seed, lambda done: told(done, count))
    for month in list(due(today())):
        release(month)
    return Made(count, ACCOUNTS, password, token, tuple(_codes(plan)), invented, refused)


def _span() -> int:
    """So many days back applications go: no day before the rules begin. Raises RulebookError."""
    book = assessor().rulebook
    since = book.details.get("since")
    span = min(DAYS, (today() - since).days) if isinstance(since, date) else DAYS
    if span < 0:
        what = f"the rules begin on {since}, and nothing can be shown before"
        raise RulebookError(
            [Problem("demonstration", what, Place("rulebook.toml"), "set NEXTWAVE_TODAY to a later day")]
        )
    return span


def _invented(span: int, seed: int) -> None:
    """Households for a rulebook that names none, beside the demonstration's other data: for reforms, and to apply."""
    from nextwave.population.inventing.population import invent

    book, latest = assessor().rulebook, today() - timedelta(days=span)
    invent(book, settings.DATA / INVENTED, INVENTED_HOUSEHOLDS, seed, today(), latest)


def _codes(plan: list[Planned]) -> Iterator[tuple[str, str]]:
    """The newest case that waits for evidence, and the newest that is decided."""
    for status in ("waiting", "decided"):
        for planned in reversed(plan):
            case = case_of(planned.code)
            if case is not None and case.docket.status == status:
                yield planned.code, status
                break


def _live_apart(plan: list[Planned], seed: int, told: Callable[[int], None]) -> dict[str, int]:
    """The later half in a process of its own: each day's law is then made ready in one of them only."""
    spawn = multiprocessing.get_context("spawn")
    elsewhere = spawn.Value("i", 0)
    half = len(plan) // 2
    found = spawn.SimpleQueue()
    arguments = (pickle.dumps(plan[half:]), seed, elsewhere, found)
    other = spawn.Process(target=live_in_process, args=arguments, daemon=True)
    other.start()
    refused = Counter(live(plan[:half], seed, lambda done: told(done + elsewhere.value)))
    while other.is_alive():
        other.join(0.2)
        told(half + elsewhere.value)
    if other.exitcode:
        raise RuntimeError("half of the demonstration could not be made: what went wrong stands above")
    return dict(refused + Counter(found.get()))


def _planned(count: int, seed: int, span: int) -> Iterator[Planned]:
    # Tables take a while to load: a demonstration without applications needs none.
    from nextwave.demo.households import drawn

    chance = random.Random(seed)
    recent = count // 4 if span > RECENT else count
    ages = [chance.randint(RECENT + 1, span) for _ in range(count - recent)]
    ages += [chance.randint(0, min(RECENT, span)) for _ in range(recent)]
    ages = sorted(ages, reverse=True)
    ages[-min(count, 6) :] = [0] * min(count, 6)
    ends, stands = _round(ENDS, chance), itertools.cycle(STANDS)
    earlier: Household | None = None
    over = folder(population())
    situations = drawn(assessor().rulebook, over, count, today(), today() - timedelta(days=span), seed)
    for number, (age, situation) in enumerate(zip(ages, situations, strict=True)):
        language = _language(chance)
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
    able = [s for s in stated if _may_be_open(s)]
    # What is new has something to find out; of what is old, half told everything at once.
    recent = (today() - day).days <= RECENT
    left = chance.sample(able, k=min(len(able), chance.choice((2, 3, 4) if recent else (0, 0, 0, 1, 2, 3))))
    # What a register or an expert says no household states.
    left += [s for s in stated if s not in left and (found := declared_of(s)) and not found.asked]
    return Household(names.household(people, script().names_in(language), chance), stated, left, language)


def _language(chance: random.Random) -> str:
    """The language that someone writes in: the rulebook's first, or by their shares another in which pages and notices
    are written too."""
    draw, least, written = chance.random(), 0.0, offered()
    for language, share in script().share.items():
        least += share
        if draw < least:
            return language if language in written else assessor().rulebook.languages[0]
    return assessor().rulebook.languages[0]


def _may_be_open(stated: Stated) -> bool:
    """Whether a household may leave a fact open at first: those that the script names, else all but births, who
    people are to each other, and what filing states."""
    listed, book = script().left_open, assessor().rulebook
    if listed:
        return stated.fact in listed
    fact = declared_of(stated)
    kept = (BORN, book.jurisdiction.filed_fact)
    return fact is not None and fact.type not in ("person", "people") and fact.name not in kept


def _again(earlier: Household, day: date) -> Household:
    """The same people on a later day."""
    stated = [Stated(s.of, s.fact, _on(s.fact, s.value, day)) for s in earlier.stated]
    left = {(s.of, s.fact) for s in earlier.open}
    return Household(earlier.names, stated, [s for s in stated if (s.of, s.fact) in left], earlier.language)


def _on(fact: str, value: Any, day: date) -> Any:
    """A household applies on the day on which it does, whatever day the survey was brought to."""
    return day.isoformat() if fact == assessor().rulebook.jurisdiction.filed_fact else value
