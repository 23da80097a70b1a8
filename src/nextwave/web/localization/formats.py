"""Amounts, days and lists of people as the page's language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.dates import format_date, get_date_format, get_month_names
from babel.lists import format_list
from babel.numbers import get_decimal_symbol
from django.utils import timezone
from django.utils.translation import ngettext

from nextwave.casework.law.time_limit import TimeLimit
from nextwave.gate.days import plain
from nextwave.rulebook.wording.amounts import written
from nextwave.rulebook.wording.catalogues import SOURCE
from nextwave.web.localization.languages import current, offered
from nextwave.web.rules import assessor

#: A date whose day and month are not the same number, to show how one is written.
EXAMPLE = date(1986, 2, 3)


def locale() -> str:
    """How the page's language is written where the law holds: en_GB."""
    return assessor().rulebook.jurisdiction.locale(current())


def currency(value: str | Decimal) -> str:
    """An exact amount as people write it where the law holds: $1,234 or $1,234.50, 1 234,50 €."""
    exact = Decimal(value)
    places = 0 if exact == exact.to_integral_value() else 2
    return written(assessor().rulebook.jurisdiction, exact, places, current())


def points_part_decimals() -> bool:
    """Whether the page's language parts decimals by a point, or by the sign of Arabic script, which means nothing else."""
    return get_decimal_symbol(locale()) in (".", "\u066b")


def day(value: date | str) -> str:
    """February 3, 1986; a text is year-month-day."""
    given = date.fromisoformat(value) if isinstance(value, str) else value
    return format_date(given, "long", locale=locale())


def limit(value: TimeLimit) -> str:
    """A time limit of the law: 30 days, 10 working days, 1 month."""
    said = {
        "days": ngettext("%(count)s day", "%(count)s days", value.count),
        "working_days": ngettext("%(count)s working day", "%(count)s working days", value.count),
        "weeks": ngettext("%(count)s week", "%(count)s weeks", value.count),
        "months": ngettext("%(count)s month", "%(count)s months", value.count),
    }
    return said[value.unit] % {"count": value.count}


def in_order(parts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Fields named year, month and day in the order in which a date is written where the law holds, which is one order
    for every language of its forms."""
    pattern = get_date_format("short", locale=assessor().rulebook.jurisdiction.locale(SOURCE)).pattern
    return sorted(parts, key=lambda part: pattern.lower().index(str(part["name"])[0]))


def digits(value: date) -> str:
    """A date as its three numbers in that order: 2 3 1986."""
    parts = in_order([{"name": n, "is": getattr(value, n)} for n in ("year", "month", "day")])
    return " ".join(str(part["is"]) for part in parts)


def month_names() -> list[dict[str, int]]:
    """The months by their names, in full and short, in the page's language and then in every other that is offered."""
    first = current()
    here = assessor().rulebook.jurisdiction
    return [_month_names(here.locale(code)) for code in (first, *(c for c in offered() if c != first))]


@lru_cache(maxsize=16)
def _month_names(locale: str) -> dict[str, int]:
    kinds = ((width, context) for width in ("wide", "abbreviated") for context in ("format", "stand-alone"))
    named = (get_month_names(width, context, locale) for width, context in kinds)
    return {plain(name): month for names in named for month, name in names.items()}


def moment(value: datetime) -> str:
    """February 3, 1986, 14:05, by the clock of the jurisdiction."""
    local = timezone.localtime(value)
    return f"{day(local.date())}, {local:%H:%M}"


def listed(names: Sequence[str]) -> str:
    """Ana, Ben, and Cy. In Spanish “y” becomes “e” before the sound of an i: Ana e Inés."""
    text = format_list(list(names), locale=locale())
    if current() == "es" and len(names) > 1 and re.match(r"h?[ií](?![aeo])", names[-1], re.I):
        text = f"{text[: -len(names[-1])].removesuffix(' y ')} e {names[-1]}"
    return text


def either(names: Sequence[str]) -> str:
    """Passport, license, or school card: one of them is enough."""
    return format_list(list(names), style="or", locale=locale())
