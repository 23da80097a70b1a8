"""The value of a rule as people read it: yes or no, an amount, a day, a member of a choice by its wording.

told(book, {"rule": "grant.amount", "value": "40.00", …}, "en", ("Yes", "No"))  # $40.00
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.wording.amounts import written

#: What rules return that is an amount.
AMOUNTS = frozenset({"Money", "Weekly", "Yearly", "Stock"})


def told(book: Rulebook, reason: Mapping[str, Any], language: str, truth: tuple[str, str], cents: bool = True) -> str:
    """The value of a line of the trace in a language. `truth` says yes and no; without `cents` whole amounts have none.
    An amount that is no exact decimal (of a month by the week, say) is shown to the nearest hundredth. The value of a
    rule that the rulebook has no more stays as it is."""
    value = reason["value"]
    if isinstance(value, bool):
        return truth[0] if value else truth[1]
    versions = book.rules.get(reason["rule"])
    returns = versions[0].returns if versions else ""
    if returns in book.choices:
        label = book.choices[returns].labels.get(str(value), str(value))
        return book.wording.get(language, {}).get(label) or label
    if returns == "date":
        from babel.dates import format_date

        return str(format_date(date.fromisoformat(value), "long", locale=book.jurisdiction.locale(language)))
    if returns in AMOUNTS:
        exact = decimal_of(str(value))
        places = 2 if cents or exact != exact.to_integral_value() else 0
        return written(book.jurisdiction, exact, places, language)
    return str(value)


def decimal_of(amount: str) -> Decimal:
    """An amount of an answer as it can be written: itself, or of a fraction ("12500/3") the nearest hundredth."""
    return Decimal(amount) if "/" not in amount else hundredths(Fraction(amount))


def hundredths(value: Fraction) -> Decimal:
    """The nearest hundredth of what may be no exact decimal."""
    return Decimal(round(value * 100)).scaleb(-2)
