"""Values by chance for a fact: within its type and bounds, mostly small, amounts near the figures of the law."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from nextwave.rulebook.model import Fact, Rulebook

#: The person's fact that ages follow from.
BORN = "birth_date"
#: Someone who is named as a parent, say, is older than who names them by so much, in years.
GENERATION = 18
#: Days other than of birth lie within so many before the latest.
DAYS = 1500
#: How often an amount is had, and how much of a month's amount is then had at a time.
PERIODS = (("month", Fraction(1)), ("month", Fraction(1)), ("week", Fraction(1, 4)), ("year", Fraction(12)))


#: How much is so of a household: of one little, of another nearly everything, so that some of them meet conditions that
#: must all be met, and others none.
MUCH = (0.1, 0.25, 0.25, 0.5, 0.9)


class Values:
    """Draws values. `amounts` are figures of the law near which amounts lie; no day is later than `latest`."""

    def __init__(self, book: Rulebook, on: date, latest: date, chance: random.Random) -> None:
        self.book, self.latest, self.chance = book, latest, chance
        self.amounts = amounts_of(book, on) or [Fraction(100), Fraction(1000)]
        self.much = 0.25

    def plain(self, fact: Fact) -> Any:
        """The value that says least: no, none, nothing, the first choice, the latest day."""
        if fact.optional:
            return None
        match fact.type:
            case "bool":
                return False
            case "choice":
                return self.book.choices[str(fact.choice)].members[0]
            case "date":
                return self._within(fact, self.latest).isoformat()
            case "person":
                return None
            case "people":
                return []
            case "money":
                return self._amount(fact, Fraction(0))
            case "rate":
                return _written(_bound(fact.minimum, 0))
        return int(_bound(fact.minimum, 0))

    def drawn(self, fact: Fact) -> Any:
        """A value by chance; nobody for a relationship."""
        chance = self.chance
        if fact.optional and chance.random() > self.much:
            return None
        match fact.type:
            case "bool":
                return chance.random() < self.much
            case "choice":
                return chance.choice(self.book.choices[str(fact.choice)].members)
            case "date":
                return self._within(fact, self.latest - timedelta(days=chance.randrange(DAYS))).isoformat()
            case "person" | "people":
                return self.plain(fact)
            case "money":
                near = Fraction(0) if chance.random() < 0.6 * (1 - self.much) else chance.choice(self.amounts)
                return self._amount(fact, near * Fraction(chance.randint(20, 180), 100))
        low, high = _bound(fact.minimum, 0), _bound(fact.maximum, 0)
        if fact.type == "rate":
            return _written(low + self._stepped(fact, (high - low) * Fraction(chance.randint(0, 100), 100)))
        return int(low) + int(int(high - low) * chance.random() ** 3)

    def born(self, years: int) -> str:
        """The birth date of someone of so many whole years."""
        day = self.latest - timedelta(days=int(years * 365.25) + self.chance.randrange(365))
        return day.isoformat()

    def _within(self, fact: Fact, day: date) -> date:
        low = fact.minimum if isinstance(fact.minimum, date) else date(1900, 1, 1)
        high = fact.maximum if isinstance(fact.maximum, date) else self.latest
        return max(low, min(day, high, self.latest))

    def _amount(self, fact: Fact, by_month: Fraction) -> Any:
        """An amount with its decimals; with how often where the fact is stated so."""
        per, share = self.chance.choice(PERIODS) if fact.flow and by_month else ("month", Fraction(1))
        low, high = max(_bound(fact.minimum, 0), Fraction(0)), _bound(fact.maximum, 0)
        amount = min(low + self._stepped(fact, by_month * share), high)
        text = f"{int(amount * 100) // 100}.{int(amount * 100) % 100:02d}"
        return {"amount": text, "per": per} if fact.flow else text

    def _stepped(self, fact: Fact, value: Fraction) -> Fraction:
        step = Fraction(fact.step) if fact.step else Fraction(1, 100)
        return value // step * step


def amounts_of(book: Rulebook, on: date) -> list[Fraction]:
    """The amounts by month that the law names on a day, in their order."""
    found: set[Fraction] = set()
    for figure in book.figures.values():
        days = [d for d in figure.values if d <= on]
        if not figure.unit.startswith("money") or not days:
            continue
        value = figure.values[max(days)]
        rows: Sequence[Any] = list(value.values()) if isinstance(value, dict) else [value]
        share = {"money/year": Fraction(1, 12), "money/week": Fraction(52, 12)}.get(figure.unit, Fraction(1))
        found |= {Fraction(row) * share for row in rows if row}
    return sorted(found)


def _bound(given: Any, otherwise: int) -> Fraction:
    return Fraction(given) if isinstance(given, int | Fraction) else Fraction(otherwise)


def _written(value: Fraction) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")
