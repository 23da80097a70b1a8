"""Where a law holds, and how amounts, days and addresses are written there: the head of rulebook.toml.

currency = "GBP"            # ISO 4217: how amounts are shown
territory = "GB"            # ISO 3166: how days, months and amounts are written, in each language
time_zone = "Europe/London" # of days and moments (the IANA's names)
money_sign = "£"            # what people may type before or behind an amount
postcodes = ["A9 9AA"]      # 9 is a digit, A a letter
postcode_called = "Postcode"
phone_example = "020 7946 0000" # a number that is nobody's, shown where one is typed wrongly
leave_to = "https://www.bbc.co.uk/weather" # where “Leave this page quickly” leads
home = true                 # whether the group is people who live together: pages speak of a home then
area = "council"            # the home's fact that says where it is: statistics and the queue go by it
filed_fact = "claimed_on"   # the home's fact that filing states: its day
year_begins = "04-06"       # month and day of the first day of a tax year: of rules with period="tax_year"

[working_days]              # see working_days.py
holidays = [2026-12-25]

[office]                    # whom to ask: stands in notices
name = "The benefits office"
phone = "020 7946 0000"

[population]
usual = "england"           # tried where none is named, and what the demonstration is drawn from
ranked_by = "income"        # the column of its homes that tenths are made by
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from nextwave.rulebook import working_days
from nextwave.rulebook.problems import Place, Problem
from nextwave.rulebook.working_days import MONDAY_TO_FRIDAY, WorkingDays

#: What a place in a form of a postcode may be: a digit, a letter, or itself.
FORM = frozenset("9A -")


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """`title` names it. What a rulebook does not say is empty: amounts then have no sign, days are written as the
    language writes them, there are no areas, postcodes or tenths, and whether people live together is not known."""

    title: str
    currency: str = ""
    territory: str = ""
    time_zone: str = "UTC"
    money_sign: str = ""
    postcodes: tuple[str, ...] = ()
    postcode_called: str = ""
    phone_example: str = ""
    leave_to: str = ""
    home: bool | None = None
    area: str = ""
    filed_fact: str = ""
    year_begins: tuple[int, int] | None = None
    working_days: WorkingDays = MONDAY_TO_FRIDAY
    office: str = ""
    office_phone: str = ""
    population: str = ""
    ranked_by: str = ""

    @property
    def decimals(self) -> int:
        """With how many decimals amounts are written: none in yen, three in dinars, two without a currency."""
        return _decimals(self.currency)

    def locale(self, language: str) -> str:
        """A language as it is written here, by the names of CLDR: en_GB. Where CLDR does not know how it is written
        here, the language alone, and of English that of the world (en_001: 9 November, and not November 9)."""
        return _locale(language, self.territory)


@lru_cache(maxsize=16)
def _decimals(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency)) if currency else 2


@lru_cache(maxsize=64)
def _locale(language: str, territory: str) -> str:
    from babel import localedata

    here = f"{language}_{territory}"
    if territory and localedata.exists(here):
        return here
    return "en_001" if territory and language == "en" else language


def read(head: Mapping[str, Any], home: set[str]) -> tuple[Jurisdiction, list[Problem]]:
    """What rulebook.toml says of where the law holds, and what is wrong with it. `home` are the facts of the home."""
    problems: list[Problem] = []

    def wrong(key: str, what: str, remedy: str) -> None:
        problems.append(Problem("jurisdiction", f"{key} {what}", Place("rulebook.toml"), remedy))

    def text(key: str, of: Mapping[str, Any] = head, usual: str = "") -> str:
        found = of.get(key, usual)
        if not isinstance(found, str):
            wrong(key, "is no text", f'write {key} = "…"')
            return usual
        return found

    def fact(key: str) -> str:
        found = text(key)
        if found and found not in home:
            wrong(key, f"names {found}, which is no fact of the home", "name one, or leave it out")
        return found

    currency, territory, zone = text("currency"), text("territory"), text("time_zone", usual="UTC")
    if currency and not _currency(currency):
        wrong("currency", f"is {currency[:40]}, which is no currency", 'write its code of ISO 4217, such as "EUR"')
    if territory and not _territory(territory):
        wrong("territory", f"is {territory[:40]}, which is no country", 'write its code of ISO 3166, such as "NL"')
    if not _zone(zone):
        wrong("time_zone", f"is {zone[:60]}, which is no time zone", 'write one such as "Europe/Amsterdam"')
        zone = "UTC"
    leave_to = text("leave_to")
    if leave_to and not leave_to.startswith("https://"):
        wrong("leave_to", "is no address of a page", "write one that begins with https://")
        leave_to = ""
    is_home = head.get("home")
    if is_home is not None and not isinstance(is_home, bool):
        wrong("home", "is not true or false", "write home = true where the group is people who live together")
        is_home = None
    forms = head.get("postcodes", [])
    if not (isinstance(forms, list) and all(isinstance(f, str) and f and set(f) <= FORM for f in forms)):
        wrong("postcodes", "is no list of forms", 'write 9 for a digit and A for a letter: ["9999 AA"]')
        forms = []
    begins = _first_day(text("year_begins"))
    if begins is None and text("year_begins"):
        wrong("year_begins", "is no month and day", 'write such as "04-06"')
    office = head.get("office", {})
    if not isinstance(office, dict) or not all(isinstance(office.get(k), str) for k in office and ("name", "phone")):
        wrong("office", "has no name and phone", 'write [office] and below it name = "…" and phone = "…"')
        office = {}
    working, wrong_days = working_days.read(head)
    problems += wrong_days
    population = head.get("population", {})
    if not isinstance(population, dict):
        wrong("population", "is no table", 'write [population] and below it usual = "…"')
        population = {}
    return (
        Jurisdiction(
            title=text("jurisdiction"),
            currency=currency,
            territory=territory,
            time_zone=zone,
            money_sign=text("money_sign"),
            postcodes=tuple(forms),
            postcode_called=text("postcode_called"),
            phone_example=text("phone_example"),
            leave_to=leave_to,
            home=is_home,
            area=fact("area"),
            filed_fact=fact("filed_fact"),
            year_begins=begins,
            working_days=working,
            office=text("name", office),
            office_phone=text("phone", office),
            population=text("usual", population),
            ranked_by=text("ranked_by", population),
        ),
        problems,
    )


def _zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _currency(code: str) -> bool:
    from babel.numbers import is_currency

    return bool(is_currency(code))


def _territory(code: str) -> bool:
    from babel import Locale

    return len(code) == 2 and code in Locale("en").territories


def _first_day(text: str) -> tuple[int, int] | None:
    """The month and day of 04-06; a day that no common year has is none."""
    month, _, day = text.partition("-")
    try:
        found = date(2001, int(month), int(day))
    except ValueError:
        return None
    return (found.month, found.day)
