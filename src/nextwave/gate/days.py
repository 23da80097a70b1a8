"""Days of the calendar: as year-month-day, in another order that is named, or in three fields of a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from nextwave.gate.numbers import shown
from nextwave.gate.text import Unreadable, code, line

#: What a named order is made of.
PARTS = {"YYYY": r"(?P<year>\d{4})", "MM": r"(?P<month>\d{1,2})", "DD": r"(?P<day>\d{1,2})"}


def day(text: str, form: str = "YYYY-MM-DD") -> date:
    """A day as it is written in a form such as YYYY-MM-DD or MM/DD/YYYY. Raises Unreadable."""
    found = pattern(form).fullmatch(code(text))
    if found is None:
        such = form.replace("YYYY", "1986").replace("MM", "02").replace("DD", "03")
        words = "year-month-day" if form == "YYYY-MM-DD" else form
        raise Unreadable("day", f"{shown(text)} is not a date", f"write {words}, such as {such}")
    return calendar(*(int(found[part]) for part in ("year", "month", "day")))


@lru_cache(maxsize=64)
def pattern(form: str) -> re.Pattern[str]:
    """What a form of days looks like. Raises Unreadable where it does not name year, month and day once each."""
    parts = re.split("(YYYY|MM|DD)", form)
    named, between = parts[1::2], parts[0::2]
    if sorted(named) != sorted(PARTS) or any(between[0::3]) or not all(re.fullmatch(r"[-/. ]?", b) for b in between):
        remedy = "write it with YYYY, MM and DD, such as MM/DD/YYYY"
        raise Unreadable("form", f"{shown(form)} is no form of a date", remedy)
    made = "".join(PARTS[p] if p in PARTS else re.escape(p) for p in parts)
    # Without signs between them, months and days have two digits always; year-month-day has them by its standard.
    return re.compile(made.replace("{1,2}", "{2}") if not all(between[1:3]) or form == "YYYY-MM-DD" else made)


def calendar(year: int, month: int, number: int) -> date:
    """The day of a year, month and number. Raises Unreadable where there is none."""
    try:
        return date(year, month, number)
    except ValueError:
        what = f"{year:04d}-{month:02d}-{number:02d} is not a day of the calendar"
        raise Unreadable("calendar", what, "write a day that exists") from None


def typed(year: str, month: str, number: str, months: Sequence[Mapping[str, int]]) -> date:
    """A day of three fields: the month as a number or by its name in one of these languages. Raises Unreadable; the
    code "year" says that the year needs its four digits."""
    parts = code(year), code(number)
    if not re.fullmatch(r"\d{4}", parts[0]):
        what = f"{shown(year)} is no year of four digits"
        raise Unreadable("year" if parts[0] else "day", what, "write four digits, such as 1986")
    if not re.fullmatch(r"\d{1,2}", parts[1]):
        raise Unreadable("day", f"{shown(number)} is no day of a month", "write a number from 1 to 31")
    return calendar(int(parts[0]), month_of(month, months), int(parts[1]))


def month_of(text: str, months: Sequence[Mapping[str, int]]) -> int:
    """A month by its number or name; a name may be cut short as long as three letters are left and no other month of
    its language begins so. Raises Unreadable."""
    found = code(text)
    if re.fullmatch(r"\d{1,2}", found):
        return int(found)
    sought = plain(line(text))
    for names in months if len(sought) >= 3 else ():
        meant = {month for name, month in names.items() if name == sought} or {
            month for name, month in names.items() if name.startswith(sought)
        }
        if len(meant) == 1:
            return meant.pop()
    raise Unreadable("month", f"{shown(text)} is no month", "write a number from 1 to 12, or the month's name")


def plain(name: str) -> str:
    """The name of a month without capitals, accents and the point of an abbreviation."""
    split = unicodedata.normalize("NFD", name.casefold().strip().removesuffix("."))
    return "".join(c for c in split if not unicodedata.combining(c))
